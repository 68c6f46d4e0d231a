// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.route;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The domains of one route configuration. Envoy compares them without case and refuses all routes
 * when two are the same; one with a star at an end would match more hosts than its own.
 */
public final class Domains {
  private final Set<String> taken = new HashSet<>();

  /** Takes a domain; whether it could be had. */
  public boolean claim(String domain) {
    return !domain.startsWith("*")
        && !domain.endsWith("*")
        && taken.add(domain.toLowerCase(Locale.ROOT));
  }
}
