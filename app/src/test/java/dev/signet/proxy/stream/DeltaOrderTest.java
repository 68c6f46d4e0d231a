// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import static dev.signet.proxy.stream.ResourceType.CLUSTER;
import static dev.signet.proxy.stream.ResourceType.ENDPOINTS;
import static dev.signet.proxy.stream.ResourceType.LISTENER;
import static dev.signet.proxy.stream.ResourceType.ROUTES;
import static dev.signet.proxy.stream.ResourceType.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.Picture;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeltaOrderTest {
  private static Picture whole(int content) {
    return new Picture()
        .edsCluster("c", content)
        .endpoints("c", content)
        .secret("s", content)
        .listener("l", content)
        .routes("r", content);
  }

  @Test
  void aChangeIsMadeBeforeItBreaksAndEachTypeWaitsForTheOnesBefore() {
    ScriptedProxy proxy = ScriptedProxy.holding(whole(1));
    assertThat(proxy.shown(whole(2))).containsExactly("CLUSTER c", "ENDPOINTS c", "SECRET s");
    assertThat(proxy.ack(ENDPOINTS)).isEmpty();
    assertThat(proxy.ack(SECRET)).isEmpty();
    assertThat(proxy.ack(CLUSTER)).containsExactly("LISTENER l");
    assertThat(proxy.ack(LISTENER)).containsExactly("ROUTES r");
    assertThat(proxy.stream.inSync()).isFalse();
    assertThat(proxy.ack(ROUTES)).isEmpty();
    assertThat(proxy.stream.inSync()).isTrue();
  }

  @Test
  void endpointsAndSecretsNeverWaitForTheAnswerToTheClusters() {
    Picture picture = whole(1);
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    proxy.shown(picture.edsCluster("new", 1).endpoints("new", 1).secret("new-ca", 1));
    assertThat(proxy.subscribe(ENDPOINTS, "new")).containsExactly("ENDPOINTS new");
    assertThat(proxy.subscribe(SECRET, "new-ca")).containsExactly("SECRET new-ca");
  }

  @Test
  void everySecretTravelsAloneAndWaitsForNoOther() {
    Picture picture = new Picture().secret("s", 1).secret("t", 1).secret("u", 1);
    ScriptedProxy proxy = new ScriptedProxy(picture);
    assertThat(proxy.subscribe(SECRET, "s", "t", "u"))
        .containsExactly("SECRET s", "SECRET t", "SECRET u");
  }

  @Test
  void noMoreThanThirtyTwoSecretsAreOnTheirWayAtOnce() {
    Picture picture = new Picture();
    String[] names = IntStream.range(0, 50).mapToObj(i -> "s" + i).toArray(String[]::new);
    List.of(names).forEach(name -> picture.secret(name, 1));
    ScriptedProxy proxy = new ScriptedProxy(picture);
    assertThat(proxy.subscribe(SECRET, names)).hasSize(32);
    assertThat(proxy.ack(SECRET)).hasSize(1);
    assertThat(proxy.ackAll()).hasSize(17);
  }

  @Test
  void aSecretIsSentAsSoonAsItIsNamedWhateverElseIsWaitedFor() {
    Picture picture = whole(1);
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    proxy.shown(picture.cluster("x", 1).listener("l", 2).secret("t", 1));
    assertThat(proxy.subscribe(SECRET, "t")).containsExactly("SECRET t");
  }

  @Test
  void whatIsGoneIsTakenBackAfterTheChangeRoutesFirstThenClusters() {
    Picture picture = whole(1).cluster("old", 1).routes("old-r", 1);
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    picture.without("old", "old-r").cluster("fresh", 1).routes("r", 2);
    assertThat(proxy.shown(picture)).containsExactly("CLUSTER fresh");
    assertThat(proxy.ack(CLUSTER)).containsExactly("ROUTES r");
    assertThat(proxy.ack(ROUTES)).containsExactly("ROUTES -old-r");
    assertThat(proxy.ack(ROUTES)).containsExactly("CLUSTER -old");
    assertThat(proxy.ack(CLUSTER)).isEmpty();
    assertThat(proxy.stream.inSync()).isTrue();
  }

  @Test
  void aListenerThatIsGoneLeavesWithItsSuccessorSoThatAnAddressCanMove() {
    Picture picture = whole(1);
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    assertThat(proxy.shown(picture.without("l").listener("l2", 1)))
        .containsExactly("LISTENER l2 -l");
  }

  @Test
  void aChangedEdsClusterGetsItsEndpointsAgainUnasked() {
    Picture picture = whole(1).edsCluster("other", 1).endpoints("other", 1);
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    assertThat(proxy.shown(picture.edsCluster("c", 2))).containsExactly("CLUSTER c", "ENDPOINTS c");
  }

  @Test
  void endpointsOnTheirWayAreToldAgainAfterAClusterThatCameLater() {
    Picture picture = whole(1);
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    assertThat(proxy.shown(picture.endpoints("c", 2))).containsExactly("ENDPOINTS c");
    assertThat(proxy.shown(picture.edsCluster("c", 2))).containsExactly("CLUSTER c");
    assertThat(proxy.ack(ENDPOINTS)).containsExactly("ENDPOINTS c");
  }

  @Test
  void aChangedClusterWithoutDiscoveryTouchesNoEndpoints() {
    Picture picture = whole(1).cluster("plain", 1);
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    assertThat(proxy.shown(picture.cluster("plain", 2))).containsExactly("CLUSTER plain");
  }

  @Test
  void aRenewedSecretMovesAloneAndNothingElseIsSent() {
    Picture picture = whole(1);
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    assertThat(proxy.shown(picture.secret("s", 2))).containsExactly("SECRET s");
    assertThat(proxy.ackAll()).isEmpty();
  }

  @Test
  void equalContentIsNeverSentAgain() {
    ScriptedProxy proxy = ScriptedProxy.holding(whole(1));
    assertThat(proxy.shown(whole(1))).isEmpty();
  }

  @Test
  void aSlowProxyGetsTheLatestInOneGoAndNothingInBetween() {
    Picture picture = whole(1);
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    assertThat(proxy.shown(picture.listener("l", 2))).containsExactly("LISTENER l");
    for (int content = 3; content < 100; content++) {
      assertThat(proxy.shown(picture.listener("l", content).listener("m", content))).isEmpty();
    }
    assertThat(proxy.ack(LISTENER)).containsExactly("LISTENER l m");
    assertThat(proxy.ack(LISTENER)).isEmpty();
    assertThat(proxy.stream.inSync()).isTrue();
  }

  @Test
  void aSecretThatIsNotAnsweredIsNotSentAgainMeanwhile() {
    Picture picture = whole(1).secret("t", 1);
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    assertThat(proxy.shown(picture.secret("s", 2))).containsExactly("SECRET s");
    assertThat(proxy.shown(picture.secret("s", 3).secret("t", 3))).containsExactly("SECRET t");
    assertThat(proxy.ackAll()).containsExactly("SECRET s");
  }

  @Test
  void fiveSecondsWithoutAnAnswerTheStreamGoesOn() {
    ScriptedProxy proxy = ScriptedProxy.holding(whole(1));
    proxy.shown(whole(2));
    proxy.ack(ENDPOINTS);
    proxy.ack(SECRET);
    assertThat(proxy.stream.deadline(proxy.clock.instant()))
        .contains(proxy.clock.instant().plusSeconds(5));
    assertThat(proxy.after(Duration.ofMillis(4_999))).isEmpty();
    assertThat(proxy.after(Duration.ofMillis(1))).containsExactly("LISTENER l");
    assertThat(proxy.stream.inSync()).isFalse();
    proxy.ackAll();
    assertThat(proxy.stream.inSync()).isTrue();
    assertThat(proxy.stream.deadline(proxy.clock.instant())).isEmpty();
  }

  @Test
  void aClusterThatCannotWarmCanStillBeReplaced() {
    Picture picture = whole(1);
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    proxy.shown(picture.cluster("stuck", 1));
    assertThat(proxy.shown(picture.cluster("stuck", 2))).isEmpty();
    assertThat(proxy.after(Duration.ofSeconds(5))).containsExactly("CLUSTER stuck");
  }

  @Test
  void aDeletedResourceEmptiesItsProxyThenTheStreamEnds() {
    ScriptedProxy proxy = ScriptedProxy.holding(new Picture().cluster("c", 1).listener("l", 1));
    assertThat(proxy.take(proxy.stream.gone("n: not found", proxy.clock.instant())))
        .containsExactly("LISTENER -l");
    assertThat(proxy.ack(LISTENER)).containsExactly("CLUSTER -c");
    assertThat(proxy.ack(CLUSTER)).containsExactly("close INVALID: n: not found");
  }

  @Test
  void aDeletedResourcesProxyThatDoesNotAnswerIsClosedAfterFiveSeconds() {
    ScriptedProxy proxy = ScriptedProxy.holding(new Picture().cluster("c", 1).listener("l", 1));
    proxy.take(proxy.stream.gone("n: not found", proxy.clock.instant()));
    assertThat(proxy.after(Duration.ofSeconds(5)))
        .containsExactly("CLUSTER -c", "close INVALID: n: not found");
  }
}
