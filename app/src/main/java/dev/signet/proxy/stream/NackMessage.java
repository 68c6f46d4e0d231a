// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds the resources that Envoy blames: {@code Error adding/updating listener(s) NAME: reason} or
 * {@code Error adding/updating cluster(s) NAME: reason, NAME: reason}, and {@code reason in route
 * NAME}.
 */
final class NackMessage {
  private NackMessage() {}

  /** The blamed names among those of the response; empty when the message names none. */
  static NavigableSet<String> blamed(String message, Collection<String> told) {
    NavigableSet<String> blamed = new TreeSet<>();
    for (String name : told) {
      if (blames(message, name)) {
        blamed.add(name);
      }
    }
    return blamed;
  }

  private static boolean blames(String message, String name) {
    String quoted = Pattern.quote(name);
    return Pattern.compile("(?:^|[\\s,])" + quoted + ": |\\sroute " + quoted + "(?:\\s|$)")
        .matcher(message)
        .find();
  }
}
