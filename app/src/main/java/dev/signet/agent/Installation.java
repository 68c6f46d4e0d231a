// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import dev.signet.kernel.Arn;
import java.time.Duration;
import java.util.List;

/**
 * One certificate of a host, and all that is said of it.
 *
 * @param refresh the command that tells its user, with its arguments; empty: none
 * @param interval how often it is looked at, before the jitter
 */
public record Installation(
    Origin origin, Targets targets, List<String> refresh, Duration interval) {
  /** Copies the command. */
  public Installation {
    refresh = List.copyOf(refresh);
  }

  /** What a certificate is fetched from. */
  public record Origin(Kind kind, Arn arn) {
    /** The Region of the ARN. */
    public String region() {
      return arn.region();
    }

    @Override
    public String toString() {
      return arn.toString();
    }
  }

  /** Which service keeps it. */
  public enum Kind {
    /** The certificate manager: exported with its key. */
    MANAGED,

    /** A secret that the rotation of certificates writes. */
    SECRET
  }
}
