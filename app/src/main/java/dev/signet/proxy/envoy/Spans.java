// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.signet.wire.generated.appmesh.DurationUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Durations of the API as Envoy takes them. */
final class Spans {
  /** Ten years: Envoy refuses spans that overflow its nanoseconds. */
  private static final long MOST_SECONDS = 315_360_000;

  private Spans() {}

  /** A span; empty when none is said. One without a unit is in seconds. */
  static Optional<Duration> of(dev.signet.wire.generated.appmesh.@Nullable Duration said) {
    if (said == null || said.value() == null) {
      return Optional.empty();
    }
    return Optional.of(
        said.unit() == DurationUnit.MS
            ? Durations.fromMillis(Math.min(said.value(), MOST_SECONDS * 1000))
            : Durations.fromSeconds(Math.min(said.value(), MOST_SECONDS)));
  }
}
