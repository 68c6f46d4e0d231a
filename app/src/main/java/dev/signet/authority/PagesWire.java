// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.wire.codec.PageToken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Page tokens of the acm-pca listings, each bound to its listing. */
final class PagesWire {
  private static final Duration TOKEN_LIFE = Duration.ofHours(24);

  private final InstantSource clock;
  private final PageToken tokens;

  PagesWire(InstantSource clock, PageToken tokens) {
    this.clock = clock;
    this.tokens = tokens;
  }

  /** Where the page of that token begins; the first when there is none. */
  Optional<String> position(Caller caller, String listing, @Nullable String token) {
    if (token == null) {
      return Optional.empty();
    }
    Optional<String> position = tokens.read(binding(caller, listing), token, clock.instant());
    if (position.isEmpty()) {
      throw new Refusal(
          Refusal.Kind.INVALID,
          "NextToken: expected the token of an earlier page of the same listing",
          "InvalidNextTokenException");
    }
    return position;
  }

  /** The token of the following page, or null on the last one. */
  @Nullable String next(Caller caller, String listing, Page<?> page) {
    return page.next()
        .map(next -> tokens.issue(binding(caller, listing), next, clock.instant().plus(TOKEN_LIFE)))
        .orElse(null);
  }

  /**
   * A page of a short list that is in memory, in the order of its unique names.
   *
   * @param limit everything when it is not given
   */
  static <T> Page<T> cut(
      List<T> sorted, Function<T, String> name, Optional<String> after, @Nullable Integer limit) {
    int most = limit == null ? sorted.size() : limit;
    return Page.cut(
        sorted.stream()
            .filter(item -> after.isEmpty() || name.apply(item).compareTo(after.get()) > 0)
            .limit(most + 1L)
            .toList(),
        most,
        name);
  }

  private static PageToken.Binding binding(Caller caller, String listing) {
    return new PageToken.Binding(
        listing.split(" ", 2)[0], caller.account().value(), caller.region().name() + " " + listing);
  }
}
