// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the data folder is when {@code --data} does not say. */
final class DataOption {
  private DataOption() {}

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
