// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One bad resource among many, with a proxy that refuses as Envoy does. */
class WholeRefusalTest {
  private static final int STEPS = 60;

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theInnocentArriveWhateverIsRefusedAndARepairHealsTheRest(int seed) {
    Random random = new Random(seed);
    List<String> names = names(random);
    Picture picture = new Picture();
    WarmingProxy proxy = new WarmingProxy(picture);
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(4) == 0) {
        change(picture, names.get(random.nextInt(names.size())), random);
        spoil(proxy, picture, random);
        proxy.shown(picture);
      } else {
        proxy.answerOne(random);
      }
      assertThat(proxy.acknowledgedInError()).as("taken, seed %d", seed).isEmpty();
      assertThat(proxy.blamedInError()).as("refused, seed %d", seed).isEmpty();
    }
    proxy.answerAll();
    assertInnocentHeld(proxy, picture, seed);
    assertThat(proxy.responses()).as("responses, seed %d", seed).isLessThan(STEPS * 100);
    for (String name : names) {
      if (random.nextInt(3) == 0) {
        picture.without(name); // the other way to heal
      } else {
        whole(picture, name, 1000);
      }
    }
    proxy.shown(picture);
    proxy.answerAll();
    for (ResourceType type : ResourceType.values()) {
      assertThat(proxy.held(type))
          .as("%s, seed %d", type, seed)
          .isEqualTo(picture.snapshot().versions(type));
    }
    assertThat(proxy.inSync()).as("seed %d", seed).isTrue();
  }

  private static List<String> names(Random random) {
    return IntStream.range(0, 2 + random.nextInt(12)).mapToObj(i -> "n" + i).toList();
  }

  private static void change(Picture picture, String name, Random random) {
    if (random.nextInt(6) == 0) {
      picture.without(name);
    } else {
      whole(picture, name, random.nextInt(100));
    }
  }

  private static void whole(Picture picture, String name, int content) {
    picture
        .edsCluster(name, content)
        .endpoints(name, content)
        .secret(name, content)
        .listener(name, content)
        .routes(name, content);
  }

  /** From now on the proxy finds something wrong with one or two of what it should hold. */
  private static void spoil(WarmingProxy proxy, Picture picture, Random random) {
    for (int times = random.nextInt(3); times > 0; times--) {
      List<WarmingProxy.Content> all = contents(picture);
      all.removeIf(content -> content.type() == ResourceType.SECRET);
      if (all.isEmpty()) {
        return;
      }
      WarmingProxy.Content content = all.get(random.nextInt(all.size()));
      if (random.nextBoolean()) {
        proxy.findsMalformed(content);
      } else {
        proxy.findsUnfit(content);
      }
    }
  }

  private static void assertInnocentHeld(WarmingProxy proxy, Picture picture, int seed) {
    for (WarmingProxy.Content content : contents(picture)) {
      if (proxy.wouldTake(content)) {
        assertThat(proxy.held(content.type()))
            .as("%s, seed %d", content.type(), seed)
            .contains(Map.entry(content.name(), content.version()));
      }
    }
  }

  private static List<WarmingProxy.Content> contents(Picture picture) {
    List<WarmingProxy.Content> all = new ArrayList<>();
    for (ResourceType type : ResourceType.values()) {
      picture
          .snapshot()
          .versions(type)
          .forEach((name, version) -> all.add(new WarmingProxy.Content(type, name, version)));
    }
    return all;
  }
}
