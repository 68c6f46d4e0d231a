// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.wire.generated.signet.CreateConsoleLinkInput;
import dev.signet.wire.generated.signet.Signet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code signet console}: a link to the page. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Prints a link to the page that shows everything. It works once, for 10 minutes.")
final class ConsoleCommand implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    try (ApiClient client = server.client()) {
      System.out.println(
          client.call(Signet.CREATE_CONSOLE_LINK, new CreateConsoleLinkInput()).url());
    }
    return 0;
  }
}
