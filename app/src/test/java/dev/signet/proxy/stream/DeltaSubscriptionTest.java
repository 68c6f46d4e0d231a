// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import static dev.signet.proxy.stream.ResourceType.CLUSTER;
import static dev.signet.proxy.stream.ResourceType.ENDPOINTS;
import static dev.signet.proxy.stream.ResourceType.LISTENER;
import static dev.signet.proxy.stream.ResourceType.ROUTES;
import static dev.signet.proxy.stream.ResourceType.SECRET;
import static dev.signet.proxy.stream.ScriptedProxy.held;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.Picture;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeltaSubscriptionTest {
  @Test
  void anEmptyFirstRequestAsksForAllClustersAndListeners() {
    ScriptedProxy proxy = new ScriptedProxy(new Picture().cluster("a", 1).listener("l", 1));
    assertThat(proxy.subscribe(CLUSTER)).containsExactly("CLUSTER a");
    assertThat(proxy.ack(CLUSTER)).isEmpty();
    assertThat(proxy.subscribe(LISTENER)).containsExactly("LISTENER l");
  }

  @Test
  void aStarAsksForAllAndItsUnsubscriptionEndsIt() {
    Picture picture = new Picture().cluster("a", 1);
    ScriptedProxy proxy = new ScriptedProxy(picture);
    assertThat(proxy.subscribe(CLUSTER, "*")).containsExactly("CLUSTER a");
    proxy.ackAll();
    proxy.unsubscribe(CLUSTER, "*");
    assertThat(proxy.shown(picture.cluster("b", 1))).isEmpty();
  }

  @Test
  void aNamedFirstRequestAsksForTheNamedOnly() {
    ScriptedProxy proxy = new ScriptedProxy(new Picture().cluster("a", 1).cluster("b", 1));
    assertThat(proxy.subscribe(CLUSTER, "b")).containsExactly("CLUSTER b");
  }

  @Test
  void aNameAndAStarTogetherAskForAllAndKeepTheNameAfterTheStar() {
    Picture picture = new Picture().cluster("a", 1).cluster("b", 1);
    ScriptedProxy proxy = new ScriptedProxy(picture);
    assertThat(proxy.subscribe(CLUSTER, "*", "b")).containsExactly("CLUSTER a b");
    proxy.ackAll();
    proxy.unsubscribe(CLUSTER, "*");
    assertThat(proxy.shown(picture.cluster("a", 2).cluster("b", 2))).containsExactly("CLUSTER b");
  }

  @Test
  void droppingANameThatTheStarStillCoversTellsItOnceMore() {
    ScriptedProxy proxy = new ScriptedProxy(new Picture().cluster("a", 1).cluster("b", 1));
    proxy.subscribe(CLUSTER, "*", "b");
    proxy.ackAll();
    assertThat(proxy.unsubscribe(CLUSTER, "b")).containsExactly("CLUSTER b");
  }

  @Test
  void aStarForSecretsEndpointsOrRoutesBringsNothing() {
    Picture picture = new Picture().secret("s", 1).endpoints("e", 1).routes("r", 1);
    ScriptedProxy proxy = new ScriptedProxy(picture);
    for (ResourceType type : List.of(SECRET, ENDPOINTS, ROUTES)) {
      assertThat(proxy.subscribe(type)).isEmpty();
      assertThat(proxy.subscribe(type, "*")).containsExactly("UNKNOWN *");
    }
  }

  @Test
  void aProxyWithoutAnythingToHoldIsToldSo() {
    ScriptedProxy proxy = new ScriptedProxy(new Picture());
    assertThat(proxy.subscribe(CLUSTER)).containsExactly("CLUSTER");
    assertThat(proxy.subscribe(LISTENER)).isEmpty();
    assertThat(proxy.ack(CLUSTER)).containsExactly("LISTENER");
    proxy.ack(LISTENER);
    assertThat(proxy.stream.inSync()).isTrue();
  }

  @Test
  void anAnswerToTheCurrentResponseIsRecordedWithItsVersions() {
    Picture picture = new Picture().cluster("a", 1);
    ScriptedProxy proxy = new ScriptedProxy(picture);
    proxy.subscribe(CLUSTER);
    proxy.ack(CLUSTER);
    assertThat(proxy.actions)
        .contains(
            new Action.RecordAck(
                CLUSTER,
                picture.snapshot().clusters().versions(),
                Collections.emptyNavigableSet()));
  }

  @Test
  void aStaleNonceAnswersNothingButItsSubscriptionsCount() {
    ScriptedProxy proxy = new ScriptedProxy(new Picture().secret("s", 1).secret("t", 1));
    proxy.subscribe(SECRET, "s");
    String nonce = proxy.next(SECRET);
    proxy.tell(ScriptedProxy.request(SECRET).setResponseNonce(nonce).build());
    int before = proxy.actions.size();
    assertThat(proxy.nack(SECRET, nonce, "twice")).isEmpty();
    assertThat(proxy.nack(SECRET, "77", "never sent")).isEmpty();
    assertThat(proxy.actions).hasSize(before);
    DeltaDiscoveryRequest stale =
        ScriptedProxy.request(SECRET).setResponseNonce("77").addResourceNamesSubscribe("t").build();
    assertThat(proxy.tell(stale)).containsExactly("SECRET t");
  }

  @Test
  void anAnswerAndASubscriptionMayShareAMessage() {
    ScriptedProxy proxy = new ScriptedProxy(new Picture().secret("s", 1).secret("t", 1));
    proxy.subscribe(SECRET, "s");
    DeltaDiscoveryRequest both =
        ScriptedProxy.request(SECRET)
            .setResponseNonce(proxy.next(SECRET))
            .addResourceNamesSubscribe("t")
            .build();
    assertThat(proxy.tell(both)).containsExactly("SECRET t");
    assertThat(proxy.stream.quiet()).isFalse();
    proxy.ack(SECRET);
    assertThat(proxy.stream.quiet()).isTrue();
  }

  @Test
  void askingAgainForAKnownNameSendsItAgain() {
    ScriptedProxy proxy =
        ScriptedProxy.holding(new Picture().endpoints("e", 1).secret("s", 1).routes("r", 1));
    assertThat(proxy.subscribe(ENDPOINTS, "e")).containsExactly("ENDPOINTS e");
    assertThat(proxy.subscribe(SECRET, "s")).containsExactly("SECRET s");
    proxy.ackAll();
    assertThat(proxy.subscribe(ROUTES, "r")).containsExactly("ROUTES r");
  }

  @Test
  void aNameThatWasDroppedIsToldNoMoreAndForgotten() {
    Picture picture = new Picture().secret("s", 1);
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    assertThat(proxy.unsubscribe(SECRET, "s")).isEmpty();
    assertThat(proxy.shown(picture.secret("s", 2))).isEmpty();
    assertThat(proxy.subscribe(SECRET, "s")).containsExactly("SECRET s");
  }

  @Test
  void aReconnectedProxyReceivesNothingThatItHolds() {
    Picture picture = new Picture().edsCluster("a", 1).endpoints("a", 1).secret("s", 1);
    picture.listener("l", 1).routes("r", 1);
    ScriptedProxy proxy = new ScriptedProxy(picture);
    assertThat(proxy.resume(CLUSTER, held(picture, CLUSTER))).isEmpty();
    assertThat(proxy.resume(ENDPOINTS, held(picture, ENDPOINTS), "a")).isEmpty();
    assertThat(proxy.resume(SECRET, held(picture, SECRET), "s")).isEmpty();
    assertThat(proxy.resume(LISTENER, held(picture, LISTENER))).isEmpty();
    assertThat(proxy.resume(ROUTES, held(picture, ROUTES), "r")).isEmpty();
    assertThat(proxy.stream.inSync()).isTrue();
  }

  @Test
  void whatIsKnownOfASecretThatAReconnectedProxyHoldsIsRecorded() {
    ScriptedProxy proxy =
        new ScriptedProxy(
            new Picture().secret("same", 1).secret("newer", 2).secret("lost", 1).lose("lost"));
    proxy.resume(
        SECRET,
        Map.of("same", "v1", "newer", "v1", "lost", "v1", "gone", "v1"),
        "same",
        "newer",
        "lost",
        "gone");
    assertThat(proxy.actions)
        .filteredOn(Action.RecordHeld.class::isInstance)
        .containsExactly(
            new Action.RecordHeld(
                List.of(
                    new DeliveredSecret(
                        "same",
                        "v1",
                        List.of("CN=same"),
                        Optional.of("0fv1"),
                        Optional.of(Instant.parse("2027-01-01T00:00:00Z")),
                        proxy.clock.instant()))));
  }

  @Test
  void aReconnectedProxyReceivesWhatChangedAndLosesWhatIsGone() {
    Picture picture = new Picture().cluster("a", 1).cluster("b", 1).cluster("c", 1);
    Map<String, String> before = held(picture, CLUSTER);
    picture.cluster("a", 2).without("c").secret("s", 2);
    ScriptedProxy proxy = new ScriptedProxy(picture);
    assertThat(proxy.resume(CLUSTER, before)).containsExactly("CLUSTER a");
    assertThat(proxy.ack(CLUSTER)).containsExactly("CLUSTER -c");
    proxy.ack(CLUSTER);
    assertThat(proxy.resume(SECRET, Map.of("s", "v1", "t", "v1"), "s", "t"))
        .containsExactly("SECRET s");
    assertThat(proxy.ack(SECRET)).containsExactly("SECRET -t");
  }

  @Test
  void aNameThatIsUnknownBlocksNothingIsRecordedOnceAndSentWhenItExists() {
    Picture picture = new Picture().secret("s", 1);
    ScriptedProxy proxy = new ScriptedProxy(picture);
    assertThat(proxy.subscribe(SECRET, "s", "later")).containsExactly("UNKNOWN later", "SECRET s");
    assertThat(proxy.subscribe(SECRET, "later")).isEmpty();
    proxy.ackAll();
    assertThat(proxy.shown(picture.secret("later", 1))).containsExactly("SECRET later");
  }

  @Test
  void aSubscribedNameThatVanishesIsTakenBack() {
    Picture picture = new Picture().secret("s", 1).endpoints("e", 1).routes("r", 1);
    ScriptedProxy proxy = ScriptedProxy.holding(picture);
    assertThat(proxy.shown(picture.without("s", "e", "r"))).containsExactly("ROUTES -r");
    assertThat(proxy.ackAll()).containsExactly("ENDPOINTS -e", "SECRET -s");
    assertThat(proxy.stream.inSync()).isTrue();
  }

  @Test
  void anotherResourcesSecretIsNotSentAndRecordedAsSuch() {
    Picture picture = new Picture().secret("mine", 1).foreign("theirs");
    ScriptedProxy proxy = new ScriptedProxy(picture);
    assertThat(proxy.subscribe(SECRET, "theirs", "mine"))
        .containsExactly("BELONGS_TO_ANOTHER theirs", "SECRET mine");
  }

  @Test
  void pretendingToHoldAnotherResourcesSecretIsRecordedToo() {
    ScriptedProxy proxy = new ScriptedProxy(new Picture().foreign("theirs"));
    proxy.subscribe(CLUSTER);
    proxy.subscribe(LISTENER);
    proxy.ackAll();
    assertThat(proxy.resume(SECRET, Map.of("theirs", "v1"), "theirs"))
        .containsExactly("BELONGS_TO_ANOTHER theirs", "SECRET -theirs");
  }

  @Test
  void aSecretWithoutMaterialIsLeftOutRecordedAndSentOnceItIsThere() {
    Picture picture = new Picture().secret("s", 1).secret("t", 1).lose("s");
    ScriptedProxy proxy = new ScriptedProxy(picture);
    proxy.subscribe(CLUSTER);
    proxy.subscribe(LISTENER);
    proxy.ackAll();
    assertThat(proxy.subscribe(SECRET, "s", "t")).containsExactly("WITHHELD s", "SECRET t");
    assertThat(proxy.ackAll()).isEmpty();
    assertThat(proxy.stream.inSync()).isFalse();
    assertThat(proxy.shown(picture.find("s"))).containsExactly("SECRET s");
    proxy.ackAll();
    assertThat(proxy.stream.inSync()).isTrue();
  }

  @Test
  void aProxyThatHasNotAskedForAllThatItShouldHoldIsNotInSync() {
    ScriptedProxy proxy = new ScriptedProxy(new Picture().listener("l", 1).secret("s", 1));
    proxy.subscribe(CLUSTER);
    proxy.subscribe(LISTENER);
    proxy.ackAll();
    assertThat(proxy.stream.inSync()).isFalse();
    proxy.subscribe(SECRET, "s");
    assertThat(proxy.stream.inSync()).isFalse();
    proxy.ack(SECRET);
    assertThat(proxy.stream.inSync()).isTrue();
  }

  @Test
  void aTypeThatIsNotServedIsRecordedOnce() {
    ScriptedProxy proxy = new ScriptedProxy(new Picture());
    DeltaDiscoveryRequest runtime =
        DeltaDiscoveryRequest.newBuilder()
            .setTypeUrl("type.googleapis.com/envoy.service.runtime.v3.Runtime")
            .build();
    assertThat(proxy.tell(runtime)).containsExactly("TYPE_NOT_SERVED ");
    assertThat(proxy.tell(runtime)).isEmpty();
  }

  @Test
  void ofTheUrlOfATypeABoundedPartIsKept() {
    ScriptedProxy proxy = new ScriptedProxy(new Picture());
    proxy.tell(DeltaDiscoveryRequest.newBuilder().setTypeUrl("t".repeat(100_000)).build());
    Action.RecordRefusal refusal = (Action.RecordRefusal) proxy.actions.getLast();
    assertThat(refusal.refused().typeUrl()).hasSize(256);
  }

  @Test
  void aDeclarationOfWhatIsNotThisProxysIsNotShownAsHeld() {
    ScriptedProxy proxy = new ScriptedProxy(new Picture().cluster("c", 1));
    proxy.resume(ResourceType.CLUSTER, Map.of("c", "old", "x".repeat(2000), "v"));
    assertThat(proxy.actions)
        .filteredOn(Action.RecordAck.class::isInstance)
        .allMatch(each -> List.of("c").containsAll(((Action.RecordAck) each).versions().keySet()));
  }

  @Test
  void tooManyNamesEndTheStream() {
    ScriptedProxy proxy = new ScriptedProxy(new Picture());
    String[] many =
        IntStream.rangeClosed(0, DeltaStream.MAX_NAMES)
            .mapToObj(i -> "n" + i)
            .toArray(String[]::new);
    assertThat(proxy.subscribe(SECRET, many))
        .containsExactly("close EXHAUSTED: expected at most 20000 names");
  }

  @Test
  void aResponseShowsNoContentWhenPrinted() {
    ScriptedProxy proxy = new ScriptedProxy(new Picture().secret("s", 1));
    proxy.subscribe(SECRET, "s");
    assertThat(proxy.actions.getLast().toString()).isEqualTo("Send[SECRET {s=v1} removed []]");
    Picture source = new Picture();
    assertThat(source.render(new SecretName("s", "v1")).orElseThrow().toString())
        .isEqualTo("RenderedSecret[serial=0fv1]");
  }
}
