// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.util.Optional;

/**
 * An Amazon Resource Name, {@code arn:partition:service:region:account:resource}. Only the six
 * parts are checked here; what a resource part may look like is the feature's business.
 */
public record Arn(
    String partition, String service, String region, String account, String resource) {

  /** An ARN in the account and Region of a call. */
  public static Arn of(Caller caller, String service, String resource) {
    return new Arn(
        caller.region().partition(),
        service,
        caller.region().name(),
        caller.account().value(),
        resource);
  }

  /** Reads the six parts, or answers empty when the text has fewer. */
  public static Optional<Arn> parse(String text) {
    String[] parts = text.split(":", 6);
    if (parts.length < 6 || !parts[0].equals("arn") || parts[2].isEmpty() || parts[5].isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
  }

  /** Whether this names something in the caller's own account, Region and partition. */
  public boolean isIn(Caller caller) {
    return partition.equals(caller.region().partition())
        && region.equals(caller.region().name())
        && account.equals(caller.account().value());
  }

  @Override
  public String toString() {
    return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
  }
}
