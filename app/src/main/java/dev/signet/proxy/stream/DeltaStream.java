// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import com.google.common.base.Utf8;
import dev.signet.proxy.stream.RefusedName.Reason;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One incremental discovery stream as a state machine: no thread, no network, no clock. Whoever
 * owns it feeds requests, snapshots and the time, and carries out the returned actions in order.
 *
 * <p>A change is made before it breaks something: clusters, endpoints, secrets, listeners, routes;
 * then what is gone is taken back: routes, clusters, endpoints, secrets. A listener that is gone
 * leaves in the response that brings its successor: nothing refers to it, and Envoy removes before
 * it adds, so that an address can move from one to the other. A type is sent when the ones before
 * it were answered, or stayed unanswered for {@link #PATIENCE}. Endpoints and secrets never wait
 * for the clusters, because Envoy withholds that answer until they came. At most one response of a
 * type waits for its answer; what changes meanwhile is told in one go after it.
 *
 * <p>What the proxy refuses is not told again until it changes; what was told with it is. The other
 * types go on without it, but nothing is taken back meanwhile: what the proxy keeps may need it.
 */
public final class DeltaStream {
  /** How long an answer is waited for before the stream goes on without it. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How many names, held or asked for, a proxy can make the server remember. */
  public static final int MAX_NAMES = 20_000;

  /** How long a name may be that a proxy asks for or says to hold, in octets. */
  static final int MAX_NAME = 2048;

  private final SecretSource secrets;
  private final StreamState state;
  private final Answers answers;
  private final Refusals refusals = new Refusals();
  private final Push push;
  private final Allowance allowance;
  private long remembered;
  private Optional<Farewell> farewell = Optional.empty();

  private record Farewell(String message, Instant atTheLatest) {}

  /**
   * A stream of a proxy that should hold this.
   *
   * @param allowance of its identity; what the stream took of it is not given back at its end
   */
  public DeltaStream(Snapshot snapshot, SecretSource secrets, Allowance allowance) {
    this.secrets = secrets;
    this.allowance = allowance;
    this.state = new StreamState(snapshot);
    this.answers = new Answers(state);
    this.push = new Push(state, refusals, secrets);
  }

  /** A message of the proxy. */
  public List<Action> on(DeltaDiscoveryRequest request, Instant now) {
    List<Action> actions = new ArrayList<>();
    Optional<ResourceType> type = ResourceType.ofUrl(request.getTypeUrl());
    if (type.isEmpty()) {
      refusals.refuseType(request.getTypeUrl(), now, actions);
      return actions;
    }
    answers.take(type.get(), request, now, actions);
    if (hasLongNames(request)) {
      return exhausted(actions, "names of at most " + MAX_NAME + " octets");
    }
    NavigableSet<String> asked = subscribed(type.get(), request, now, actions);
    if (state.names() > MAX_NAMES) {
      return exhausted(actions, "at most " + MAX_NAMES + " names");
    }
    if (!isAllowed(request)) {
      return exhausted(actions, "fewer and shorter names on all streams of this identity");
    }
    refuseMissing(type.get(), asked, now, actions);
    return goOn(now, actions);
  }

  private static boolean hasLongNames(DeltaDiscoveryRequest request) {
    return Stream.of(
            request.getResourceNamesSubscribeList(),
            request.getResourceNamesUnsubscribeList(),
            request.getInitialResourceVersionsMap().keySet())
        .flatMap(Collection::stream)
        .anyMatch(name -> Utf8.encodedLength(name) > MAX_NAME);
  }

  /** Only what a request names is counted, which is what a proxy can do about it. */
  private boolean isAllowed(DeltaDiscoveryRequest request) {
    if (request.getResourceNamesSubscribeCount() == 0
        && request.getResourceNamesUnsubscribeCount() == 0
        && request.getInitialResourceVersionsCount() == 0) {
      return true;
    }
    long octets = state.octets();
    boolean enough = allowance.take(octets - remembered);
    if (enough) {
      remembered = octets;
    }
    return enough;
  }

  private static List<Action> exhausted(List<Action> actions, String expected) {
    actions.add(new Action.Close(Closing.EXHAUSTED, "expected " + expected));
    return actions;
  }

  /** What the proxy should hold from now on; it replaces what was not sent yet. */
  public List<Action> on(Snapshot next, Instant now) {
    state.replace(next);
    return goOn(now, new ArrayList<>());
  }

  /** Time has passed; to be called at {@link #deadline} at the latest. */
  public List<Action> tick(Instant now) {
    return goOn(now, new ArrayList<>());
  }

  /**
   * The proxy's resource is gone: the proxy is told to hold nothing; once it answered, or after
   * {@link #PATIENCE}, the stream ends as {@link Closing#INVALID}.
   */
  public List<Action> gone(String message, Instant now) {
    if (farewell.isEmpty()) {
      farewell = Optional.of(new Farewell(message, now.plus(PATIENCE)));
    }
    return on(Snapshot.EMPTY, now);
  }

  /** When the wait for an answer ends next, if one is waited for. */
  public Optional<Instant> deadline(Instant now) {
    Stream<Instant> goodbye = farewell.stream().map(Farewell::atTheLatest);
    Stream<Instant> answers = state.all().stream().flatMap(type -> type.deadline(now).stream());
    return Stream.concat(goodbye, answers).min(Instant::compareTo);
  }

  /** Whether every response was answered: a moment at which the stream can end without loss. */
  public boolean quiet() {
    return state.quiet();
  }

  /** Whether the proxy took over all that it should hold. */
  public boolean inSync() {
    return state.of(ResourceType.CLUSTER).opened()
        && state.of(ResourceType.LISTENER).opened()
        && state.quiet()
        && state.told()
        && state.all().stream().allMatch(TypeState::contented);
  }

  private NavigableSet<String> subscribed(
      ResourceType type, DeltaDiscoveryRequest request, Instant now, List<Action> actions) {
    TypeState client = state.of(type);
    boolean first = !client.opened();
    NavigableSet<String> asked = client.subscribe(request);
    if (first && !client.known().isEmpty()) {
      NavigableMap<String, String> held = client.known();
      held.keySet().retainAll(state.snapshot().versions(type).keySet()); // the others leave soon
      actions.add(new Action.RecordAck(type, held, Collections.emptyNavigableSet()));
      if (type == ResourceType.SECRET) {
        recordHeld(client.known(), now, actions);
      }
    }
    List<String> dropped = request.getResourceNamesUnsubscribeList();
    if (!dropped.isEmpty()) {
      NavigableSet<String> names = new TreeSet<>(dropped);
      names.removeIf(client::knows);
      refusals.forget(type, names);
      answers.dropped(type, names);
      actions.add(new Action.RecordAck(type, Collections.emptyNavigableMap(), names));
    }
    return asked;
  }

  /** An equal version has equal content, so what the server would send now is what is held. */
  private void recordHeld(
      NavigableMap<String, String> declared, Instant now, List<Action> actions) {
    List<DeliveredSecret> held = new ArrayList<>();
    state
        .snapshot()
        .secrets()
        .forEach((name, version) -> {
          if (version.equals(declared.get(name))) {
            SecretName secret = new SecretName(name, version);
            secrets
                .facts(secret)
                .ifPresent(facts -> held.add(DeliveredSecret.of(secret, facts, now)));
          }
        });
    if (!held.isEmpty()) {
      actions.add(new Action.RecordHeld(held));
    }
  }

  private void refuseMissing(
      ResourceType type, NavigableSet<String> asked, Instant now, List<Action> actions) {
    for (String name : asked) {
      if (state.snapshot().versions(type).containsKey(name)) {
        continue;
      }
      if (type == ResourceType.SECRET && secrets.belongsToAnother(name)) {
        refusals.refuse(type, name, Reason.BELONGS_TO_ANOTHER, now, actions);
      } else if (!state.of(type).knows(name)) {
        refusals.refuse(type, name, Reason.UNKNOWN, now, actions);
      }
    }
  }

  private List<Action> goOn(Instant now, List<Action> actions) {
    push.pump(now, actions);
    farewell
        .filter(bye -> !now.isBefore(bye.atTheLatest()) || (state.quiet() && state.told()))
        .ifPresent(bye -> actions.add(new Action.Close(Closing.INVALID, bye.message())));
    return actions;
  }
}
