// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import dev.signet.proxy.stream.RefusedName.Reason;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides what is sent next, in the order that makes a change before it breaks something; see
 * {@link DeltaStream}. Owned by the stream.
 */
final class Push {
  private static final NavigableMap<String, String> NOTHING = Collections.emptyNavigableMap();
  private static final NavigableSet<String> NONE = Collections.emptyNavigableSet();

  /** How many secrets may wait for their answers. */
  private static final int MAX_SECRETS = 32;

  private final StreamState state;
  private final Refusals refusals;
  private final SecretSource secrets;
  private long nonces;

  Push(StreamState state, Refusals refusals, SecretSource secrets) {
    this.state = state;
    this.refusals = refusals;
    this.secrets = secrets;
  }

  /** Sends all that may be sent now. */
  void pump(Instant now, List<Action> actions) {
    sendClusters(now, actions);
    send(ResourceType.ENDPOINTS, state.pending(ResourceType.ENDPOINTS), NONE, now, actions);
    sendSecrets(now, actions);
    if (state.settledUpTo(ResourceType.SECRET, now)) {
      sendListeners(now, actions);
    }
    if (state.settledUpTo(ResourceType.LISTENER, now)) {
      send(ResourceType.ROUTES, state.pending(ResourceType.ROUTES), NONE, now, actions);
    }
    takeBack(ResourceType.ROUTES, now, actions);
    takeBack(ResourceType.CLUSTER, now, actions);
    takeBack(ResourceType.ENDPOINTS, now, actions);
    takeBack(ResourceType.SECRET, now, actions);
  }

  private void sendClusters(Instant now, List<Action> actions) {
    NavigableMap<String, String> pending = state.pending(ResourceType.CLUSTER);
    NavigableMap<String, String> told = send(ResourceType.CLUSTER, pending, NONE, now, actions);
    // A changed cluster waits for its endpoints again, and the proxy does not ask for them.
    List<String> endpoints = new ArrayList<>();
    for (String name : told.keySet()) {
      EdsClusters.endpointsOf(state.snapshot().clusters().named(name)).ifPresent(endpoints::add);
    }
    state.of(ResourceType.ENDPOINTS).again(endpoints);
  }

  private void sendListeners(Instant now, List<Action> actions) {
    TypeState listeners = state.of(ResourceType.LISTENER);
    NavigableSet<String> gone = listeners.gone(state.snapshot().listeners().versions());
    send(ResourceType.LISTENER, state.pending(ResourceType.LISTENER), gone, now, actions);
  }

  /** While the proxy keeps the last good of what it refused, it keeps what that one names. */
  private void takeBack(ResourceType type, Instant now, List<Action> actions) {
    if (!state.isRefused() && state.settledUpTo(ResourceType.ROUTES, now)) {
      NavigableSet<String> gone = state.of(type).gone(state.snapshot().versions(type));
      send(type, NOTHING, gone, now, actions);
    }
  }

  /** Sends, unless there is nothing to tell or an answer is waited for; what it told. */
  private NavigableMap<String, String> send(
      ResourceType type,
      NavigableMap<String, String> pending,
      NavigableSet<String> removed,
      Instant now,
      List<Action> actions) {
    TypeState client = state.of(type);
    boolean due = !pending.isEmpty() || !removed.isEmpty() || client.owesFirstAnswer();
    if (!due || client.waiting(now)) {
      return NOTHING;
    }
    NavigableMap<String, String> told = client.batch(pending);
    DeltaDiscoveryResponse.Builder response = response(type).addAllRemovedResources(removed);
    for (String name : told.keySet()) {
      response.addResources(onWire(state.snapshot().resource(type, name)));
    }
    client.sent(new Sent(response.getNonce(), told, removed, now));
    refusals.forget(type, told.keySet());
    actions.add(new Action.Send(type, told, removed, Optional.empty(), response.build()));
    return told;
  }

  /**
   * One secret per response, so that a refused one harms no other. They do not wait for each other,
   * but material is rendered for so many only as may be on their way at once.
   */
  private void sendSecrets(Instant now, List<Action> actions) {
    TypeState client = state.of(ResourceType.SECRET);
    for (Map.Entry<String, String> secret : state.pending(ResourceType.SECRET).entrySet()) {
      if (client.unanswered(now) < MAX_SECRETS && !client.waiting(secret.getKey(), now)) {
        sendSecret(new SecretName(secret.getKey(), secret.getValue()), now, actions);
      }
    }
  }

  private void sendSecret(SecretName secret, Instant now, List<Action> actions) {
    TypeState client = state.of(ResourceType.SECRET);
    Optional<RenderedSecret> material = secrets.render(secret);
    if (material.isEmpty()) {
      client.withhold(secret.name(), secret.version());
      refusals.refuse(ResourceType.SECRET, secret.name(), Reason.WITHHELD, now, actions);
      return;
    }
    RenderedSecret rendered = material.get();
    NavigableMap<String, String> told = new TreeMap<>(Map.of(secret.name(), secret.version()));
    DeltaDiscoveryResponse.Builder response = response(ResourceType.SECRET);
    response.addResources(onWire(new Resource(secret.name(), secret.version(), rendered.body())));
    client.sent(new Sent(response.getNonce(), told, NONE, now));
    refusals.forget(ResourceType.SECRET, told.keySet());
    Optional<DeliveredSecret> delivered =
        Optional.of(DeliveredSecret.of(secret, rendered.facts(), now));
    actions.add(new Action.Send(ResourceType.SECRET, told, NONE, delivered, response.build()));
  }

  private DeltaDiscoveryResponse.Builder response(ResourceType type) {
    nonces++;
    return DeltaDiscoveryResponse.newBuilder()
        .setTypeUrl(type.url())
        .setNonce(Long.toString(nonces));
  }

  private static io.envoyproxy.envoy.service.discovery.v3.Resource onWire(Resource resource) {
    return io.envoyproxy.envoy.service.discovery.v3.Resource.newBuilder()
        .setName(resource.name())
        .setVersion(resource.version())
        .setResource(resource.body())
        .build();
  }
}
