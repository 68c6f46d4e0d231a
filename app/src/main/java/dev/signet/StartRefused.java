// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.key.NotOpened;

/** Why a server does not start, in one line for the person who started it. */
public final class StartRefused extends RuntimeException {
  public StartRefused(String message) {
    super(message, null, false, false);
  }

  /** What is sealed in the data folder does not open. */
  static StartRefused of(NotOpened value) {
    return new StartRefused(
        value.getMessage()
            + "; 'signet check' tells what else is wrong with the folder, 'signet restore' makes one"
            + " of a backup");
  }
}
