// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data folder a command works on. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:SIGNET_DATA}",
      description =
          "Data folder (SIGNET_DATA; default: signet in XDG_DATA_HOME, or in ~/.local/share).")
  private @Nullable Path data;

  /** The folder that was given, or the usual one. */
  Path folder() {
    return orDefault(data);
  }

  static Path orDefault(@Nullable Path given) {
    if (given != null && !given.toString().isBlank()) {
      return given.toAbsolutePath().normalize();
    }
    return usual(System.getenv()).toAbsolutePath();
  }

  /** Where data of the user of these variables is kept (XDG Base Directory Specification). */
  static Path usual(Map<String, String> variables) {
    String data = variables.getOrDefault("XDG_DATA_HOME", "");
    Path base = data.isBlank() ? home(variables).resolve(".local/share") : Path.of(data);
    return base.resolve("signet");
  }

  /** What {@code ~} means to a shell; the JVM's own idea of it looks at no variable. */
  static Path home(Map<String, String> variables) {
    String home = variables.getOrDefault("HOME", "");
    return Path.of(home.isBlank() ? System.getProperty("user.home") : home);
  }
}
