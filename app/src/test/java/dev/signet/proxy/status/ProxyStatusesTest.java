// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.status;

import static dev.signet.proxy.stream.ResourceType.LISTENER;
import static dev.signet.proxy.stream.ResourceType.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signet.proxy.stream.Action;
import dev.signet.proxy.stream.Closing;
import dev.signet.proxy.stream.ConnectedProxy;
import dev.signet.proxy.stream.DeliveredSecret;
import dev.signet.proxy.stream.ProxyIdentity;
import dev.signet.proxy.stream.ProxyNode;
import dev.signet.proxy.stream.RefusedName;
import dev.signet.proxy.stream.RefusedName.Reason;
import dev.signet.proxy.stream.Rejection;
import dev.signet.proxy.stream.ResourceType;
import dev.signet.testkit.SettableClock;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProxyStatusesTest {
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private final ProxyStatuses statuses = new ProxyStatuses(clock);

  private static ConnectedProxy proxy(String name, String serial) {
    String resource = "mesh/shop/virtualNode/" + name;
    ProxyIdentity identity =
        new ProxyIdentity("arn:" + resource, "spiffe://t/" + resource, serial, serial, LATER);
    return new ConnectedProxy(
        identity, ProxyNode.of(Node.newBuilder().setId(resource).build()), "10.0.0.1");
  }

  private ProxyStatus connect(String name, String serial) {
    return statuses.connect(proxy(name, serial), 10).orElseThrow();
  }

  @Test
  void aProxyThatLeftStaysVisibleAsDisconnectedForTenMinutes() {
    ProxyStatus status = connect("orders", "1");
    statuses.disconnect(status);
    clock.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(statuses.all()).singleElement().matches(gone -> gone.disconnectedAt().isPresent());
    clock.advance(Duration.ofMillis(1));
    assertThat(statuses.all()).isEmpty();
  }

  @Test
  void aProxyThatCameBackIsNotAlsoShownAsGone() {
    statuses.disconnect(connect("orders", "1"));
    connect("orders", "1");
    assertThat(statuses.all()).singleElement().matches(one -> one.disconnectedAt().isEmpty());
  }

  @Test
  void proxiesOfOneResourceAreCountedAndTheirPlacesGivenBack() {
    ProxyStatus first = statuses.connect(proxy("orders", "1"), 2).orElseThrow();
    assertThat(statuses.connect(proxy("orders", "2"), 2)).isPresent();
    assertThat(statuses.connect(proxy("orders", "3"), 2)).isEmpty();
    assertThat(statuses.connect(proxy("payments", "4"), 2)).isPresent();
    statuses.disconnect(first);
    statuses.disconnect(first);
    assertThat(statuses.connect(proxy("orders", "5"), 2)).isPresent();
    assertThat(statuses.connect(proxy("orders", "6"), 2)).isEmpty();
  }

  @Test
  void anUpdateThatComesAfterTheEndBringsNobodyBack() {
    ProxyStatus status = connect("orders", "1");
    statuses.disconnect(status);
    statuses.update(status.synced(true));
    assertThat(statuses.of("arn:mesh/shop/virtualNode/orders"))
        .singleElement()
        .matches(gone -> !gone.inSync());
  }

  @Test
  void whatWasSentTakenOverAndGivenUpIsShownPerName() {
    ProxyStatus status =
        connect("orders", "1")
            .after(send(LISTENER, Map.of("l", "v1", "m", "v1")))
            .after(ack(LISTENER, Map.of("l", "v1", "m", "v1")))
            .after(send(LISTENER, Map.of("l", "v2")));
    assertThat(status.type(LISTENER).sent()).isEqualTo(Map.of("l", "v2", "m", "v1"));
    assertThat(status.type(LISTENER).acked()).isEqualTo(Map.of("l", "v1", "m", "v1"));
    ProxyStatus after =
        status.after(new Action.RecordAck(LISTENER, new TreeMap<>(), new TreeSet<>(List.of("m"))));
    assertThat(after.type(LISTENER).acked()).containsOnlyKeys("l");
  }

  @Test
  void aRejectionIsShownUntilTheProxyTakesOverAnotherVersion() {
    Rejection rejection = new Rejection(LISTENER, "l", "v2", "no", clock.instant());
    ProxyStatus refused = connect("orders", "1").after(new Action.RecordNack(List.of(rejection)));
    assertThat(refused.rejections()).containsExactly(rejection);
    assertThat(refused.after(send(LISTENER, Map.of("l", "v3"))).rejections())
        .containsExactly(rejection);
    assertThat(refused.after(ack(LISTENER, Map.of("l", "v3"))).rejections()).isEmpty();
  }

  @Test
  void aRefusedNameIsShownUntilItIsSentAndOnlyTheLastHundredAreKept() {
    ProxyStatus status = connect("orders", "1");
    for (int i = 0; i < 150; i++) {
      RefusedName name = new RefusedName(SECRET.url(), "s" + i, Reason.UNKNOWN, clock.instant());
      status = status.after(new Action.RecordRefusal(name));
    }
    assertThat(status.refusals()).hasSize(100);
    assertThat(status.after(send(SECRET, Map.of("s149", "v1"))).refusals())
        .hasSize(99)
        .noneMatch(refused -> refused.name().equals("s149"));
  }

  @Test
  void aDeliveredSecretIsShownWithSerialAndEndUntilItIsTakenBack() {
    DeliveredSecret secret =
        new DeliveredSecret(
            "s", "v1", List.of(), Optional.of("0f"), Optional.of(LATER), clock.instant());
    Action.Send delivery =
        new Action.Send(
            SECRET,
            new TreeMap<>(Map.of("s", "v1")),
            new TreeSet<>(),
            Optional.of(secret),
            DeltaDiscoveryResponse.getDefaultInstance());
    ProxyStatus status = connect("orders", "1").after(delivery);
    assertThat(status.secrets().values()).containsExactly(secret);
    Action dropped = new Action.RecordAck(SECRET, new TreeMap<>(), new TreeSet<>(List.of("s")));
    assertThat(status.after(dropped).secrets()).isEmpty();
  }

  @Test
  void aSecretThatAReconnectedProxyHoldsIsShownWithSerialAndEnd() {
    DeliveredSecret secret =
        new DeliveredSecret(
            "s", "v1", List.of(), Optional.of("0f"), Optional.of(LATER), clock.instant());
    ProxyStatus status = connect("orders", "1").after(new Action.RecordHeld(List.of(secret)));
    assertThat(status.secrets().values()).containsExactly(secret);
  }

  @Test
  void whatAReconnectedProxyHoldsCountsUntilItIsToldOtherwise() {
    ProxyStatus status = connect("orders", "1").after(ack(LISTENER, Map.of("l", "v1", "m", "v1")));
    assertThat(status.type(LISTENER).due()).containsOnlyKeys("l", "m");
    assertThat(status.type(LISTENER).taken()).isEqualTo(2);
    status = status.after(send(LISTENER, Map.of("m", "v2")));
    assertThat(status.type(LISTENER).due()).containsOnlyKeys("l", "m");
    assertThat(status.type(LISTENER).taken()).isEqualTo(1);
    assertThat(status.after(ack(LISTENER, Map.of("m", "v2"))).type(LISTENER).taken()).isEqualTo(2);
  }

  @Test
  void equalRefusedStreamsAreOneWithACount() {
    assertThat(statuses.refused(refusal("no"))).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(statuses.refused(refusal("no"))).isFalse();
    assertThat(statuses.refused(refusal("other"))).isTrue();
    assertThat(statuses.refusedStreams())
        .extracting(RefusedStream::message, RefusedStream::times)
        .containsExactly(tuple("no", 2), tuple("other", 1));
    for (int i = 0; i < 1000; i++) {
      statuses.refused(refusal("message " + i));
    }
    assertThat(statuses.refusedStreams()).hasSize(200);
  }

  private RefusedStream refusal(String message) {
    return new RefusedStream(
        clock.instant(), 1, "10.0.0.1", Optional.empty(), "", Closing.UNAUTHENTICATED, message);
  }

  private static Action.Send send(ResourceType type, Map<String, String> versions) {
    return new Action.Send(
        type,
        new TreeMap<>(versions),
        new TreeSet<>(),
        Optional.empty(),
        DeltaDiscoveryResponse.getDefaultInstance());
  }

  private static Action.RecordAck ack(ResourceType type, Map<String, String> versions) {
    return new Action.RecordAck(type, new TreeMap<>(versions), new TreeSet<>());
  }
}
