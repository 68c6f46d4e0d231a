// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.kernel.Refusal;
import dev.signet.kernel.Refusal.Kind;
import dev.signet.mesh.view.MeshView;
import dev.signet.mesh.view.MeshView.Endpoint;
import dev.signet.mesh.view.MeshView.NodePort;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What discovery by registration finds: who is there, and for how long after. */
final class EndpointsTest {
  private static final String DISCOVERED =
      "{'listeners':[{'portMapping':{'port':80,'protocol':'http'}}],"
          + "'serviceDiscovery':{'awsCloudMap':{'namespaceName':'local','serviceName':'%s'%s}}}";
  private static final String NODE = MeshScene.ARNS + "mesh/m/virtualNode/a";

  @RegisterExtension final MeshScene scene = new MeshScene();

  private Endpoints endpoints;

  @BeforeEach
  void open() {
    scene.call("CreateMesh", "{'meshName':'m'}");
    scene.create("VirtualNode", "a", DISCOVERED.formatted("color", ""));
    endpoints = new Endpoints(scene.ground);
  }

  @AfterEach
  void close() {
    endpoints.close();
  }

  private static Endpoints.Place at(String address) {
    return new Endpoints.Place(address, new TreeMap<>());
  }

  private List<Endpoint> found(String node, int port) {
    MeshView view =
        scene
            .store
            .read(tx ->
                MeshMemory.read(tx, new MeshKey(MeshScene.CALLER.home(), "m"), scene.certificates))
            .orElseThrow()
            .view();
    return view.endpoints().getOrDefault(new NodePort(node, port), List.of());
  }

  @Test
  void aProxyIsFoundFromItsArrivalUntilThirtySecondsAfterItLeft() {
    assertThat(found("a", 80)).isEmpty();
    Endpoints.Presence presence = endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.0.1"));
    assertThat(found("a", 80)).containsExactly(new Endpoint("10.0.0.1", 80));
    presence.close();
    scene.clock.advance(Endpoints.GRACE.minusMillis(1));
    scene.ground.timers().runDue();
    assertThat(found("a", 80)).hasSize(1);
    scene.clock.advance(Duration.ofMillis(1));
    scene.ground.timers().runDue();
    assertThat(found("a", 80)).isEmpty();
  }

