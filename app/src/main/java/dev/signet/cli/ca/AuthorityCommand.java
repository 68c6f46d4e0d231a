// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.authority.AuthorityArn;
import dev.signet.cli.ServerOptions;
import dev.signet.cli.terminal.Moments;
import dev.signet.wire.codec.Json;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.CertificateAuthorityStatus;
import dev.signet.wire.generated.acmpca.UpdateCertificateAuthorityRequest;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands about one authority have in common. */
abstract class AuthorityCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CA",
      description = "Its common name, its ID or the first letters of that (four or more), or ARN.")
  private String name = "";

  @Option(names = "--json", description = "As JSON, in the names of the API.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    try (PcaClient pca = new PcaClient(server)) {
      act(pca, find(pca, name));
    }
    return 0;
  }

  /** Which authority is meant. */
  CertificateAuthority find(PcaClient pca, String named) {
    return NamedAuthority.find(pca, named);
  }

  /** Does the command's work. */
  abstract void act(PcaClient pca, CertificateAuthority authority);

  boolean isJson() {
    return json;
  }

  /** Lets an authority issue, or not, and shows it. */
  void update(PcaClient pca, CertificateAuthority authority, CertificateAuthorityStatus status) {
    AuthorityArn arn = NamedAuthority.arn(authority);
    pca.call(
        arn,
        AcmPca.UPDATE_CERTIFICATE_AUTHORITY,
        UpdateCertificateAuthorityRequest.of(arn.toString()).withStatus(status));
    show(pca, arn);
  }

  /** Shows an authority as it is now. */
  void show(PcaClient pca, AuthorityArn arn) {
    System.out.print(text(pca.describe(arn), json));
  }

  /** An authority for people, or for programs. */
  static String text(CertificateAuthority authority, boolean json) {
    return json
        ? Json.text(CertificateAuthority.SHAPE, authority) + "\n"
        : new AuthorityText(new Moments(InstantSource.system().instant())).whole(authority);
  }
}
