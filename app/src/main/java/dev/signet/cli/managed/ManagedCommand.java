// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.managed;

import dev.signet.certificate.CertificateArn;
import dev.signet.cli.ServerOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands about one managed certificate have in common. */
abstract class ManagedCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME|ARN",
      description = "Its first name, if only one has that, or its ARN.")
  private String name = "";

  @Option(names = "--json", description = "As JSON, in the names of the API.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    try (ManagedClient acm = new ManagedClient(server)) {
      act(acm, acm.find(name));
    }
    return 0;
  }

  /** Does the command's work. */
  abstract void act(ManagedClient acm, CertificateArn arn);

  boolean isJson() {
    return json;
  }
}
