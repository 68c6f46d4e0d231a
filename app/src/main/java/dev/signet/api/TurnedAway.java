// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

/** The door answers a call itself; no service is asked. */
final class TurnedAway extends RuntimeException {
  private final DoorError error;

  TurnedAway(DoorError error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  DoorError error() {
    return error;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
