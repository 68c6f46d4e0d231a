// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import com.google.rpc.Status;
import dev.signet.testkit.Picture;
import dev.signet.testkit.SettableClock;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A proxy that behaves as Envoy was seen to: a cluster warms until its endpoints came, and until
 * then no cluster response is answered; a refused secret poisons the listener of its name. Where
 * something breaks a field rule the whole response is refused and names nobody; what fails later is
 * named, and the good clusters and listeners beside it are kept.
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
  private final Set<Content> malformed = new HashSet<>();
  private final Set<Content> unfit = new HashSet<>();
  private final Set<Content> taken = new HashSet<>();
  private final Set<Content> acknowledged = new HashSet<>();
  private final Set<Content> rejected = new HashSet<>();
  private int responses;

  /** One version of a resource. */
  record Content(ResourceType type, String name, String version) {}

  WarmingProxy(Picture picture) {
    for (ResourceType type : ResourceType.values()) {
      inbox.put(type, new ArrayDeque<>());
      held.put(type, new TreeMap<>());
    }
    this.stream = new DeltaStream(picture.snapshot(), picture, _ -> true);
    tell(ScriptedProxy.request(ResourceType.CLUSTER));
    tell(ScriptedProxy.request(ResourceType.LISTENER));
  }

  Map<String, String> held(ResourceType type) {
    return Objects.requireNonNull(held.get(type));
  }

  /** This breaks a field rule. */
  void findsMalformed(Content content) {
    malformed.add(content);
  }

  /** This is found to be wrong when it is put to use. */
  void findsUnfit(Content content) {
    unfit.add(content);
  }

  /** Whether it would take this, if it was told. */
  boolean wouldTake(Content content) {
    boolean asked =
        !named.containsKey(content.type()) || named(content.type()).contains(content.name());
    boolean harmed = content.type() == ResourceType.LISTENER && poisoned.contains(content.name());
    return asked && !harmed && !malformed.contains(content) && !unfit.contains(content);
  }

  /** What it was said to have taken, and what it took. */
  Set<Content> acknowledgedInError() {
    Set<Content> wrong = new HashSet<>(acknowledged);
    wrong.removeAll(taken);
    return wrong;
  }

  /** What it was said to have refused although there is nothing wrong with it. */
  Set<Content> blamedInError() {
    Set<Content> wrong = new HashSet<>(rejected);
    wrong.removeIf(content -> malformed.contains(content) || unfit.contains(content));
    return wrong;
  }

  /** How many responses came. */
  int responses() {
    return responses;
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

  /** Answers in the order in which it came, for as long as anything comes. */
  void answerAll() {
    for (int round = 0; round < 200; round++) {
      for (Optional<Action.Send> next = oldest(); next.isPresent(); next = oldest()) {
        answer(inbox(next.get().type()).remove(), Set.of());
      }
      waitASecond();
    }
  }

  private Optional<Action.Send> oldest() {
    return inbox.values().stream()
        .filter(sent -> !sent.isEmpty())
        .map(Deque::element)
        .min(Comparator.comparingLong(sent -> Long.parseLong(sent.response().getNonce())));
  }

  private static ResourceType any(Random random) {
    List<ResourceType> all = List.of(ResourceType.values());
    return all.get(random.nextInt(all.size()));
  }

  private void answer(Action.Send send, Set<String> bad) {
    ResourceType type = send.type();
    if (send.versions().entrySet().stream()
        .anyMatch(told -> malformed.contains(content(type, told)))) {
      refuse(send, "Proto constraint validation failed (field): name: " + send.versions());
      return;
    }
    Set<String> refused = new TreeSet<>(bad);
    send.versions().entrySet().stream()
        .filter(told -> unfit.contains(content(type, told)))
        .forEach(told -> refused.add(told.getKey()));
    if (type == ResourceType.LISTENER) {
      send.versions().keySet().stream().filter(poisoned::contains).forEach(refused::add);
    }
    Map<String, String> good = new TreeMap<>(send.versions());
    if (named.containsKey(type)) {
      // What came too late, for a name that was dropped, is neither taken nor refused.
      good.keySet().retainAll(named(type));
      refused.retainAll(named(type));
    }
    good.keySet().removeAll(refused);
    if (type == ResourceType.ROUTES && !refused.isEmpty()) {
      good.keySet().removeIf(name -> name.compareTo(List.copyOf(refused).getFirst()) > 0);
    }
    held(type).putAll(good);
    send.versions().entrySet().stream()
        .filter(told -> !refused.contains(told.getKey()))
        .forEach(told -> taken.add(content(type, told)));
    held(type).keySet().removeAll(send.removed());
    follow(type, good.keySet(), send.removed(), refused);
    respond(send, refused);
  }

  private static Content content(ResourceType type, Map.Entry<String, String> told) {
    return new Content(type, told.getKey(), told.getValue());
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
      refuse(send, words(send.type(), List.copyOf(refused)));
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

  private static String words(ResourceType type, List<String> refused) {
    return switch (type) {
      case CLUSTER -> "Error adding/updating cluster(s) " + String.join(": no, ", refused) + ": no";
      case LISTENER ->
          "Error adding/updating listener(s) " + String.join(": no\n", refused) + ": no\n";
      case ROUTES -> "Only a single wildcard domain is permitted in route " + refused.getFirst();
      case ENDPOINTS, SECRET -> "no";
    };
  }

  private void refuse(Action.Send send, String words) {
    tell(
        ScriptedProxy.request(send.type())
            .setResponseNonce(send.response().getNonce())
            .setErrorDetail(Status.newBuilder().setCode(13).setMessage(words)));
  }

  private Set<String> named(ResourceType type) {
    return named.computeIfAbsent(type, _ -> new HashSet<>());
  }

  private void tell(DeltaDiscoveryRequest.Builder request) {
    take(stream.on(request.build(), clock.instant()));
  }

  private void take(List<Action> actions) {
    for (Action action : actions) {
      switch (action) {
        case Action.Send send -> {
          responses++;
          inbox(send.type()).add(send);
        }
        case Action.RecordAck ack ->
            ack.versions()
                .forEach(
                    (name, version) -> acknowledged.add(new Content(ack.type(), name, version)));
        case Action.RecordNack nack ->
            nack.rejections()
                .forEach(each ->
                    rejected.add(new Content(each.type(), each.resource(), each.version())));
        case Action.RecordHeld _, Action.RecordRefusal _, Action.Close _ -> {}
      }
    }
  }

  private Deque<Action.Send> inbox(ResourceType type) {
    return Objects.requireNonNull(inbox.get(type));
  }
}
