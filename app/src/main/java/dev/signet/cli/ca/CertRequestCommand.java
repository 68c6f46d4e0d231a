// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import static dev.signet.cli.ApiClient.present;

import dev.signet.authority.AuthorityArn;
import dev.signet.certificate.CertificateArn;
import dev.signet.cli.CommandRefused;
import dev.signet.cli.ServerOptions;
import dev.signet.cli.managed.ManagedClient;
import dev.signet.cli.managed.ManagedShow;
import dev.signet.cli.managed.WaitOption;
import dev.signet.pki.key.KeySpec;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.KeyAlgorithm;
import dev.signet.wire.generated.acm.RequestCertificateRequest;
import dev.signet.wire.generated.acm.RequestCertificateResponse;
import dev.signet.wire.generated.acm.ValidationMethod;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet cert request}: a certificate that the certificate manager keeps and renews. */
@Command(
    name = "request",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Requests a managed certificate: its key stays in the server, and it is renewed in time where"
          + " it is used.",
      "Without --ca it is a public one: the records that prove who owns the names are shown."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet cert request --ca 'Example Issuing' --name www.example.com --wait",
      "  signet cert request --ca 'Example Issuing' --name www.example.com --key P-256"
    })
final class CertRequestCommand implements Callable<Integer> {
  @Option(
      names = "--name",
      required = true,
      paramLabel = "HOST",
      description = "A host name; the first is what the certificate is called.")
  private List<String> names = List.of();

  @Option(
      names = "--ca",
      paramLabel = "CA",
      description = "The private CA that issues it: common name, ID or ARN.")
  private @Nullable String authority;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      defaultValue = "RSA-2048",
      converter = KeyChoice.class,
      description =
          "Its key: RSA-2048, P-256 or P-384, of the family of the CA's (default: ${DEFAULT-VALUE}).")
  private KeySpec key = KeySpec.RSA_2048;

  @Option(
      names = "--idempotency-token",
      paramLabel = "TOKEN",
      description = "The same call with the same token, within an hour, makes one certificate.")
  private @Nullable String token;

  @Mixin private WaitOption waiting = new WaitOption();

  @Option(names = "--json", description = "As JSON, in the names of the API.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    RequestCertificateRequest request =
        RequestCertificateRequest.of(names.getFirst())
            .withSubjectAlternativeNames(names.size() == 1 ? null : names)
            .withKeyAlgorithm(algorithm())
            .withIdempotencyToken(token);
    try (ManagedClient acm = new ManagedClient(server)) {
      CertificateArn arn = request(acm, request);
      System.out.print(ManagedShow.text(waiting.decided(acm, arn), json));
    }
    return 0;
  }

  private CertificateArn request(ManagedClient acm, RequestCertificateRequest request) {
    RequestCertificateResponse answer;
    if (authority == null) {
      answer =
          acm.call(Acm.REQUEST_CERTIFICATE, request.withValidationMethod(ValidationMethod.DNS));
    } else {
      AuthorityArn issuer = issuer(authority);
      answer =
          acm.callIn(
              issuer.home().region().name(),
              Acm.REQUEST_CERTIFICATE,
              request.withCertificateAuthorityArn(issuer.toString()));
    }
    return CertificateArn.of(present(answer.certificateArn()));
  }

  private AuthorityArn issuer(String named) {
    try (PcaClient pca = new PcaClient(server)) {
      return NamedAuthority.arn(NamedAuthority.find(pca, named));
    }
  }

  private KeyAlgorithm algorithm() {
    return Arrays.stream(KeyAlgorithm.values())
        .filter(each -> each.value().equals(key.awsName()))
        .findFirst()
        .orElseThrow(() ->
            new CommandRefused("--key " + key.awsName() + ": expected RSA-2048, P-256 or P-384"));
  }
}
