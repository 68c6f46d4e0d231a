// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

/** Why a server does not start, in one line for the person who started it. */
public final class StartRefused extends RuntimeException {
  public StartRefused(String message) {
    super(message, null, false, false);
  }
}
