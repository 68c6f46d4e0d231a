// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.ledger.Follower;
import dev.signet.ledger.Ledger;
import dev.signet.mesh.view.MeshView;
import dev.signet.mesh.view.Part;
import dev.signet.store.Store;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Meshes as they stand: each is read once, and after a change of it (a resource, a certificate or
 * CA that it names, an endpoint) only what changed is read again. Whoever watches parts of a mesh
 * is told after they changed.
 */
public final class MeshViews implements AutoCloseable {
  private final Store store;
  private final CertificateDirectory directory;
  private final Map<MeshKey, MeshMemory> known = new ConcurrentHashMap<>();
  private final Map<MeshKey, Set<Watch>> watches = new ConcurrentHashMap<>();
  private final Follower follower;

  /** Somebody who waits for changes of a mesh: of all of it, until {@link #follow} says of what. */
  public final class Watch implements AutoCloseable {
    private final MeshKey mesh;
    private final Runnable onChange;
    private volatile Optional<Set<Part>> parts = Optional.empty();

    private Watch(MeshKey mesh, Runnable onChange) {
      this.mesh = mesh;
      this.onChange = onChange;
    }

    /** From now on only changes of these parts are told; the mesh's end always is. */
    public void follow(Set<Part> followed) {
      parts = Optional.of(Set.copyOf(followed));
    }

    private void hear(Optional<Set<Part>> changed) {
      boolean concerns =
          parts.isEmpty()
              || changed.isEmpty()
              || changed.get().stream().anyMatch(parts.get()::contains);
      if (concerns) {
        onChange.run();
      }
    }

    /** Ends the watching. */
    @Override
    public void close() {
      watches.computeIfPresent(
          mesh,
          (_, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }

  public MeshViews(Store store, Ledger ledger, CertificateDirectory directory) {
    this.store = store;
    this.directory = directory;
    this.follower =
        new Follower("mesh-views", store, ledger, store.read(ledger::newest), this::changed);
  }

  /** The mesh as it stands; empty when there is none. May read the store. */
  public Optional<MeshView> current(MeshKey key) {
    // Read inside compute: a change that commits meanwhile is applied after this was put. A mesh
    // that does not exist leaves nothing: anybody may ask for any name.
    return Optional.ofNullable(
            known.computeIfAbsent(
                key,
                wanted -> store.read(tx -> MeshMemory.read(tx, wanted, directory)).orElse(null)))
        .map(MeshMemory::view);
  }

  /** Calls after each change, from another thread; too often rather than too rarely. */
  public Watch watch(MeshKey key, Runnable onChange) {
    Watch watch = new Watch(key, onChange);
    watches.compute(
        key,
        (_, all) -> {
          Set<Watch> more = all == null ? ConcurrentHashMap.newKeySet() : all;
          more.add(watch);
          return more;
        });
    return watch;
  }

  private void changed(List<Ledger.Entry> entries) {
    Map<MeshKey, Set<String>> changes = new HashMap<>();
    for (Ledger.Entry entry : entries) {
      String subject = entry.change().subject();
      Optional<MeshKey> own = MeshKey.ofResource(subject);
      if (own.isPresent()) {
        changes.computeIfAbsent(own.get(), _ -> new HashSet<>()).add(subject);
      } else {
        known.forEach((key, memory) -> {
          if (memory.named().has(subject)) {
            changes.computeIfAbsent(key, _ -> new HashSet<>()).add(subject);
          }
        });
      }
    }
    changes.forEach(this::change);
  }

  private void change(MeshKey key, Set<String> subjects) {
    Set<Part> parts = new HashSet<>();
    MeshMemory after =
        known.computeIfPresent(
            key,
            (_, before) -> {
              Optional<MeshMemory> next = store.read(tx -> before.after(tx, subjects, directory));
              next.ifPresent(memory -> parts.addAll(memory.changedSince(before, subjects)));
              return next.orElse(null);
            });
    Optional<Set<Part>> told = after == null ? Optional.empty() : Optional.of(parts);
    watches.getOrDefault(key, Collections.emptySet()).forEach(watch -> watch.hear(told));
  }

  @Override
  public void close() {
    follower.close();
  }
}
