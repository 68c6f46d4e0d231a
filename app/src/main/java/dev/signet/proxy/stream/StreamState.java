// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;

/**
 * What a stream knows: the snapshot that its proxy should hold, and what the proxy said and was
 * told of each type. Owned by the stream.
 */
final class StreamState {
  private final Map<ResourceType, TypeState> types = new EnumMap<>(ResourceType.class);
  private Snapshot snapshot;

  StreamState(Snapshot snapshot) {
    this.snapshot = snapshot;
    for (ResourceType type : ResourceType.values()) {
      types.put(type, new TypeState(type, DeltaStream.PATIENCE));
    }
  }

  /** Takes the next snapshot. */
  void replace(Snapshot next) {
    of(ResourceType.SECRET).retryWithheld();
    snapshot = next;
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

  /** Whether the proxy refused something that it should hold now. */
  boolean isRefused() {
    return types.entrySet().stream()
        .anyMatch(entry -> entry.getValue().refuses(snapshot.versions(entry.getKey())));
  }

  NavigableMap<String, String> pending(ResourceType type) {
    return of(type).pending(snapshot.versions(type));
  }

  /** Whether no answer of the types up to this one is waited for. */
  boolean settledUpTo(ResourceType last, Instant now) {
    return EnumSet.range(ResourceType.CLUSTER, last).stream()
        .noneMatch(type -> of(type).waiting(now));
  }

  /** How many names the client made the server remember. */
  int names() {
    return all().stream().mapToInt(TypeState::size).sum();
  }

  /** What remembering them takes. */
  long octets() {
    return all().stream().mapToLong(TypeState::octets).sum();
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
