// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ground;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Who does a part of the work for the server, as whoever runs it said. */
public sealed interface Helper permits Program, Endpoint {
  /**
   * Reads one.
   *
   * @param text {@code exec:/PATH} or a URL; empty for any other
   * @throws IllegalArgumentException where it says one that cannot be
   */
  static Optional<Helper> parse(String text) {
    if (text.startsWith("exec:")) {
      return Optional.of(new Program(Path.of(text.substring("exec:".length()))));
    }
    return text.startsWith("http:") || text.startsWith("https:")
        ? Optional.of(new Endpoint(URI.create(text)))
        : Optional.empty();
  }
}
