// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Who rotates secrets. */
public sealed interface RotationTarget {
  /** This server, which keeps a certificate in the secret. */
  record BuiltIn() implements RotationTarget {}

  /** A program on this machine; each step is a run of it. */
  record Program(Path path) implements RotationTarget {
    /** Checks that it is an absolute path. */
    public Program {
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException(
            "rotation by exec:" + path + ": expected an absolute path");
      }
    }
  }

  /** Somebody at an address, to which each step is posted. */
  record Endpoint(URI url) implements RotationTarget {
    /** Checks that it is an address on the web. */
    public Endpoint {
      if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
        throw new IllegalArgumentException(
            "rotation by '" + url + "': expected http://HOST… or https://HOST…");
      }
      if (url.getUserInfo() != null) {
        throw new IllegalArgumentException(
            "rotation by " + url.getHost() + ": expected no user in its URL");
      }
    }
  }

  /**
   * Reads one.
   *
   * @param text {@code builtin:certificate}, {@code exec:/path} or a URL
   * @throws IllegalArgumentException for anything else
   */
  static RotationTarget parse(String text) {
    if (text.equals("builtin:certificate")) {
      return new BuiltIn();
    }
    if (text.startsWith("exec:")) {
      return new Program(Path.of(text.substring("exec:".length())));
    }
    if (text.startsWith("http:") || text.startsWith("https:")) {
      return new Endpoint(URI.create(text));
    }
    throw new IllegalArgumentException(
        "rotation by '" + text + "': expected builtin:certificate, exec:/PATH or a URL");
  }
}
