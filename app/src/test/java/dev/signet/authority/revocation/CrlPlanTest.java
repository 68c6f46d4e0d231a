// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.authority.revocation.CrlPlan.Keep;
import dev.signet.authority.revocation.CrlPlan.Read;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which entries of a CRL are read again for the next edition. */
final class CrlPlanTest {
  private static final long ENDS = 100;
  private static final CrlBlock LOW = new CrlBlock("low", CrlPlan.FIRST, ENDS, 1);
  private static final CrlBlock MIDDLE = new CrlBlock("middle", "50", ENDS + 1, 1);
  private static final CrlBlock HIGH = new CrlBlock("high", "70", ENDS + 2, 1);
  private static final List<CrlBlock> ALL = List.of(LOW, MIDDLE, HIGH);

  private static List<CrlPlan.Step> plan(List<CrlBlock> before, long expired, String... revoked) {
    return CrlPlan.of(before, new TreeSet<>(List.of(revoked)), expired);
  }

  @Test
  void nothingIsReadWhereNothingChanged() {
    assertThat(plan(ALL, ENDS)).containsExactly(new Keep(LOW), new Keep(MIDDLE), new Keep(HIGH));
  }

  @Test
  void theFirstTimeAllIsRead() {
    assertThat(plan(List.of(), 0)).containsExactly(new Read(CrlPlan.FIRST, CrlPlan.LAST));
  }

  @Test
  void onlyTheBlockIsReadThatASerialFallsInto() {
    assertThat(plan(ALL, 0, "60"))
        .containsExactly(new Keep(LOW), new Read("50", "70"), new Keep(HIGH));
    assertThat(plan(ALL, 0, "70")).as("a block's last").contains(new Read("50", "70"));
    assertThat(plan(ALL, 0, "01")).as("before all").contains(new Read(CrlPlan.FIRST, "50"));
    assertThat(plan(ALL, 0, "ff")).as("behind all").contains(new Read("70", CrlPlan.LAST));
  }

  @Test
  void whatWasBeforeTheFirstBlockBelongsToIt() {
    assertThat(plan(List.of(MIDDLE, HIGH), 0, "01"))
        .containsExactly(new Read(CrlPlan.FIRST, "70"), new Keep(HIGH));
  }

  @Test
  void aBlockIsReadAgainWhenTheFirstOfItsCertificatesHasEnded() {
    assertThat(plan(ALL, ENDS + 1))
        .containsExactly(new Read(CrlPlan.FIRST, "50"), new Keep(MIDDLE), new Keep(HIGH));
  }

  @Test
  void neighboursAreReadAsOne() {
    assertThat(plan(ALL, ENDS + 1, "60"))
        .containsExactly(new Read(CrlPlan.FIRST, "70"), new Keep(HIGH));
  }
}
