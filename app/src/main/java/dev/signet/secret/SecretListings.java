// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.ground.Ground;
import dev.signet.ground.Pages;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Page;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists secrets, and the versions of one. */
public final class SecretListings {
  private static final int MOST_FAILING = 50;

  private final Ground ground;

  SecretListings(Ground ground) {
    this.ground = ground;
  }

  /** By what secrets are sorted; those of one value by their ARNs. */
  public enum Order {
    CREATED,
    ACCESSED,
    CHANGED,
    NAME
  }

  /**
   * Which secrets are shown.
   *
   * @param filters all of which have to fit
   * @param after where the page begins
   */
  public record Listing(
      List<SecretFilter> filters,
      boolean withDeleted,
      Order order,
      boolean descending,
      Optional<String> after,
      int limit) {
    /** Copies the filters. */
    public Listing {
      filters = List.copyOf(filters);
    }

    private boolean shows(Secret secret) {
      return (withDeleted || secret.deletionAt().isEmpty())
          && filters.stream().allMatch(filter -> filter.fits(secret));
    }

    private boolean isAfter(String key) {
      int compared = after.map(key::compareTo).orElse(descending ? -1 : 1);
      return descending ? compared < 0 : compared > 0;
    }

    /** What secrets are sorted by, as one text. */
    private String key(Secret secret) {
      String value =
          switch (order) {
            case CREATED -> digits(secret.createdAt());
            case ACCESSED -> digits(secret.accessedAt().orElse(Instant.EPOCH));
            case CHANGED -> digits(secret.changedAt());
            case NAME -> secret.name();
          };
      return value + " " + secret.arn();
    }

    private static String digits(Instant instant) {
      return String.format("%019d", instant.toEpochMilli());
    }
  }

  /** One page of the secrets of a home. */
  public Page<Secret> page(Home home, Listing listing) {
    Comparator<Secret> order = Comparator.comparing(listing::key);
    return ground
        .store()
        .read(tx -> {
          List<Secret> shown =
              SecretTables.bare(tx, home).stream()
                  .filter(listing::shows)
                  .filter(secret -> listing.isAfter(listing.key(secret)))
                  .sorted(listing.descending() ? order.reversed() : order)
                  .limit(listing.limit() + 1L)
                  .toList();
          Page<Secret> page = Page.cut(shown, listing.limit(), listing::key);
          return new Page<>(
              page.items().stream().map(bare -> whole(tx, bare)).toList(), page.next());
        });
  }

  /** Those of a home whose rotation fails, by name; the first of them. */
  public List<Secret> failing(Home home) {
    return ground
        .store()
        .read(tx ->
            SecretRotationTables.failing(tx, home, MOST_FAILING).stream()
                .flatMap(arn -> SecretTables.find(tx, arn).stream())
                .toList());
  }

  /** The Regions in which an account has secrets. */
  public List<String> regions(AccountId account) {
    return ground.store().read(tx -> SecretTables.regions(tx, account));
  }

  private static Secret whole(Tx tx, Secret bare) {
    return SecretTables.find(tx, bare.arn()).orElse(bare);
  }

  /** A secret and one page of its versions. */
  public record Versions(Secret secret, Page<SecretVersion> page) {}

  /**
   * One page of the versions of a secret, also of one that was deleted, by their ids.
   *
   * @param deprecated whether those without a label are shown
   */
  public Versions versions(
      Caller caller,
      String id,
      boolean deprecated,
      Function<Secret, Optional<String>> after,
      @Nullable Integer limit) {
    return ground
        .store()
        .read(tx -> {
          Secret secret = SecretChanges.existing(tx, caller, id);
          List<SecretVersion> shown =
              SecretVersionTables.all(tx, secret.arn()).stream()
                  .filter(each -> deprecated || !secret.labels().of(each.id()).isEmpty())
                  .sorted(Comparator.comparing(SecretVersion::id))
                  .toList();
          return new Versions(
              secret, Pages.cut(shown, SecretVersion::id, after.apply(secret), limit));
        });
  }
}
