// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

/** Why a command did not do its work, in one line for the person who ran it. */
public final class CommandRefused extends RuntimeException {
  public CommandRefused(String message) {
    super(message, null, false, false);
  }
}
