// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.ledger.Change;
import dev.signet.mesh.view.MeshView;
import java.util.Optional;
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
