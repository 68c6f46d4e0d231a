// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the proxy answered. A refused cluster or listener stops the later types of its generation; a
 * refused secret poisons every listener that names it until a good one came and the listeners were
 * told again (Envoy 1.40 keeps the error with the secret). Owned by the stream.
 */
final class Answers {
  private final StreamState state;
  private final NavigableSet<String> poisoned = new TreeSet<>();

  Answers(StreamState state) {
    this.state = state;
  }

  /** Takes the answer that a request carries, if it is one to a response that still counts. */
  void take(ResourceType type, DeltaDiscoveryRequest request, Instant now, List<Action> actions) {
    Optional<Sent> sent = state.of(type).answered(request.getResponseNonce());
    if (sent.isEmpty()) {
      return;
    }
    if (request.hasErrorDetail()) {
      rejected(type, sent.get(), request.getErrorDetail().getMessage(), now, actions);
    } else {
      accepted(type, sent.get().versions(), sent.get().removed(), actions);
    }
  }

  /** The proxy no longer asks for these. */
  void dropped(ResourceType type, Set<String> names) {
    if (type == ResourceType.SECRET) {
      poisoned.removeAll(names);
    }
  }

  private void accepted(
      ResourceType type,
      NavigableMap<String, String> versions,
      NavigableSet<String> removed,
      List<Action> actions) {
    state.of(type).accepted(versions.keySet());
    actions.add(new Action.RecordAck(type, versions, removed));
    if (type == ResourceType.SECRET && poisoned.removeAll(versions.keySet())) {
      cure();
    }
  }

  private void cure() {
    TypeState clusters = state.of(ResourceType.CLUSTER);
    clusters.again(clusters.rejected());
    state.of(ResourceType.LISTENER).again(state.snapshot().listeners().versions().keySet());
    state.resume();
  }

  private void rejected(
      ResourceType type, Sent sent, String message, Instant now, List<Action> actions) {
    NavigableMap<String, String> told = sent.versions();
    NavigableSet<String> blamed = NackMessage.blamed(message, told.keySet());
    if (blamed.isEmpty() && told.size() > 1 && !tellsGoodFromBad(type)) {
      state.of(type).alone(told.keySet()); // then the message is about one
      return;
    }
    if (blamed.isEmpty()) {
      blamed.addAll(told.keySet());
    }
    record(type, blamed, told, new Rejected(message, now), actions);
    NavigableMap<String, String> others = new TreeMap<>(told);
    others.keySet().removeAll(blamed);
    if (tellsGoodFromBad(type)) {
      accepted(type, others, sent.removed(), actions);
      state.halt(type, sent.generation());
    } else {
      state.of(type).again(others.keySet());
    }
    if (type == ResourceType.SECRET) {
      poisoned.addAll(blamed);
    }
  }

  /**
   * Whether Envoy takes over the good ones of a response that it refuses. Of the other types it may
   * drop the good with the bad.
   */
  private static boolean tellsGoodFromBad(ResourceType type) {
    return type == ResourceType.CLUSTER || type == ResourceType.LISTENER;
  }

  private record Rejected(String message, Instant at) {}

  private void record(
      ResourceType type,
      NavigableSet<String> blamed,
      NavigableMap<String, String> told,
      Rejected why,
      List<Action> actions) {
    List<Rejection> rejections = new ArrayList<>();
    for (String name : blamed) {
      String version = Objects.requireNonNull(told.get(name));
      state.of(type).rejected(name, version);
      rejections.add(new Rejection(type, name, version, why.message(), why.at()));
    }
    if (!rejections.isEmpty()) {
      actions.add(new Action.RecordNack(rejections));
    }
  }
}
