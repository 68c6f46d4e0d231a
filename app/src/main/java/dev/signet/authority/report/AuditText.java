// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.report;

import dev.signet.authority.lifecycle.Authority;
import dev.signet.ground.Ground;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The octets of a report, written as they are read: a page of certificates at a time. */
final class AuditText extends InputStream {
  private static final int PAGE = 500;

  private final Ground ground;
  private final Authority authority;
  private final AuditFormat format;
  private byte[] piece;
  private int at;
  private long place;
  private boolean first = true;
  private boolean ended;

  AuditText(Ground ground, Authority authority, AuditFormat format) {
    this.ground = ground;
    this.authority = authority;
    this.format = format;
    this.piece = format.before().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int read() {
    return fill() ? piece[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] octets, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, octets, offset, count);
    at += count;
    return count;
  }

  /** Whether there is another octet. */
  private boolean fill() {
    while (at == piece.length && !ended) {
      piece = next().getBytes(StandardCharsets.UTF_8);
      at = 0;
    }
    return at < piece.length;
  }

  private String next() {
    List<AuditRow> page =
        ground.store().read(tx -> ReportTables.issued(tx, authority, place, PAGE));
    StringBuilder text = new StringBuilder();
    for (AuditRow row : page) {
      text.append(first ? "" : format.between()).append(format.row(row.values(authority.arn())));
      first = false;
      place = row.place();
    }
    ended = page.size() < PAGE;
    return ended ? text.append(format.after()).toString() : text.toString();
  }
}
