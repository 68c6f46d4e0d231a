// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.console.View.Frame;
import dev.signet.console.View.Link;
import java.util.List;

/**
 * What was found.
 *
 * @param query what was looked for
 * @param older where the search goes on among older certificates, empty when all were looked at
 */
public record SearchPage(Frame frame, String query, List<Hit> hits, String older) {
  /** Something that was found, and of what kind it is. */
  public record Hit(Link link, String kind) {}
}
