// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.console.View.Frame;
import dev.signet.console.View.Link;
import java.util.List;

/**
 * What was found.
 *
 * @param query what was looked for
 * @param looked how many of the newest issued certificates were looked at by name
 */
public record SearchPage(Frame frame, String query, List<Hit> hits, int looked) {
  /** Something that was found, and of what kind it is. */
  public record Hit(Link link, String kind) {}
}
