// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.agent.AgentRefused;
import dev.signet.agent.Pauses;
import dev.signet.agent.Rhythm;
import dev.signet.kernel.Entropy;
import dev.signet.pki.cert.ValidityPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Renews an identity each time that two thirds of its life have passed. */
final class RenewalWatch {
  /** Looked at so often, whatever the clock did meanwhile. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Rhythm RHYTHM = new Rhythm(LONGEST);

  /** What is renewed. */
  interface Identity {
    /** How long the present one is good. */
    ValidityPeriod period();

    /**
     * Puts a new one in its place.
     *
     * @throws CommandRefused when it cannot; the present one stays
     */
    void renew();
  }

  private final Identity identity;
  private final InstantSource clock;
  private final Entropy entropy;

  RenewalWatch(Identity identity, InstantSource clock, Entropy entropy) {
    this.identity = identity;
    this.clock = clock;
    this.entropy = entropy;
  }

  /** Stays until the pauses say that it is enough. */
  void stay(Pauses pauses) throws InterruptedException {
    int failures = 0;
    Duration pause = Rhythm.start(entropy);
    while (pauses.pause(pause)) {
      Duration left = Duration.between(clock.instant(), due(identity.period()));
      if (left.isPositive()) {
        pause = left.compareTo(LONGEST) < 0 ? left : LONGEST;
        continue;
      }
      try {
        identity.renew();
        failures = 0;
        pause = RHYTHM.usual(entropy);
      } catch (CommandRefused | AgentRefused e) {
        System.err.println("Not renewed: " + e.getMessage());
        pause = RHYTHM.soon(failures++, entropy);
      }
    }
  }

  private static Instant due(ValidityPeriod period) {
    Duration life = Duration.between(period.notBefore(), period.notAfter());
    return period.notBefore().plus(life.multipliedBy(2).dividedBy(3));
  }
}