  @Test
  @Tag("sqlite") // another program that holds its file
  void aProxyThatIsRegisteredIsServedAlthoughNothingCanBeWritten() throws SQLException {
    endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.0.1")).close();
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + scene.database());
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.0.1"));
      assertThatThrownBy(() -> endpoints.arrive(NODE, "two", "spiffe://two", at("10.0.0.2")))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));
      statement.execute("ROLLBACK");
    }
    scene.clock.advance(Duration.ofHours(1));
    scene.ground.timers().runDue();
    assertThat(found("a", 80)).containsExactly(new Endpoint("10.0.0.1", 80));
  }

  @Test
  void aProxyThatReconnectsNeverLeaves() {
    Endpoints.Presence old = endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.0.1"));
    endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.0.1"));
    old.close();
    scene.clock.advance(Duration.ofHours(1));
    scene.ground.timers().runDue();
    assertThat(found("a", 80)).hasSize(1);
  }

  @Test
  void aProxyHasOnePlaceAndTheNewestOfItsStreamsSaysWhere() {
    Endpoints.Presence old = endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.0.1"));
    Endpoints.Presence next = endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.0.2"));
    assertThat(found("a", 80)).containsExactly(new Endpoint("10.0.0.2", 80));
    next.close();
    assertThat(found("a", 80)).containsExactly(new Endpoint("10.0.0.1", 80));
    old.close();
    scene.clock.advance(Endpoints.GRACE);
    scene.ground.timers().runDue();
    assertThat(found("a", 80)).isEmpty();
  }

  @Test
  void aProxyMovesAFewTimesAMinuteAndStaysWhereItWasMeanwhile() {
    int before = scene.changes().size();
    for (int i = 0; i < MoveLimit.AT_ONCE; i++) {
      endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.0." + i)).close();
    }
    for (int i = 0; i < 100; i++) {
      MeshScene.assertRefused(
          () -> endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.1.1")), Kind.THROTTLED);
    }
    assertThat(found("a", 80)).containsExactly(new Endpoint("10.0.0.4", 80));
    assertThat(scene.changes()).hasSize(before + MoveLimit.AT_ONCE);
    endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.0.4")); // no move
    endpoints.arrive(NODE, "two", "spiffe://two", at("10.0.2.1")); // another proxy
    scene.clock.advance(MoveLimit.PAUSE);
    endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.1.1"));
    assertThat(found("a", 80))
        .containsExactlyInAnyOrder(new Endpoint("10.0.1.1", 80), new Endpoint("10.0.2.1", 80));
    MeshScene.assertRefused(
        () -> endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.1.2")), Kind.THROTTLED);
  }

  /** Two streams of one proxy, in every order of their opening and closing, beside each other. */
  @Test
  void aProxyWhoseStreamsOverlapIsThereWhileOneOfThemIs() throws InterruptedException {
    Random random = new Random(20261128);
    for (int round = 0; round < 100; round++) {
      Endpoints.Presence old = endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.0.1"));
      AtomicReference<Endpoints.Presence> next = new AtomicReference<>();
      List<Thread> beside = new ArrayList<>();
      beside.add(
          Thread.ofVirtual()
              .unstarted(
                  () -> next.set(endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.0.1")))));
      beside.add(Thread.ofVirtual().unstarted(old::close));
      Collections.shuffle(beside, random);
      beside.forEach(Thread::start);
      for (Thread each : beside) {
        each.join();
      }
      scene.clock.advance(Endpoints.GRACE.plusSeconds(1));
      scene.ground.timers().runDue();
      assertThat(found("a", 80)).as("round " + round).hasSize(1);
      next.get().close();
    }
    scene.clock.advance(Endpoints.GRACE.plusSeconds(1));
    scene.ground.timers().runDue();
    assertThat(found("a", 80)).isEmpty();
  }

  @Test
  void aProxyThatLeftBeforeARestartLeavesAfterIt() {
    endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.0.1")).close();
    endpoints.close();
    endpoints = new Endpoints(scene.restarted());
    scene.clock.advance(Endpoints.RETURN);
    scene.ground.timers().runDue();
    assertThat(found("a", 80)).isEmpty();
  }

  @Test
  void afterARestartAProxyHasAMinuteToComeBack() {
    endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.0.1"));
    endpoints.arrive(NODE, "two", "spiffe://two", at("10.0.0.2"));
    endpoints.close();
    scene.clock.advance(Duration.ofDays(1));
    endpoints = new Endpoints(scene.restarted());
    endpoints.arrive(NODE, "one", "spiffe://one", at("10.0.0.1"));
    scene.clock.advance(Endpoints.RETURN.minusMillis(1));
    scene.ground.timers().runDue();
    assertThat(found("a", 80)).hasSize(2);
    scene.clock.advance(Duration.ofMillis(1));
    scene.ground.timers().runDue();
    assertThat(found("a", 80)).containsExactly(new Endpoint("10.0.0.1", 80));
  }

  @Test
  void aListenerThatIsBoundElsewhereIsFoundThere() {
    endpoints.arrive(
        NODE,
        "one",
        "spiffe://one",
        new Endpoints.Place("10.0.0.1", new TreeMap<>(Map.of(80, new Endpoint("10.9.9.9", 8080)))));
    assertThat(found("a", 80)).containsExactly(new Endpoint("10.9.9.9", 8080));
  }

  @Test
  void nodesOfOneServiceFindEachOtherByTheAttributesThatTheyAskFor() {
    String version = ",'attributes':[{'key':'version','value':'2'}]";
    scene.create("VirtualNode", "b", DISCOVERED.formatted("color", version));
    scene.create("VirtualNode", "c", DISCOVERED.formatted("other", ""));
    endpoints.arrive(NODE, "a", "spiffe://a", at("10.0.0.1"));
    endpoints.arrive(MeshScene.ARNS + "mesh/m/virtualNode/b", "b", "spiffe://b", at("10.0.0.2"));
    assertThat(found("a", 80))
        .containsExactlyInAnyOrder(new Endpoint("10.0.0.1", 80), new Endpoint("10.0.0.2", 80));
    assertThat(found("b", 80)).containsExactly(new Endpoint("10.0.0.2", 80));
    assertThat(found("c", 80)).isEmpty();
  }
}
