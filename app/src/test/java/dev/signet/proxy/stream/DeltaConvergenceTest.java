// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.Picture;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeltaConvergenceTest {
  private static final int STEPS = 150;
  private static final List<String> NAMES = List.of("a", "b", "c");

  static IntStream seeds() {
    return IntStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverHappensAProxyThatAnswersInTheEndHoldsWhatItShould(int seed) {
    Random random = new Random(seed);
    Picture picture = new Picture();
    WarmingProxy proxy = new WarmingProxy(picture);
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          change(picture, random);
          proxy.shown(picture);
        }
        case 2 -> proxy.refuseOne(random);
        case 3 -> proxy.waitASecond();
        default -> proxy.answerOne(random);
      }
    }
    proxy.answerAll();
    // What it refused comes again when it changes.
    NAMES.forEach(name -> everything(picture, name, new Random(seed), 1000));
    proxy.shown(picture);
    proxy.answerAll();
    for (ResourceType type : ResourceType.values()) {
      assertThat(proxy.held(type))
          .as("%s, seed %d", type, seed)
          .isEqualTo(picture.snapshot().versions(type));
    }
    assertThat(proxy.inSync()).isTrue();
  }

  private static void change(Picture picture, Random random) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    if (random.nextInt(5) == 0) {
      picture.without(name);
    } else {
      everything(picture, name, random, 0);
    }
  }

  /** A cluster with its endpoints, a listener with its secret and routes, each new or as it was. */
  private static void everything(Picture picture, String name, Random random, int above) {
    picture
        .edsCluster(name, above + random.nextInt(3))
        .endpoints(name, above + random.nextInt(3))
        .secret(name, above + random.nextInt(3))
        .listener(name, above + random.nextInt(3))
        .routes(name, above + random.nextInt(3));
  }
}
