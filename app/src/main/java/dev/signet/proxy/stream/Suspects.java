// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was refused together and names nobody: it is told again by halves until each guilty one was
 * refused alone. Owned by its stream.
 */
final class Suspects {
  private final Deque<NavigableSet<String>> halves = new ArrayDeque<>();

  /** Puts the halves of what was refused before all others. */
  void divide(NavigableSet<String> refused) {
    List<String> names = List.copyOf(refused);
    int middle = names.size() / 2;
    halves.addFirst(new TreeSet<>(names.subList(middle, names.size())));
    halves.addFirst(new TreeSet<>(names.subList(0, middle)));
  }

  /**
   * Takes what goes into the next response: of what is due one half, and with nobody suspected all.
   */
  NavigableMap<String, String> next(NavigableMap<String, String> due) {
    while (!halves.isEmpty()) {
      NavigableMap<String, String> half = new TreeMap<>(due);
      half.keySet().retainAll(halves.removeFirst());
      if (!half.isEmpty()) {
        return half;
      }
    }
    return due;
  }
}
