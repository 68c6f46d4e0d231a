// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.Config;
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

  /** What was chosen. */
  Config.Watching watching() {
    return new Config.Watching(metrics == Readers.EVERYBODY);
  }
}
