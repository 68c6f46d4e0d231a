// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import com.google.common.base.Utf8;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a client asked for, holds and has not answered yet, of one type. Owned by its stream.
 *
 * <p>A name is <em>known</em> when the client was last told a version of it, or declared one when
 * it reconnected. A refused version stays known: it is not sent again until it changes.
 */
final class TypeState {
  /** The name that subscribes to everything (xDS protocol, "wildcard resource subscriptions"). */
  private static final String ALL = "*";

  /** The version of what a client has, but not as any version that would be told. */
  private static final String UNKNOWN = "";

  /** No version that was ever told is longer. */
  private static final int MAX_VERSION = 128;

  /** What a remembered name takes beside its own octets. */
  private static final int OVERHEAD = 128;

  /** How many answers of a client are still expected that takes responses and answers none. */
  private static final int MAX_OUTSTANDING = 64;

  private final ResourceType type;
  private final Duration patience;
  private boolean opened;
  private boolean wildcard;
  private boolean owesFirstAnswer;
  private final NavigableSet<String> names = new TreeSet<>();
  private final NavigableMap<String, String> known = new TreeMap<>();
  private final NavigableSet<String> again = new TreeSet<>();
  private final Suspects suspects = new Suspects();
  private final NavigableMap<String, String> rejected = new TreeMap<>();
  private final NavigableMap<String, String> withheld = new TreeMap<>();
  private final Map<String, Sent> outstanding = new LinkedHashMap<>();

  TypeState(ResourceType type, Duration patience) {
    this.type = type;
    this.patience = patience;
  }

  /** Takes the subscriptions of a request and returns the names that it newly asks for. */
  NavigableSet<String> subscribe(DeltaDiscoveryRequest request) {
    NavigableSet<String> asked = new TreeSet<>(request.getResourceNamesSubscribeList());
    boolean all = type.allowsWildcard() && asked.remove(ALL);
    if (opened) {
      wildcard |= all;
      asked.stream().filter(known::containsKey).forEach(again::add);
      withheld.keySet().removeAll(asked);
      unsubscribe(request.getResourceNamesUnsubscribeList());
    } else {
      open(request, asked, all);
    }
    names.addAll(asked);
    return asked;
  }

  private void open(DeltaDiscoveryRequest request, NavigableSet<String> asked, boolean all) {
    opened = true;
    wildcard = all || (type.allowsWildcard() && asked.isEmpty());
    request
        .getInitialResourceVersionsMap()
        .forEach((name, version) -> {
          if (wildcard || asked.contains(name)) {
            known.put(name, version.length() > MAX_VERSION ? UNKNOWN : version);
          }
        });
    owesFirstAnswer = wildcard && known.isEmpty();
  }

  private void unsubscribe(Collection<String> dropped) {
    if (dropped.contains(ALL)) {
      wildcard = false;
    }
    names.removeAll(dropped);
    // A dropped name that the wildcard still covers must be told once more.
    dropped.stream().filter(name -> wildcard && known.containsKey(name)).forEach(again::add);
    retain(known.keySet());
    retain(again);
    retain(rejected.keySet());
    retain(withheld.keySet());
  }

  private void retain(Collection<String> kept) {
    kept.removeIf(name -> !covers(name));
  }

  private boolean covers(String name) {
    return wildcard || names.contains(name);
  }

  /** What of the wanted must be told: changed, new, or asked for again. */
  NavigableMap<String, String> pending(NavigableMap<String, String> wanted) {
    NavigableMap<String, String> pending = new TreeMap<>();
    if (opened) {
      wanted.forEach((name, version) -> {
        boolean due = again.contains(name) || !version.equals(known.get(name));
        if (due && covers(name) && !version.equals(withheld.get(name))) {
          pending.put(name, version);
        }
      });
    }
    return pending;
  }

  /** What the client knows and should no longer hold. */
  NavigableSet<String> gone(NavigableMap<String, String> wanted) {
    NavigableSet<String> gone = new TreeSet<>(known.keySet());
    gone.removeAll(wanted.keySet());
    return gone;
  }

