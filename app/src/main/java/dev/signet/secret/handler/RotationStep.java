// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.handler;

import java.util.Optional;

/** The four calls of a rotation, in their order. Each may come again, and then changes nothing. */
public enum RotationStep {
  /** Makes the pending value, if there is none. */
  CREATE_SECRET("createSecret"),
  /** Puts it into the system that it is for. */
  SET_SECRET("setSecret"),
  /** Tries it. */
  TEST_SECRET("testSecret"),
  /** Makes it the current one. */
  FINISH_SECRET("finishSecret");

  private final String word;

  RotationStep(String word) {
    this.word = word;
  }

  /** What comes after it; nothing after the last. */
  public Optional<RotationStep> next() {
    return switch (this) {
      case CREATE_SECRET -> Optional.of(SET_SECRET);
      case SET_SECRET -> Optional.of(TEST_SECRET);
      case TEST_SECRET -> Optional.of(FINISH_SECRET);
      case FINISH_SECRET -> Optional.empty();
    };
  }

  /** As it stands in a handler's event. */
  public String word() {
    return word;
  }
}
