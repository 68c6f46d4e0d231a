// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

/** Why the agent does not do something, in one line for the person who keeps the host. */
public final class AgentRefused extends RuntimeException {
  private final boolean passing;

  private AgentRefused(String message, boolean passing) {
    super(message, null, false, false);
    this.passing = passing;
  }

  /** Something that somebody has to mend. */
  public AgentRefused(String message) {
    this(message, false);
  }

  /** Something that goes by itself: a server that is away or busy, a clock that is behind. */
  public static AgentRefused passing(String message) {
    return new AgentRefused(message, true);
  }

  /** Whether it is worth trying again soon. */
  public boolean isPassing() {
    return passing;
  }
}
