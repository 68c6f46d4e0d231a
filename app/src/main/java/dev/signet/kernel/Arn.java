// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.util.Optional;

/**
 * An Amazon Resource Name, {@code arn:partition:service:region:account:resource}. Only the six
 * parts are checked here; what a resource part may look like is the feature's business, see {@link
 * ArnForm}.
 */
public record Arn(
    String partition, String service, String region, String account, String resource) {
  /** Reads the six parts, or answers empty when the text has fewer. */
  public static Optional<Arn> parse(String text) {
    String[] parts = text.split(":", 6);
    if (parts.length < 6 || !parts[0].equals("arn") || parts[2].isEmpty() || parts[5].isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
  }

  /** Whether this names something that lives in that account, Region and partition. */
  public boolean isIn(Home home) {
    return isInRegionOf(home) && account.equals(home.account().value());
  }

  /** The same, whichever account it is of. */
  public boolean isInRegionOf(Home home) {
    return partition.equals(home.partition()) && region.equals(home.region().name());
  }

  /**
   * Where what this names lives.
   *
   * @throws IllegalArgumentException when it is of no account and Region
   */
  public Home home() {
    return new Home(new AccountId(account), new Region(region));
  }

  @Override
  public String toString() {
    return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
  }
}
