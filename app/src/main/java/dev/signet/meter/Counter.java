// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.meter;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts since the process started, apart for each combination of labels. Labels come from closed
 * sets, never from what a stranger sent: each combination is kept for good.
 */
public final class Counter implements Measured {
  private final String name;
  private final String help;
  private final List<String> labels;
  private final Map<List<String>, LongAdder> counts = new ConcurrentHashMap<>();

  /** A counter at zero; one with labels tells only the combinations that came up. */
  public Counter(String name, String help, String... labels) {
    this.name = name;
    this.help = help;
    this.labels = List.of(labels);
    if (labels.length == 0) {
      counts.put(List.of(), new LongAdder());
    }
  }

  /** One more of these values, in the order of the labels. */
  public void add(String... values) {
    if (values.length != labels.size()) {
      throw new IllegalArgumentException(
          name + " of " + Arrays.toString(values) + ": expected values of " + labels);
    }
    counts.computeIfAbsent(List.of(values), _ -> new LongAdder()).increment();
  }

  @Override
  public void tell(Exposition exposition) {
    exposition.family(name, Exposition.Type.COUNTER, help);
    counts.forEach((values, count) -> exposition.sample(name, count.sum(), pairs(values)));
  }

  private String[] pairs(List<String> values) {
    String[] pairs = new String[2 * values.size()];
    for (int i = 0; i < values.size(); i++) {
      pairs[2 * i] = labels.get(i);
      pairs[2 * i + 1] = values.get(i);
    }
    return pairs;
  }
}
