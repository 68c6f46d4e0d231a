// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.mesh.view.MeshLookup;
import dev.signet.mesh.view.MeshView;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A view is what is stored, and its watchers hear of every change that concerns it. */
final class MeshViewsTest {
  private static final MeshKey MESH = new MeshKey(MeshScene.CALLER.home(), "m");

  @RegisterExtension final MeshScene scene = new MeshScene();

  private final AtomicInteger told = new AtomicInteger();
  private MeshViews views;

  @BeforeEach
  void open() {
    scene.ground();
    views = new MeshViews(scene.store, scene.ledger, scene.certificates);
  }

  @AfterEach
  void close() {
    views.close();
  }

  private MeshView view() {
    return views.current(MESH).orElseThrow();
  }

  private void change(String kind, String subject) {
    scene.store.write(tx -> {
      scene.ledger.append(tx, Change.by(MeshScene.CALLER, scene.clock.instant(), kind, subject));
      return true;
    });
  }

  @Test
  void aMeshThatDoesNotExistHasNoViewUntilItDoes() {
    MeshKey other = new MeshKey(MeshScene.CALLER.home(), "other");
    assertThat(views.current(other)).isEmpty();
    scene.call("CreateMesh", "{'meshName':'other'}");
    eventually("the mesh is seen", () -> views.current(other).isPresent());
  }

  @Test
  void watchersHearOfAResourceThatCameChangedAndWent() {
    MeshViews.Watch watch = views.watch(MESH, told::incrementAndGet);
    assertThat(view().nodes()).containsOnlyKeys("n");
    scene.create("VirtualNode", "second", MeshScene.HTTP);
    eventually("told and seen", () -> told.get() >= 1 && view().nodes().containsKey("second"));
    scene.call("DeleteVirtualNode", "{'meshName':'m','virtualNodeName':'second'}");
    eventually("told and gone", () -> told.get() >= 2 && !view().nodes().containsKey("second"));
    watch.close();
    int before = told.get();
    scene.create("VirtualNode", "third", MeshScene.HTTP);
    eventually("seen", () -> view().nodes().containsKey("third"));
    assertThat(told.get()).isEqualTo(before);
  }

  @Test
  void watchersHearOfTheCertificatesThatTheMeshNames() {
    String certificate = scene.certificates.certificate("used", "ISSUED");
    String other = scene.certificates.certificate("unused", "ISSUED");
    scene.update(
        "VirtualNode",
        "n",
        "{'listeners':[{'portMapping':{'port':80,'protocol':'http'},'tls':{'mode':'STRICT',"
            + "'certificate':{'acm':{'certificateArn':'"
            + certificate
            + "'}}}}]}");
    awaitFollower();
    assertThat(view().certificates()).containsKey(certificate);
    views.watch(MESH, told::incrementAndGet);
    change("certificate.renewed", other);
    scene.certificates.statuses.put(certificate, "EXPIRED");
    change("certificate.renewed", certificate);
    eventually("told", () -> told.get() == 1);
    assertThat(view().certificates()).isEmpty();
  }

  @Test
  void watchersHearOfEndpoints() {
    views.watch(MESH, told::incrementAndGet);
    view();
    Endpoints endpoints = new Endpoints(scene.ground);
    endpoints.arrive(
        MeshScene.ARNS + "mesh/m/virtualNode/n",
        "one",
        "spiffe://one",
        new Endpoints.Place("10.0.0.1", new TreeMap<>()));
    eventually("told", () -> told.get() == 1);
    endpoints.close();
  }

