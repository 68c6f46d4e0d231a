// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

/** Why a write has no line in the log of changes. Every other write has one. */
public enum Unrecorded {
  /** The folder itself is set up on its first start: its account, its master key. */
  FIRST_START,
  /** What nobody can tell from outside: a timer moves, an answer to repeats is forgotten. */
  HOUSEKEEPING,
  /** A proxy's stream opens or closes: only its coming and its going for good are changes. */
  PRESENCE
}