  /** Takes what of the pending goes into one response: everything, or what is suspected. */
  NavigableMap<String, String> batch(NavigableMap<String, String> pending) {
    return suspects.next(pending);
  }

  /** Notes a response that is about to leave. */
  void sent(Sent sent) {
    sent.versions()
        .forEach((name, version) -> {
          known.put(name, version);
          again.remove(name);
        });
    known.keySet().removeAll(sent.removed());
    rejected.keySet().removeAll(sent.removed());
    again.removeAll(sent.removed());
    owesFirstAnswer = false;
    outstanding.put(sent.nonce(), sent);
    if (outstanding.size() > MAX_OUTSTANDING) {
      outstanding.remove(outstanding.keySet().iterator().next());
    }
  }

  /** The response that a nonce answers; empty for one that is stale. */
  Optional<Sent> answered(String nonce) {
    return Optional.ofNullable(outstanding.remove(nonce));
  }

  void accepted(Collection<String> accepted) {
    rejected.keySet().removeAll(accepted);
  }

  void rejected(String name, String version) {
    if (version.equals(known.get(name))) {
      rejected.put(name, version);
    }
  }

  /** Names whose told version the client refused. */
  Set<String> rejected() {
    return rejected.keySet();
  }

  /** Whether the client refused nothing of what it was told, and nothing was withheld. */
  boolean contented() {
    return rejected.isEmpty() && withheld.isEmpty();
  }

  /** Tells the named ones again, changed or not. */
  void again(Collection<String> repeated) {
    repeated.stream().filter(known::containsKey).forEach(again::add);
  }

  /** Tells what was refused together again, by halves. */
  void divide(NavigableSet<String> refused) {
    again(refused);
    suspects.divide(refused);
  }

  /** The client still has these, which were taken back in a response that it refused. */
  void keeps(Collection<String> removed) {
    removed.forEach(name -> known.putIfAbsent(name, UNKNOWN));
  }

  /** Whether the client refused one of these, in this version. */
  boolean refuses(NavigableMap<String, String> wanted) {
    return rejected.entrySet().stream()
        .anyMatch(refused -> refused.getValue().equals(wanted.get(refused.getKey())));
  }

  /** Leaves a secret out until it changes, is asked for again, or the next snapshot comes. */
  void withhold(String name, String version) {
    withheld.put(name, version);
  }

  void retryWithheld() {
    withheld.clear();
  }

  /** Whether a response waits for its answer and may still be waited for. */
  boolean waiting(Instant now) {
    return unanswered(now) > 0;
  }

  /** How many responses wait for their answers and may still be waited for. */
  long unanswered(Instant now) {
    return outstanding.values().stream().filter(sent -> now.isBefore(end(sent))).count();
  }

  /** Whether a response that tells this name waits for its answer. */
  boolean waiting(String name, Instant now) {
    return outstanding.values().stream()
        .anyMatch(sent -> sent.versions().containsKey(name) && now.isBefore(end(sent)));
  }

  /** When waiting for an answer ends next. */
  Optional<Instant> deadline(Instant now) {
    return outstanding.values().stream()
        .map(this::end)
        .filter(now::isBefore)
        .min(Instant::compareTo);
  }

  private Instant end(Sent sent) {
    return sent.at().plus(patience);
  }

  /** Whether nothing at all waits for an answer. */
  boolean quiet() {
    return outstanding.isEmpty();
  }

  boolean opened() {
    return opened;
  }

  /** Whether the client waits for a first response, which may be empty. */
  boolean owesFirstAnswer() {
    return owesFirstAnswer;
  }

  /** A copy of what the client was last told, or declared. */
  NavigableMap<String, String> known() {
    return new TreeMap<>(known);
  }

  boolean knowsExactly(NavigableMap<String, String> wanted) {
    return known.equals(wanted);
  }

  boolean knows(String name) {
    return known.containsKey(name);
  }

  /** How many names the client made the server remember. */
  int size() {
    return names.size() + known.size();
  }

  /** What remembering them takes. */
  long octets() {
    return octets(names) + octets(known.keySet());
  }

  private static long octets(Collection<String> remembered) {
    return remembered.stream().mapToLong(name -> OVERHEAD + Utf8.encodedLength(name)).sum();
  }
}
