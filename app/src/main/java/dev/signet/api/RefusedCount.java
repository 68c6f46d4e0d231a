// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import dev.signet.meter.Counter;
import dev.signet.meter.Exposition;
import dev.signet.meter.Measured;
import dev.signet.wire.codec.Route;
import org.jspecify.annotations.Nullable;

/**
 * Counts the errors that the API port answers, where they are written. Operations are those of the
 * models and errors those of the tables, so that nobody makes up new ones.
 */
final class RefusedCount implements Measured {
  /** Where a request names no operation that there is. */
  private static final String NONE = "none";

  private final Counter counter =
      new Counter(
          "signet_requests_refused_total",
          "Requests that were answered with an error, faults too.",
          "service",
          "operation",
          "error");

  /**
   * One more.
   *
   * @param error as the protocol spells it
   */
  void add(Route route, String error) {
    switch (route) {
      case Route.Matched matched ->
          counter.add(matched.operation().service().name(), matched.operation().name(), error);
      case Route.UnknownOperation unknown -> counter.add(unknown.service().name(), NONE, error);
      case Route.UnsupportedProtocol _, Route.NoRoute _ -> counter.add(NONE, NONE, error);
    }
  }

  /** The same of S3; no operation where it was not known yet. */
  void addOfObjects(@Nullable String operation, String error) {
    counter.add(S3Door.SERVICE, operation == null ? NONE : operation, error);
  }

  @Override
  public void tell(Exposition exposition) {
    counter.tell(exposition);
  }
}
