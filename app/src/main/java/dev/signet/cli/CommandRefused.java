// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

/** Why a command did not do its work, in one line for the person who ran it. */
public final class CommandRefused extends RuntimeException {
  private final boolean passing;

  private CommandRefused(String message, boolean passing) {
    super(message, null, false, false);
    this.passing = passing;
  }

  public CommandRefused(String message) {
    this(message, false);
  }

  /** The same, of what goes by itself: a server that is away or busy. */
  static CommandRefused passing(String message) {
    return new CommandRefused(message, true);
  }

  /** Whether it is worth trying again soon. */
  public boolean isPassing() {
    return passing;
  }
}
