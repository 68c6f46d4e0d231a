// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

/**
 * A sealed value that its seal does not open: it was altered, moved, or sealed by another key. A
 * fault of what is stored, whoever asked.
 */
public final class NotOpened extends IllegalStateException {
  NotOpened(String object) {
    super(object + " does not open: it was altered or sealed by another key");
  }
}
