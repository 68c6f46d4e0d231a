// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.ledger.Follower;
import dev.signet.ledger.Ledger;
import dev.signet.mesh.view.MeshView;
import dev.signet.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * Meshes as they stand, each read once and kept until something in it changes: a resource of it, a
 * certificate or CA that it names, an endpoint. Whoever watches a mesh is told after the change.
 */
public final class MeshViews implements AutoCloseable {
  private final Store store;
  private final MeshReader reader;
  private final Map<MeshKey, MeshReader.Reading> read = new ConcurrentHashMap<>();
  private final Map<MeshKey, Set<Runnable>> watchers = new ConcurrentHashMap<>();
  private final Follower follower;

  /** Ends the watching. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  public MeshViews(Store store, Ledger ledger, CertificateDirectory directory) {
    this.store = store;
    this.reader = new MeshReader(directory);
    this.follower =
        new Follower("mesh-views", store, ledger, store.read(ledger::newest), this::changed);
  }

  /** The mesh as it stands; empty when there is none. May read the store. */
  public Optional<MeshView> current(MeshKey key) {
    // Read inside compute: a change that commits meanwhile drops the entry after it was put.
    return read.computeIfAbsent(key, wanted -> store.read(tx -> reader.read(tx, wanted))).view();
  }

  /** Calls after each change of the mesh, from another thread; too often rather than too rarely. */
  public Watch watch(MeshKey key, Runnable onChange) {
    watchers
        .compute(key, (_, known) -> known == null ? new CopyOnWriteArraySet<>() : known)
        .add(onChange);
    return () ->
        watchers.computeIfPresent(
            key,
            (_, known) -> {
              known.remove(onChange);
              return known.isEmpty() ? null : known;
            });
  }

  private void changed(List<Ledger.Entry> entries) {
    for (Ledger.Entry entry : entries) {
      String subject = entry.change().subject();
      Optional<MeshKey> own = MeshKey.ofResource(subject);
      if (own.isPresent()) {
        drop(own.get());
      } else {
        read.forEach((key, reading) -> {
          if (reading.names(subject)) {
            drop(key);
          }
        });
      }
    }
  }

  private void drop(MeshKey key) {
    read.computeIfPresent(key, (_, _) -> null);
    watchers.getOrDefault(key, Set.of()).forEach(Runnable::run);
  }

  @Override
  public void close() {
    follower.close();
  }
}
