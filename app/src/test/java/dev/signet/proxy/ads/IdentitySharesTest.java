// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IdentitySharesTest {
  private final IdentityShares shares = new IdentityShares();

  @Test
  void theNamesOfAllMessagesOfAnIdentityTakeTheTimeOfOne() {
    IdentityShares.Share one = shares.open("a").orElseThrow();
    assertThat(pause(one.charge(20_000))).isNotPositive(); // as many as a stream may have
    one.close();
    IdentityShares.Share next = shares.open("a").orElseThrow();
    assertThat(pause(next.charge(20_000))).isNotPositive();
    assertThat(pause(next.charge(20_000)))
        .isBetween(TimeUnit.SECONDS.toNanos(4), TimeUnit.SECONDS.toNanos(6));
    assertThat(pause(shares.open("b").orElseThrow().charge(20_000))).isNotPositive();
  }

  @Test
  void whatAClosedStreamTookIsThereForOthers() {
    IdentityShares.Share one = shares.open("a").orElseThrow();
    IdentityShares.Share other = shares.open("a").orElseThrow();
    assertThat(one.take(IdentityShares.OCTETS)).isTrue();
    assertThat(other.take(1)).isFalse();
    one.close();
    assertThat(other.take(IdentityShares.OCTETS)).isTrue();
    assertThat(other.take(-1)).isTrue();
    assertThat(other.take(1)).isTrue();
  }

  @Test
  void whoOpensStreamsInALoopIsLetInAFewTimesInASecond() {
    int opened = 0;
    for (int i = 0; i < 10_000; i++) {
      Optional<IdentityShares.Share> share = shares.open("a");
      share.ifPresent(IdentityShares.Share::close);
      opened += share.isPresent() ? 1 : 0;
    }
    assertThat(opened).isBetween(100, 120);
  }

  private static long pause(long due) {
    return due - System.nanoTime();
  }
}
