// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.kernel.FileTrouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code signet proxy renew}: a new identity for a proxy, with a new key. */
@Command(
    name = "renew",
    mixinStandardHelpOptions = true,
    description = {
      "Renews the identity in a folder of 'signet proxy bootstrap', once.",
      "A running Envoy takes it over by itself. Identities live 30 days: call it by a timer."
    })
final class ProxyRenewCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder that bootstrap wrote.")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    ProxyFolder proxy = ProxyFolder.existing(folder);
    try {
      Joining.Joined renewed =
          Joining.renew(
              proxy.endpoint(), Https.certificates(proxy.trust()), proxy.identity().read());
      proxy.identity().replace(renewed);
      System.err.println("Renewed " + renewed.resourceArn() + " until " + renewed.notAfter());
      return 0;
    } catch (IOException e) {
      throw new CommandRefused("cannot use " + folder + ": " + FileTrouble.of(e));
    }
  }
}
