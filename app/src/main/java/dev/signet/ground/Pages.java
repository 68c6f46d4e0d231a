// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ground;

import dev.signet.kernel.Home;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.SharedReason;
import dev.signet.wire.codec.PageToken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of listings, whose position travels in tokens that callers cannot read or change. */
public final class Pages {
  private static final Duration TOKEN_LIFE = Duration.ofHours(24);

  private final InstantSource clock;
  private final PageToken tokens;

  /**
   * @param key signs tokens, 32 octets
   */
  public Pages(InstantSource clock, byte[] key) {
    this.clock = clock;
    this.tokens = new PageToken(key);
  }

  /**
   * One listing: a token is good for the listing that gave it and for no other.
   *
   * @param operation name of the API's operation
   * @param place what is listed, with its filters and order; may be empty
   */
  public record Listing(String operation, Home home, String place) {
    private PageToken.Binding binding() {
      return new PageToken.Binding(
          operation, home.account().value(), home.region().name() + " " + place);
    }
  }

  /**
   * Where the page of a token begins; empty for the first one.
   *
   * @throws Refusal of reason BAD_PAGE_TOKEN
   */
  public Optional<String> position(Listing listing, @Nullable String token) {
    if (token == null) {
      return Optional.empty();
    }
    Optional<String> position = tokens.read(listing.binding(), token, clock.instant());
    if (position.isEmpty()) {
      throw new Refusal(
          SharedReason.BAD_PAGE_TOKEN,
          "page token: expected the one of an earlier page of the same listing");
    }
    return position;
  }

  /** The token of the following page, or null on the last one. */
  public @Nullable String next(Listing listing, Page<?> page) {
    return page.next()
        .map(next -> tokens.issue(listing.binding(), next, clock.instant().plus(TOKEN_LIFE)))
        .orElse(null);
  }

  /**
   * A page of a short list that is in memory, in the order of its unique names.
   *
   * @param limit everything when it is not given
   */
  public static <T> Page<T> cut(
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
}
