// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a listing.
 *
 * @param next where the following page begins, in the listing's own terms; empty on the last page
 */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Makes a page from a query that asked for one item more than the limit.
   *
   * @param position gives the position that follows an item
   */
  public static <T> Page<T> cut(List<T> oneMore, int limit, Function<T, String> position) {
    if (oneMore.size() <= limit) {
      return new Page<>(oneMore, Optional.empty());
    }
    List<T> items = oneMore.subList(0, limit);
    return new Page<>(items, Optional.of(position.apply(items.getLast())));
  }
}
