// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.console.View.Fact;
import dev.signet.console.View.Frame;
import dev.signet.console.View.Link;
import dev.signet.console.View.Mark;
import java.util.List;
import java.util.Optional;

/**
 * What the page of an authority shows.
 *
 * @param path what is above it, the root first
 * @param about what is to be said of it beside its certificate
 * @param below the authorities that it signed for
 * @param revoked the newest of what it revoked
 * @param issued some of what it issued, newest first
 * @param older where the next of them are; empty on the last page
 */
public record AuthorityPage(
    Frame frame,
    List<Link> path,
    Mark status,
    List<Fact> about,
    Optional<CertificateBox> certificate,
    List<AuthorityRow> below,
    List<IssuedRow> revoked,
    List<IssuedRow> issued,
    String older) {

  /**
   * An authority in a tree.
   *
   * @param life empty while it waits for its certificate
   * @param counts how much it issued and revoked
   */
  public record AuthorityRow(
      Link name,
      Mark status,
      String kind,
      String until,
      Optional<Life> life,
      String counts,
      List<AuthorityRow> below) {}

  /**
   * A certificate that an authority issued.
   *
   * @param mark whether it was revoked
   */
  public record IssuedRow(Link name, String serial, String until, Life life, Mark mark) {}
}
