// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import static dev.signet.proxy.stream.ResourceType.CLUSTER;
import static dev.signet.proxy.stream.ResourceType.ENDPOINTS;
import static dev.signet.proxy.stream.ResourceType.LISTENER;
import static dev.signet.proxy.stream.ResourceType.ROUTES;
import static dev.signet.proxy.stream.ResourceType.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeltaRejectionTest {
  private final Picture picture =
      new Picture()
          .cluster("c", 1)
          .endpoints("e", 1)
          .secret("s", 1)
          .secret("t", 1)
          .listener("l", 1)
          .routes("r", 1);

  @Test
  void aRejectionNamesTheResourceItsVersionAndEnvoysWords() {
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    picture.listener("bad", 1).listener("good", 1);
    proxy.shown(picture);
    String words = "Error adding/updating listener(s) bad: cannot bind '127.0.0.11:9080'";
    assertThat(proxy.nack(LISTENER, words))
        .containsExactly("refused LISTENER bad", "LISTENER good");
    String version = picture.snapshot().listeners().named("bad").version();
    assertThat(proxy.actions)
        .contains(
            new Action.RecordNack(
                List.of(new Rejection(LISTENER, "bad", version, words, proxy.clock.instant()))));
    assertThat(proxy.stream.inSync()).isFalse();
  }

  @Test
  void theGoodOnesOfARefusedResponseCountAsTakenOnceTheyAreAcknowledgedWithoutTheBad() {
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    picture.listener("bad", 1).listener("good", 1).without("l");
    assertThat(proxy.shown(picture)).containsExactly("LISTENER bad good -l");
    proxy.actions.clear();
    assertThat(proxy.nack(LISTENER, "Error adding/updating listener(s) bad: no"))
        .containsExactly("refused LISTENER bad", "LISTENER good -l");
    assertThat(proxy.actions).noneMatch(Action.RecordAck.class::isInstance);
    proxy.ack(LISTENER);
    Action.RecordAck ack = (Action.RecordAck) proxy.actions.getLast();
    assertThat(ack.versions()).containsOnlyKeys("good");
    assertThat(ack.removed()).containsExactly("l");
  }

  @Test
  void aRefusedVersionIsNotSentAgainUntilItChanges() {
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    proxy.shown(picture.listener("l", 2));
    proxy.nack(LISTENER, "Error adding/updating listener(s) l: no");
    assertThat(proxy.shown(picture.secret("s", 2))).containsExactly("SECRET s");
    assertThat(proxy.ackAll()).isEmpty();
    assertThat(proxy.shown(picture.listener("l", 3))).containsExactly("LISTENER l");
    proxy.ackAll();
    assertThat(proxy.stream.inSync()).isTrue();
  }

  @Test
  void goingBackToTheLastGoodVersionIsSent() {
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    proxy.shown(picture.listener("l", 2));
    proxy.nack(LISTENER, "Error adding/updating listener(s) l: no");
    assertThat(proxy.shown(picture.listener("l", 1))).containsExactly("LISTENER l");
    proxy.ackAll();
    assertThat(proxy.stream.inSync()).isTrue();
  }

  @Test
  void aRefusedClusterStopsNothingButRemovalsUntilItIsRepaired() {
    ScriptedProxy proxy = ScriptedProxy.holding(picture.cluster("old", 1));
    picture.without("old").cluster("c", 2).listener("l", 2).routes("r", 2);
    assertThat(proxy.shown(picture)).containsExactly("CLUSTER c");
    assertThat(proxy.nack(CLUSTER, "Error adding/updating cluster(s) c: no"))
        .containsExactly("refused CLUSTER c", "LISTENER l");
    assertThat(proxy.ackAll()).containsExactly("ROUTES r");
    assertThat(proxy.shown(picture.routes("r", 3))).containsExactly("ROUTES r");
    assertThat(proxy.ackAll()).isEmpty();
    assertThat(proxy.shown(picture.cluster("c", 3))).containsExactly("CLUSTER c");
    assertThat(proxy.ackAll()).containsExactly("CLUSTER -old");
    assertThat(proxy.stream.inSync()).isTrue();
  }

  @Test
  void whatTheLastGoodListenerNeedsStaysUntilTheRefusedOneIsGone() {
    ScriptedProxy proxy = ScriptedProxy.holding(picture.cluster("old", 1).listener("m", 1));
    picture.without("old").listener("l", 2);
    assertThat(proxy.shown(picture)).containsExactly("LISTENER l");
    proxy.nack(LISTENER, "Error adding/updating listener(s) l: no");
    assertThat(proxy.ackAll()).isEmpty();
    assertThat(proxy.shown(picture.without("l"))).containsExactly("LISTENER -l");
    assertThat(proxy.ackAll()).contains("CLUSTER -old");
  }

  @Test
  void aRefusedClusterStopsNeitherEndpointsNorSecrets() {
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    proxy.shown(picture.cluster("c", 2));
    proxy.nack(CLUSTER, "Error adding/updating cluster(s) c: no");
    assertThat(proxy.subscribe(ENDPOINTS, "e")).containsExactly("ENDPOINTS e");
    assertThat(proxy.subscribe(SECRET, "s")).containsExactly("SECRET s");
  }

  @Test
  void aStartingProxyGetsItsListenersAndRoutesAlthoughItRefusedACluster() {
    ScriptedProxy proxy = new ScriptedProxy(picture);
    proxy.subscribe(CLUSTER);
    proxy.nack(CLUSTER, "Error adding/updating cluster(s) c: no");
    assertThat(proxy.subscribe(LISTENER)).containsExactly("LISTENER l");
    proxy.ack(LISTENER);
    assertThat(proxy.subscribe(ROUTES, "r")).containsExactly("ROUTES r");
  }

  @Test
  void aRefusalOfAnOlderGenerationDoesNotStopTheNewerOne() {
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    proxy.shown(picture.listener("l", 2));
    proxy.shown(picture.listener("l", 3).routes("r", 3));
    assertThat(proxy.nack(LISTENER, "Error adding/updating listener(s) l: no"))
        .containsExactly("refused LISTENER l", "LISTENER l");
    assertThat(proxy.ack(LISTENER)).containsExactly("ROUTES r");
    proxy.ackAll();
    assertThat(proxy.stream.inSync()).isTrue();
  }

  /** What Envoy says when a field rule is broken; it shows the whole resource, texts and all. */
  private static final String FIELD_RULE =
      "Proto constraint validation failed (ClusterValidationError.HealthChecks[0]): name: \"x\" "
          + "path: \"Error adding/updating cluster(s) a: , b: \\r\\n\"";

  @Test
  void aResponseThatIsRefusedWithoutANameIsToldAgainByHalvesUntilTheGuiltyIsAlone() {
    ScriptedProxy proxy = ScriptedProxy.holding(new Picture().listener("l", 1));
    Picture four = new Picture().cluster("a", 1).cluster("b", 1).cluster("x", 1).cluster("y", 1);
    assertThat(proxy.shown(four.listener("l", 2))).containsExactly("CLUSTER a b x y");
    assertThat(proxy.nack(CLUSTER, FIELD_RULE)).containsExactly("CLUSTER a b");
    assertThat(proxy.ack(CLUSTER)).containsExactly("CLUSTER x y");
    assertThat(proxy.nack(CLUSTER, FIELD_RULE)).containsExactly("CLUSTER x");
    assertThat(proxy.nack(CLUSTER, FIELD_RULE)).containsExactly("refused CLUSTER x", "CLUSTER y");
    assertThat(proxy.ack(CLUSTER)).containsExactly("LISTENER l");
    proxy.ackAll();
    assertThat(proxy.stream.inSync()).isFalse();
    assertThat(proxy.shown(four.cluster("x", 2))).containsExactly("CLUSTER x");
    proxy.ackAll();
    assertThat(proxy.stream.inSync()).isTrue();
  }

  @Test
  void onlyTheFirstNameIsBlamedBecauseWhatFollowsMayBeATextOfTheMesh() {
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    proxy.shown(picture.cluster("badcurve", 1).cluster("two", 1).cluster("fine", 1));
    String both =
        "Error adding/updating cluster(s) badcurve: Failed to initialize ECDH curves nope, "
            + "two: LOGICAL_DNS clusters must have a single locality_lb_endpoint, fine: no";
    assertThat(proxy.nack(CLUSTER, both))
        .containsExactly("refused CLUSTER badcurve", "CLUSTER fine two");
    assertThat(proxy.nack(CLUSTER, "Error adding/updating cluster(s) two: LOGICAL_DNS, fine: no"))
        .containsExactly("refused CLUSTER two", "CLUSTER fine");
    assertThat(proxy.ackAll()).isEmpty();
  }

  @Test
  void routesRefusedTogetherAreToldAgainByHalvesSoThatOnlyTheBadOneIsLeft() {
    ScriptedProxy proxy = ScriptedProxy.holding(picture.routes("q", 1));
    assertThat(proxy.shown(picture.routes("q", 2).routes("r", 2))).containsExactly("ROUTES q r");
    assertThat(proxy.nack(ROUTES, "Duplicate domain a in route q")).containsExactly("ROUTES q");
    assertThat(proxy.ack(ROUTES)).containsExactly("ROUTES r");
    assertThat(proxy.nack(ROUTES, "out of luck")).containsExactly("refused ROUTES r");
    assertThat(proxy.ackAll()).isEmpty();
  }

  @Test
  void whatWasTakenBackInARefusedResponseIsTakenBackAgain() {
    ScriptedProxy proxy = ScriptedProxy.holding(picture.listener("m", 1));
    assertThat(proxy.shown(picture.without("m").listener("l", 2))).containsExactly("LISTENER l -m");
    assertThat(proxy.nack(LISTENER, FIELD_RULE))
        .containsExactly("refused LISTENER l", "LISTENER -m");
    assertThat(proxy.ackAll()).isEmpty();
  }

  @Test
  void aRefusedSecretHarmsNoOtherSecret() {
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    assertThat(proxy.shown(picture.secret("s", 2).secret("t", 2)))
        .containsExactly("SECRET s", "SECRET t");
    assertThat(proxy.nack(SECRET, "Failed to load private key from <inline>"))
        .containsExactly("refused SECRET s");
    assertThat(proxy.ack(SECRET)).isEmpty();
    assertThat(proxy.stream.inSync()).isFalse();
  }

  @Test
  void afterARefusedSecretTheGoodOneIsSentAndOnceTakenTheListenersAgain() {
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    proxy.shown(picture.secret("s", 2));
    proxy.nack(SECRET, "Failed to load private key from <inline>");
    assertThat(proxy.shown(picture.secret("s", 3))).containsExactly("SECRET s");
    assertThat(proxy.ack(SECRET)).containsExactly("LISTENER l");
    proxy.ackAll();
    assertThat(proxy.stream.inSync()).isTrue();
    assertThat(proxy.shown(picture.secret("s", 4))).containsExactly("SECRET s");
    assertThat(proxy.ackAll()).isEmpty();
  }

  @Test
  void aSecondBadSecretBringsNoListeners() {
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    proxy.shown(picture.secret("s", 2));
    proxy.nack(SECRET, "bad");
    proxy.shown(picture.secret("s", 3));
    assertThat(proxy.nack(SECRET, "bad again")).containsExactly("refused SECRET s");
    assertThat(proxy.shown(picture.secret("s", 1))).containsExactly("SECRET s");
    assertThat(proxy.ack(SECRET)).containsExactly("LISTENER l");
  }

  @Test
  void listenersAndClustersRefusedBecauseOfASecretComeAgainWithoutAChangeOfTheirOwn() {
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    proxy.shown(picture.secret("s", 2));
    proxy.nack(SECRET, "bad");
    proxy.shown(picture.listener("l", 2).cluster("c", 2));
    proxy.nack(CLUSTER, "Error adding/updating cluster(s) c: bad");
    proxy.shown(picture.secret("t", 2));
    proxy.ack(SECRET);
    proxy.nack(LISTENER, "Error adding/updating listener(s) l: bad");
    proxy.shown(picture.secret("s", 3));
    assertThat(proxy.ack(SECRET)).containsExactly("CLUSTER c");
    assertThat(proxy.ack(CLUSTER)).containsExactly("LISTENER l");
    proxy.ackAll();
    assertThat(proxy.stream.inSync()).isTrue();
  }

  @Test
  void aMessageIsKeptToFourThousandCharacters() {
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    proxy.shown(picture.secret("s", 2));
    proxy.nack(SECRET, "x".repeat(1_000_000));
    Action.RecordNack nack = (Action.RecordNack) proxy.actions.getLast();
    assertThat(nack.rejections().getFirst().message()).hasSize(4096);
  }
}
