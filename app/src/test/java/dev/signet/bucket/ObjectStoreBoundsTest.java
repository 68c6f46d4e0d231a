// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket;

import static dev.signet.bucket.StoreScene.ENABLED;
import static dev.signet.bucket.StoreScene.assertRefused;
import static dev.signet.bucket.StoreScene.elements;
import static dev.signet.bucket.StoreScene.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.bucket.StoreScene.Told;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the object store shows and reads at a time is bounded, and goes on where it ended. */
@SuppressWarnings("NullAway.Init")
final class ObjectStoreBoundsTest {
  @TempDir Path folder;
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private Grounds grounds;
  private StoreScene scene;

  @BeforeEach
  void open() {
    grounds = Grounds.open(folder, clock, new SeededEntropy(1));
    scene = new StoreScene(grounds.ground());
    assertThat(scene.tell(put("/crls", "")).status()).isEqualTo(200);
  }

  @AfterEach
  void close() {
    grounds.close();
  }

  @Test
  void aBucketWithVersionsIsEmptiedPageByPage() {
    scene.tell(put("/crls?versioning", ENABLED));
    for (String key : List.of("a", "a", "a", "b", "c", "c")) {
      scene.tell(put("/crls/" + key, "x"));
    }
    String next = "";
    do {
      Told page = scene.tell("GET", "/crls?versions&max-keys=2" + next);
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      List<String> keys = elements(page.body(), "Key");
      List<String> versions = elements(page.body(), "VersionId");
      for (int i = 0; i < keys.size(); i++) {
        scene.tell("DELETE", "/crls/" + keys.get(i) + "?versionId=" + versions.get(i));
      }
      next =
          "&key-marker="
              + page.element("NextKeyMarker")
              + "&version-id-marker="
              + page.element("NextVersionIdMarker");
    } while (!next.startsWith("&key-marker=&"));
    assertThat(scene.tell("DELETE", "/crls").status()).isEqualTo(204);
  }

  @Test
  void fewDocumentsAreReadAtATime() throws Exception {
    CountDownLatch reading = new CountDownLatch(4);
    CountDownLatch enough = new CountDownLatch(1);
    List<Thread> slow = new ArrayList<>();
    List<Integer> statuses = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 4; i++) {
      slow.add(
          Thread.startVirtualThread(() ->
              statuses.add(
                  scene
                      .tell(put("/crls?versioning", ENABLED), new Held(reading, enough, ENABLED))
                      .status())));
    }
    reading.await();
    assertRefused(scene.tell(put("/crls?versioning", ENABLED)), 503, "SlowDown");
    assertThat(scene.tell(put("/crls/a", "x")).status()).isEqualTo(200);
    enough.countDown();
    for (Thread each : slow) {
      each.join();
    }
    assertThat(statuses).containsExactly(200, 200, 200, 200);
    assertThat(scene.tell(put("/crls?versioning", ENABLED)).status()).isEqualTo(200);
  }

  /** A body that begins to come, and goes on when it is let. */
  private static final class Held extends ByteArrayInputStream {
    private final CountDownLatch reading;
    private final CountDownLatch enough;

    Held(CountDownLatch reading, CountDownLatch enough, String body) {
      super(body.getBytes(StandardCharsets.UTF_8));
      this.reading = reading;
      this.enough = enough;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      reading.countDown();
      try {
        enough.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return super.read(into, offset, length);
    }
  }

  @Test
  void aListingOfUploadsSaysWhenItIsCut() {
    for (int i = 0; i < 1000; i++) {
      scene.tell("POST", "/crls/a?uploads");
    }
    assertThat(scene.tell("GET", "/crls?uploads").element("IsTruncated")).isEqualTo("false");
    scene.tell("POST", "/crls/a?uploads");
    Told cut = scene.tell("GET", "/crls?uploads");
    assertThat(cut.element("IsTruncated")).isEqualTo("true");
    assertThat(elements(cut.body(), "UploadId")).hasSize(1000);
  }
}
