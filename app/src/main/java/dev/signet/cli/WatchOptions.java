// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.Config;
import dev.signet.notice.WebhookTarget;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is told what happens at a server. */
final class WatchOptions {
  /** Which programs may read the metrics. */
  enum Readers {
    LOOPBACK,
    EVERYBODY
  }

  @Option(
      names = "--metrics",
      paramLabel = "WHOM",
      defaultValue = "${env:SIGNET_METRICS:-LOOPBACK}",
      description =
          "Who may read /metrics of the status port: LOOPBACK, programs on this machine, or"
              + " EVERYBODY who reaches it (SIGNET_METRICS; default: LOOPBACK).")
  private Readers metrics = Readers.LOOPBACK;

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      defaultValue = "${env:SIGNET_WEBHOOK}",
      description =
          "Where events of the private CA are posted as CloudEvents, in order, each at least once"
              + " (SIGNET_WEBHOOK; default: nowhere).")
  private @Nullable String webhook;

  @Option(
      names = "--webhook-token-file",
      paramLabel = "FILE",
      defaultValue = "${env:SIGNET_WEBHOOK_TOKEN_FILE}",
      description =
          "Holds a bearer token that is sent with each event; read each time, so that it may be"
              + " replaced (SIGNET_WEBHOOK_TOKEN_FILE).")
  private @Nullable Path tokenFile;

  /**
   * What was chosen.
   *
   * @throws IllegalArgumentException for a webhook that cannot be one
   */
  Config.Watching watching() {
    Optional<Path> token =
        Optional.ofNullable(tokenFile).filter(file -> !file.toString().isBlank());
    Optional<WebhookTarget> target =
        Optional.ofNullable(webhook)
            .filter(url -> !url.isBlank())
            .map(url -> new WebhookTarget(URI.create(url), token));
    if (target.isEmpty() && token.isPresent()) {
      throw new IllegalArgumentException(
          "--webhook-token-file " + token.get() + ": expected --webhook beside it");
    }
    return new Config.Watching(metrics == Readers.EVERYBODY, target);
  }
}