  /** Seeded changes of every kind; after each the view is compared with the whole read anew. */
  @Test
  void aViewThatFollowedManyChangesIsWhatAFreshReadFinds() {
    Random random = new Random(20261128);
    Endpoints endpoints = new Endpoints(scene.ground);
    Map<String, Endpoints.Presence> present = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      String node = "x" + random.nextInt(4);
      try {
        change(random.nextInt(8), node, endpoints, present);
      } catch (Refusal notNow) {
        assertThat(notNow.message()).isNotEmpty();
      }
      scene.clock.advance(Duration.ofSeconds(random.nextInt(40)));
      scene.ground.timers().runDue();
      eventually("change " + i + " is seen", () -> view().equals(fresh()));
    }
    assertThat(view().nodes()).hasSizeGreaterThan(1);
  }

  private void change(
      int kind, String node, Endpoints endpoints, Map<String, Endpoints.Presence> present) {
    String arn = MeshScene.ARNS + "mesh/m/virtualNode/" + node;
    String certificate = "arn:aws:acm:us-east-1:000000000000:certificate/" + node;
    switch (kind) {
      case 0 -> scene.create("VirtualNode", node, spec(certificate, "one"));
      case 1 -> scene.update("VirtualNode", node, spec(certificate, "two"));
      case 2 ->
          scene.call("DeleteVirtualNode", "{'meshName':'m','virtualNodeName':'" + node + "'}");
      case 3 -> scene.create("VirtualService", node + ".local", "{}");
      case 4 -> {
        scene.certificates.statuses.merge(
            certificate, "ISSUED", (old, _) -> old.equals("ISSUED") ? "EXPIRED" : "ISSUED");
        change("certificate.renewed", certificate);
      }
      case 5 -> {
        if (!present.containsKey(node) && view().nodes().containsKey(node)) {
          Endpoints.Place place = new Endpoints.Place("10.0.0.1", new TreeMap<>());
          present.put(node, endpoints.arrive(arn, node, "spiffe://" + node, place));
        }
      }
      case 6 -> {
        if (present.containsKey(node)) {
          present.remove(node).close();
        }
      }
      default -> scene.create("VirtualGateway", node, MeshScene.HTTP);
    }
  }

  private static String spec(String certificate, String service) {
    return "{'listeners':[{'portMapping':{'port':80,'protocol':'http'},'tls':{'mode':'STRICT',"
        + "'certificate':{'acm':{'certificateArn':'"
        + certificate
        + "'}}}}],'serviceDiscovery':{'awsCloudMap':{'namespaceName':'local','serviceName':'"
        + service
        + "'}}}";
  }

  private MeshView fresh() {
    return scene
        .store
        .read(tx -> MeshMemory.read(tx, MESH, scene.certificates))
        .orElseThrow()
        .view();
  }

  @Test
  void whoFollowsPartsIsToldOfTheseAndNotOfOthers() {
    scene.create("VirtualNode", "other", MeshScene.HTTP);
    awaitFollower();
    MeshLookup lookup = new MeshLookup(view());
    assertThat(lookup.node("n")).isPresent();
    assertThat(lookup.service("missing.local")).isEmpty();
    MeshViews.Watch watch = views.watch(MESH, told::incrementAndGet);
    watch.follow(lookup.seen());

    scene.update("VirtualNode", "other", MeshScene.HTTP);
    eventually("the other is seen", () -> view().equals(fresh()));
    assertThat(lookup.holdsIn(view())).isTrue();
    scene.create("VirtualService", "missing.local", "{}");
    eventually("told of what was missing", () -> told.get() == 1);
    assertThat(lookup.holdsIn(view())).isFalse();
    scene.update(
        "VirtualNode", "n", "{'listeners':[{'portMapping':{'port':81,'protocol':'http'}}]}");
    eventually("told of the node", () -> told.get() == 2);
  }

  @Test
  void meshesOfOtherRegionsAreOthers() {
    assertThat(
            views.current(
                new MeshKey(
                    new dev.signet.kernel.Home(
                        MESH.home().account(), new dev.signet.kernel.Region("eu-west-1")),
                    "m")))
        .isEqualTo(Optional.empty());
  }

  /** All that was changed before has been told. */
  private void awaitFollower() {
    AtomicInteger arrived = new AtomicInteger();
    MeshKey last = new MeshKey(MESH.home(), "last");
    views.watch(last, arrived::incrementAndGet);
    scene.call("CreateMesh", "{'meshName':'last'}");
    eventually("the last change is told", () -> arrived.get() == 1);
  }
}
