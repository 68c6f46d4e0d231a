// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the proxy answered. Of a refused response nothing counts as taken: Envoy 1.40 keeps none of
 * it when a field rule is broken, and then names nobody. So the innocent are told again without the
 * guilty one, which is told by its name where Envoy puts one, else found by halves. A refused
 * secret poisons every listener that names it until a good one came and the listeners were told
 * again (Envoy keeps the error with the secret). Owned by the stream.
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
  }

  private void rejected(
      ResourceType type, Sent sent, String message, Instant now, List<Action> actions) {
    NavigableSet<String> told = sent.versions().navigableKeySet();
    if (told.isEmpty()) {
      return; // what is only taken back can be no reason, and would be refused again
    }
    TypeState client = state.of(type);
    client.keeps(sent.removed());
    Optional<String> guilty =
        told.size() == 1 ? Optional.of(told.first()) : NackMessage.blamed(type, message, told);
    if (guilty.isEmpty()) {
      client.divide(told);
      return;
    }
    String name = guilty.get();
    String version = Objects.requireNonNull(sent.versions().get(name));
    client.rejected(name, version);
    actions.add(new Action.RecordNack(List.of(new Rejection(type, name, version, message, now))));
    NavigableSet<String> innocent = new TreeSet<>(told);
    innocent.remove(name);
    client.again(innocent);
    if (type == ResourceType.SECRET) {
      poisoned.add(name);
    }
  }
}
