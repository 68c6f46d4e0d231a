// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.wire.generated.signet.ReplaceAccessKeyInput;
import dev.signet.wire.generated.signet.ReplaceAccessKeyOutput;
import dev.signet.wire.generated.signet.Signet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet credentials rotate}: another access key in the place of the present one. */
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Replaces the access key of a running server. The new one is written to DATA/credentials on"
          + " the server's machine and nowhere else; links and sessions of the console end."
    })
final class CredentialsRotateCommand implements Callable<Integer> {
  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description = "How long the old key works beside the new one, up to 604800 (default: 0).")
  private @Nullable Integer grace;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    try (ApiClient client = server.client()) {
      ReplaceAccessKeyOutput done =
          client.call(
              Signet.REPLACE_ACCESS_KEY, ReplaceAccessKeyInput.of().withGraceSeconds(grace));
      System.out.println(
          "Replaced access key "
              + done.replacedAccessKeyId()
              + ", which ends at "
              + done.replacedEndsAt()
              + ", by "
              + done.accessKeyId()
              + " in the server's DATA/credentials");
    }
    return 0;
  }
}
