// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

/** Names a key in the vault. */
public record KeyRef(String id) {
  @Override
  public String toString() {
    return "key " + id;
  }
}
