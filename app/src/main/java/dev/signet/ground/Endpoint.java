// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ground;

import java.net.URI;
import java.util.List;

/** An address on the web that whoever runs the server named. */
public record Endpoint(URI url) implements Helper {
  /** Refuses what is none, and one that holds a secret. */
  public Endpoint {
    if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
      throw new IllegalArgumentException("'" + url + "': expected http://HOST… or https://HOST…");
    }
    if (url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "URL of " + url.getHost() + ": expected no user in it, everybody sees it");
    }
  }
}
