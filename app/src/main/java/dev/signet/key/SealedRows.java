// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import dev.signet.store.Tx;

/** A room's rows with sealed values, which are sealed anew when the seal is replaced. */
@FunctionalInterface
public interface SealedRows {
  /** Seals each value anew, under the name that it has. */
  void sealAnew(Tx tx, Sealing again);

  /** Opens a value and seals it under the same name. */
  @FunctionalInterface
  interface Sealing {
    /** The same secret, sealed by the next seal. */
    Sealed again(String object, Sealed sealed);
  }
}
