// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.domain;

import dev.signet.ground.Program;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** Who sets validation records by itself, as the keeper of the server said. */
public sealed interface ZoneHook permits DynamicUpdate, ZoneProgram {
  /** Whether it sets records of this name. */
  boolean serves(String name);

  /** Sets a record, or answers why it could not. */
  Optional<String> set(ValidationRecord record);

  /**
   * Reads one.
   *
   * @param text {@code exec:/PATH}, or {@code rfc2136://HOST[:PORT]/ZONE?key-file=/PATH}
   * @throws IllegalArgumentException for anything else
   */
  static ZoneHook parse(String text) {
    if (text.startsWith("exec:")) {
      return new ZoneProgram(new Program(Path.of(text.substring("exec:".length()))));
    }
    if (text.startsWith("rfc2136:")) {
      try {
        return update(new URI(text), text);
      } catch (URISyntaxException e) {
        // refused below
      }
    }
    throw new IllegalArgumentException(
        "zone hook '" + text + "': expected exec:/PATH or rfc2136://HOST:PORT/ZONE?key-file=/PATH");
  }

  private static DynamicUpdate update(URI uri, String text) {
    String zone = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    if (uri.getHost() == null || zone.isEmpty() || !query.startsWith("key-file=/")) {
      throw new IllegalArgumentException(
          "zone hook '" + text + "': expected rfc2136://HOST:PORT/ZONE?key-file=/PATH");
    }
    return new DynamicUpdate(
        new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 53 : uri.getPort()),
        zone,
        Path.of(query.substring("key-file=".length())));
  }
}
