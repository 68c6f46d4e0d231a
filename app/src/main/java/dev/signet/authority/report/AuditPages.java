// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.report;

import dev.signet.authority.lifecycle.Authority;
import dev.signet.ground.Ground;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The octets of a report, written as they are asked for: a page of certificates at a time. */
final class AuditPages implements Iterator<byte[]> {
  private static final int PAGE = 500;

  private final Ground ground;
  private final Authority authority;
  private final AuditFormat format;
  private long place; // of the last certificate that was written
  private boolean begun;
  private boolean ended;

  AuditPages(Ground ground, Authority authority, AuditFormat format) {
    this.ground = ground;
    this.authority = authority;
    this.format = format;
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public byte[] next() {
    if (ended) {
      throw new NoSuchElementException();
    }
    List<AuditRow> page =
        ground.store().read(tx -> ReportTables.issued(tx, authority, place, PAGE));
    StringBuilder text = new StringBuilder(begun ? "" : format.before());
    for (AuditRow row : page) {
      text.append(place == 0 ? "" : format.between())
          .append(format.row(row.values(authority.arn())));
      place = row.place();
    }
    begun = true;
    ended = page.size() < PAGE;
    text.append(ended ? format.after() : "");
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
