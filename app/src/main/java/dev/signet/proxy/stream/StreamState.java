// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a stream knows: the snapshot that its proxy should hold, and what the proxy said and was
 * told of each type. Owned by the stream.
 */
final class StreamState {
  private final Map<ResourceType, TypeState> types = new EnumMap<>(ResourceType.class);
  private Snapshot snapshot;
  private long generation;
  private @Nullable ResourceType halted;

  StreamState(Snapshot snapshot) {
    this.snapshot = snapshot;
    for (ResourceType type : ResourceType.values()) {
      types.put(type, new TypeState(type, DeltaStream.PATIENCE));
    }
  }

  /** Takes the next snapshot; only a different one starts a new generation. */
  void replace(Snapshot next) {
    of(ResourceType.SECRET).retryWithheld();
    if (!next.equals(snapshot)) {
      snapshot = next;
      generation++;
      halted = null;
    }
  }

  TypeState of(ResourceType type) {
    return Objects.requireNonNull(types.get(type));
  }

  Collection<TypeState> all() {
    return types.values();
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /** The number of the snapshot, counted from 0 within the stream. */
  long generation() {
    return generation;
  }

  /** The refused type that stops the types after it, until the next generation. */
  Optional<ResourceType> halted() {
    return Optional.ofNullable(halted);
  }

  /** Stops what comes after a type, unless a newer generation is already on its way. */
  void halt(ResourceType after, long rejectedGeneration) {
    if (rejectedGeneration == generation) {
      halted = after;
    }
  }

  void resume() {
    halted = null;
  }

  NavigableMap<String, String> pending(ResourceType type) {
    return of(type).pending(snapshot.versions(type));
  }

  /** Whether no answer of the types up to this one is waited for. */
  boolean settledUpTo(ResourceType last, Instant now) {
    return EnumSet.range(ResourceType.CLUSTER, last).stream()
        .noneMatch(type -> of(type).waiting(now));
  }

  /** Whether every response was answered. */
  boolean quiet() {
    return all().stream().allMatch(TypeState::quiet);
  }

  /** Whether the client asked for and was told exactly the snapshot, and nothing is due again. */
  boolean told() {
    return types.entrySet().stream()
        .allMatch(entry ->
            entry.getValue().knowsExactly(snapshot.versions(entry.getKey()))
                && pending(entry.getKey()).isEmpty());
  }
}
