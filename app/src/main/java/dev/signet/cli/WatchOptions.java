// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.Config;
import dev.signet.event.EventReceiverRules;
import dev.signet.notice.WebhookTarget;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
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

  @Option(
      names = "--webhook-trust-file",
      paramLabel = "FILE",
      defaultValue = "${env:SIGNET_WEBHOOK_TRUST_FILE}",
      description =
          "PEM of the roots that vouch for an https webhook, read at the start"
              + " (SIGNET_WEBHOOK_TRUST_FILE; default: those of the JDK).")
  private @Nullable Path trustFile;

  @Option(
      names = "--event-target",
      paramLabel = "ARN-GLOB=TARGET",
      defaultValue = "${env:SIGNET_EVENT_TARGET}",
      description =
          "Who takes events for targets of rules whose ARN is of that form, in which * is any text:"
              + " exec:/PATH, http://… or https://…; may be repeated (SIGNET_EVENT_TARGET, one of"
              + " them; default: nobody).")
  private List<String> eventTargets = List.of();

  /**
   * What was chosen.
   *
   * @throws IllegalArgumentException for a webhook or a target that cannot be one
   */
  Config.Watching watching() {
    Optional<Path> token = given(tokenFile);
    Optional<Path> trust = given(trustFile);
    Optional<WebhookTarget> target =
        Optional.ofNullable(webhook)
            .filter(url -> !url.isBlank())
            .map(url -> new WebhookTarget(URI.create(url), token, trust));
    if (target.isEmpty()) {
      token.ifPresent(file -> refuseAlone("--webhook-token-file", file));
      trust.ifPresent(file -> refuseAlone("--webhook-trust-file", file));
    }
    return new Config.Watching(
        metrics == Readers.EVERYBODY,
        target,
        EventReceiverRules.of(eventTargets.stream().filter(rule -> !rule.isBlank()).toList()));
  }

  private static Optional<Path> given(@Nullable Path file) {
    return Optional.ofNullable(file).filter(path -> !path.toString().isBlank());
  }

  private static void refuseAlone(String option, Path file) {
    throw new IllegalArgumentException(option + " " + file + ": expected --webhook beside it");
  }
}
