// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data folder a command works on. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:SIGNET_DATA}",
      description = "Data folder (SIGNET_DATA; default: ~/.local/share/signet).")
  private @Nullable Path data;

  /** The folder that was given, or the usual one. */
  Path folder() {
    return orDefault(data);
  }

  static Path orDefault(@Nullable Path given) {
    if (given != null && !given.toString().isBlank()) {
      return given.toAbsolutePath().normalize();
    }
    String xdg = System.getenv("XDG_DATA_HOME");
    Path base =
        xdg != null && !xdg.isBlank()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".local", "share");
    return base.resolve("signet").toAbsolutePath();
  }
}
