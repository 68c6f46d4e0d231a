// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.kernel.Refusal;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which version carries which label; each label is on one version at most. What happens to the
 * reserved ones when AWSCURRENT moves is decided here alone.
 *
 * @param versions version ids by label
 */
public record StagingLabels(SortedMap<String, String> versions) {
  /** On the version that readers get. */
  public static final String CURRENT = "AWSCURRENT";

  /** On the one that was current before. */
  public static final String PREVIOUS = "AWSPREVIOUS";

  /** On the one that a rotation makes. */
  public static final String PENDING = "AWSPENDING";

  /** None at all. */
  public static final StagingLabels NONE = new StagingLabels(new TreeMap<>());

  /** Most labels of one version. */
  private static final int MOST = 20;

  /** Copies the map. */
  public StagingLabels {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
  }

  /** The version that carries a label. */
  public Optional<String> version(String label) {
    return Optional.ofNullable(versions.get(label));
  }

  /** The labels of a version, sorted. */
  public SortedSet<String> of(String version) {
    SortedSet<String> labels = new TreeSet<>();
    versions.forEach((label, at) -> {
      if (at.equals(version)) {
        labels.add(label);
      }
    });
    return labels;
  }

  /** The labels of each version that has some. */
  public SortedMap<String, SortedSet<String>> byVersion() {
    SortedMap<String, SortedSet<String>> all = new TreeMap<>();
    versions.forEach((label, at) -> all.computeIfAbsent(at, _ -> new TreeSet<>()).add(label));
    return all;
  }

  /**
   * These labels once a version has got some, from wherever they were.
   *
   * @throws Refusal of kind EXCEEDED when it would carry too many
   */
  public StagingLabels put(String version, Collection<String> labels) {
    TreeMap<String, String> next = new TreeMap<>(versions);
    labels.stream()
        .filter(label -> !label.equals(CURRENT))
        .forEach(label -> next.put(label, version));
    if (labels.contains(CURRENT)) {
      makeCurrent(next, version);
    }
    StagingLabels result = new StagingLabels(next);
    int count = result.of(version).size();
    if (count > MOST) {
      throw Refusal.exceeded(count + " labels of " + version + ": expected at most " + MOST);
    }
    return result;
  }

  /** The one that was current becomes the previous one, and is pending no more. */
  private static void makeCurrent(Map<String, String> labels, String version) {
    String old = labels.put(CURRENT, version);
    if (old != null && !old.equals(version)) {
      labels.put(PREVIOUS, old);
      labels.remove(PENDING, old);
    }
  }

  /** These labels without one. */
  public StagingLabels without(String label) {
    TreeMap<String, String> next = new TreeMap<>(versions);
    next.remove(label);
    return new StagingLabels(next);
  }

  /**
   * These labels once one was moved as UpdateSecretVersionStage says.
   *
   * @param from the version that carries the label, which has to be named if there is one
   * @param to where it goes; empty to take it off
   * @throws Refusal of kind INVALID
   */
  public StagingLabels moved(String label, Optional<String> from, Optional<String> to) {
    Optional<String> holder = version(label);
    if (to.isEmpty() && from.isEmpty()) {
      throw Refusal.invalid(
          "VersionStage " + label + ": expected RemoveFromVersionId, MoveToVersionId or both");
    }
    if (to.isEmpty() && label.equals(CURRENT)) {
      throw Refusal.invalid(
          "You can't remove staging label AWSCURRENT without moving it to another version:"
              + " expected MoveToVersionId");
    }
    boolean stays = to.isPresent() && to.equals(holder);
    if (!from.equals(holder) && !(stays && from.isEmpty())) {
      throw Refusal.invalid(misplaced(label, holder));
    }
    return to.map(version -> stays ? this : put(version, List.of(label)))
        .orElseGet(() -> without(label));
  }

  private static String misplaced(String label, Optional<String> holder) {
    return holder
        .map(version ->
            "The parameter RemoveFromVersionId can't be empty or another version. Staging label "
                + label
                + " is currently attached to version "
                + version
                + ", so you must explicitly reference that version in RemoveFromVersionId.")
        .orElse(
            "RemoveFromVersionId: expected none, because no version has the staging label "
                + label);
  }
}
