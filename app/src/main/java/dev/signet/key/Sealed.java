// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

/**
 * Bytes sealed by {@link Sealer}; safe to store.
 *
 * @param bytes version, wrapped data key and ciphertext
 */
@SuppressWarnings("ArrayRecordComponent") // opaque; never compared
public record Sealed(byte[] bytes) {
  @Override
  public String toString() {
    return "Sealed[" + bytes.length + " bytes]";
  }
}
