// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/** What the next edition of a CRL keeps of the one before, and which serials are read anew. */
final class CrlPlan {
  /** Before all serials, which are hexadecimal. */
  static final String FIRST = "";

  /** Behind all of them. */
  static final String LAST = "g";

  private CrlPlan() {}

  /** A step from the first serial to the last. */
  sealed interface Step {}

  /** The entries are what they were. */
  record Keep(CrlBlock block) implements Step {}

  /** Something changed between these: after one serial, up to and with another. */
  record Read(String after, String upTo) implements Step {}

  /**
   * The steps; what is read stands as far apart as it can, so that blocks that shrank become one.
   *
   * @param before the blocks of the edition before, in order
   * @param revoked serials that it did not know
   * @param expiredBefore certificates that ended before this second are told no more
   */
  static List<Step> of(List<CrlBlock> before, NavigableSet<String> revoked, long expiredBefore) {
    List<Step> steps = new ArrayList<>();
    String after = FIRST;
    for (int i = 0; i < before.size(); i++) {
      String upTo = i + 1 < before.size() ? before.get(i + 1).after() : LAST;
      String next = revoked.higher(after);
      if (before.get(i).ends() >= expiredBefore && (next == null || next.compareTo(upTo) > 0)) {
        steps.add(new Keep(before.get(i)));
      } else if (!steps.isEmpty() && steps.getLast() instanceof Read read) {
        steps.set(steps.size() - 1, new Read(read.after(), upTo));
      } else {
        steps.add(new Read(after, upTo));
      }
      after = upTo;
    }
    return steps.isEmpty() ? List.of(new Read(FIRST, LAST)) : steps;
  }
}
