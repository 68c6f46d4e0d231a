// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.status;

import dev.signet.proxy.stream.Action;
import dev.signet.proxy.stream.Rejection;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a proxy was told of one type.
 *
 * @param sent the version last sent, by name
 * @param acked the version that it holds, by name
 * @param rejections what it refused and did not take over since, by name
 */
public record TypeStatus(
    NavigableMap<String, String> sent,
    NavigableMap<String, String> acked,
    NavigableMap<String, Rejection> rejections) {

  /** Nothing was told yet. */
  static final TypeStatus EMPTY = new TypeStatus(none(), none(), none());

  public TypeStatus {
    sent = Collections.unmodifiableNavigableMap(sent);
    acked = Collections.unmodifiableNavigableMap(acked);
    rejections = Collections.unmodifiableNavigableMap(rejections);
  }

  /**
   * What it should hold, version by name: what was last sent, and what it declared to hold when it
   * reconnected, which is not sent again.
   */
  public NavigableMap<String, String> due() {
    return changed(acked, sent, none().keySet());
  }

  /** How many of those it holds. */
  public int taken() {
    return (int)
        due().entrySet().stream()
            .filter(due -> due.getValue().equals(acked.get(due.getKey())))
            .count();
  }

  TypeStatus after(Action.Send send) {
    return new TypeStatus(changed(sent, send.versions(), send.removed()), acked, rejections);
  }

  TypeStatus after(Action.RecordAck ack) {
    return new TypeStatus(
        changed(sent, Map.of(), ack.removed()),
        changed(acked, ack.versions(), ack.removed()),
        changed(changed(rejections, Map.of(), ack.versions().keySet()), Map.of(), ack.removed()));
  }

  TypeStatus after(Rejection rejection) {
    return new TypeStatus(
        sent, acked, changed(rejections, Map.of(rejection.resource(), rejection), none().keySet()));
  }

  private static <V> NavigableMap<String, V> changed(
      NavigableMap<String, V> before, Map<String, V> added, Collection<String> removed) {
    if (added.isEmpty() && removed.isEmpty()) {
      return before;
    }
    NavigableMap<String, V> after = new TreeMap<>(before);
    after.putAll(added);
    after.keySet().removeAll(removed);
    return after;
  }

  private static <V> NavigableMap<String, V> none() {
    return Collections.emptyNavigableMap();
  }
}
