// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import com.google.rpc.Status;
import dev.signet.testkit.Picture;
import dev.signet.testkit.SettableClock;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A proxy that behaves as Envoy was seen to: a cluster warms until its endpoints came, and until
 * then no cluster response is answered; a refused secret poisons the listener of its name.
 */
final class WarmingProxy {
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private final DeltaStream stream;
  private final Map<ResourceType, Deque<Action.Send>> inbox = new EnumMap<>(ResourceType.class);
  private final Map<ResourceType, Map<String, String>> held = new EnumMap<>(ResourceType.class);
  private final Map<ResourceType, Set<String>> named = new EnumMap<>(ResourceType.class);
  private final List<String> withheldAnswers = new ArrayList<>();
  private final Set<String> warming = new HashSet<>();
  private final Set<String> poisoned = new HashSet<>();

  WarmingProxy(Picture picture) {
    for (ResourceType type : ResourceType.values()) {
      inbox.put(type, new ArrayDeque<>());
      held.put(type, new TreeMap<>());
    }
    this.stream = new DeltaStream(picture.snapshot(), picture);
    tell(ScriptedProxy.request(ResourceType.CLUSTER));
    tell(ScriptedProxy.request(ResourceType.LISTENER));
  }

  Map<String, String> held(ResourceType type) {
    return Objects.requireNonNull(held.get(type));
  }

  boolean inSync() {
    return stream.inSync();
  }

  void shown(Picture picture) {
    take(stream.on(picture.snapshot(), clock.instant()));
  }

  void waitASecond() {
    clock.advance(Duration.ofSeconds(1));
    take(stream.tick(clock.instant()));
  }

  void answerOne(Random random) {
    ResourceType type = any(random);
    if (!inbox(type).isEmpty()) {
      answer(inbox(type).remove(), Set.of());
    }
  }

  void refuseOne(Random random) {
    ResourceType type = any(random);
    if (!inbox(type).isEmpty() && !inbox(type).element().versions().isEmpty()) {
      Action.Send send = inbox(type).remove();
      answer(send, Set.of(send.versions().firstKey()));
    }
  }

  void answerAll() {
    for (int round = 0; round < 20; round++) {
      for (ResourceType type : ResourceType.values()) {
        while (!inbox(type).isEmpty()) {
          answer(inbox(type).remove(), Set.of());
        }
      }
      waitASecond();
    }
  }

  private static ResourceType any(Random random) {
    List<ResourceType> all = List.of(ResourceType.values());
    return all.get(random.nextInt(all.size()));
  }

  private void answer(Action.Send send, Set<String> bad) {
    ResourceType type = send.type();
    Set<String> refused = new HashSet<>(bad);
    if (type == ResourceType.LISTENER) {
      send.versions().keySet().stream().filter(poisoned::contains).forEach(refused::add);
    }
    Map<String, String> taken = new TreeMap<>(send.versions());
    if (named.containsKey(type)) {
      // What came too late, for a name that was dropped, is neither taken nor refused.
      taken.keySet().retainAll(named(type));
      refused.retainAll(named(type));
    }
    taken.keySet().removeAll(refused);
    held(type).putAll(taken);
    held(type).keySet().removeAll(send.removed());
    follow(type, taken.keySet(), send.removed(), refused);
    respond(send, refused);
  }

  /** Names what the taken resources need, as Envoy does before it answers. */
  private void follow(
      ResourceType type, Set<String> taken, Set<String> removed, Set<String> refused) {
    switch (type) {
      case CLUSTER -> {
        warming.addAll(taken);
        warming.removeAll(removed);
        name(ResourceType.ENDPOINTS, taken, removed);
      }
      case ENDPOINTS -> warming.removeAll(taken);
      case SECRET -> {
        poisoned.removeAll(taken);
        poisoned.addAll(refused);
      }
      case LISTENER -> {
        name(ResourceType.SECRET, taken, removed);
        name(ResourceType.ROUTES, taken, removed);
      }
      case ROUTES -> {}
    }
  }

  private void name(ResourceType type, Set<String> taken, Set<String> removed) {
    Set<String> names = named(type);
    DeltaDiscoveryRequest.Builder request = ScriptedProxy.request(type);
    taken.stream().filter(names::add).forEach(request::addResourceNamesSubscribe);
    removed.stream().filter(names::remove).forEach(request::addResourceNamesUnsubscribe);
    held(type).keySet().removeAll(removed);
    if (type == ResourceType.SECRET) {
      poisoned.removeAll(removed);
    }
    if (request.getResourceNamesSubscribeCount() + request.getResourceNamesUnsubscribeCount() > 0) {
      tell(request);
    }
  }

  private void respond(Action.Send send, Set<String> refused) {
    DeltaDiscoveryRequest.Builder answer =
        ScriptedProxy.request(send.type()).setResponseNonce(send.response().getNonce());
    if (!refused.isEmpty()) {
      String words = String.join(": no, ", refused) + ": no";
      tell(answer.setErrorDetail(Status.newBuilder().setCode(13).setMessage(words)));
    } else if (send.type() == ResourceType.CLUSTER) {
      withheldAnswers.add(send.response().getNonce());
    } else {
      tell(answer);
    }
    if (warming.isEmpty()) {
      List<String> due = List.copyOf(withheldAnswers);
      withheldAnswers.clear();
      due.forEach(
          nonce -> tell(ScriptedProxy.request(ResourceType.CLUSTER).setResponseNonce(nonce)));
    }
  }

  private Set<String> named(ResourceType type) {
    return named.computeIfAbsent(type, _ -> new HashSet<>());
  }

  private void tell(DeltaDiscoveryRequest.Builder request) {
    take(stream.on(request.build(), clock.instant()));
  }

  private void take(List<Action> actions) {
    for (Action action : actions) {
      if (action instanceof Action.Send send) {
        inbox(send.type()).add(send);
      }
    }
  }

  private Deque<Action.Send> inbox(ResourceType type) {
    return Objects.requireNonNull(inbox.get(type));
  }
}
