// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.meter;

/** Something that can be measured: it tells its families when somebody looks. */
@FunctionalInterface
public interface Measured {
  /** Writes the present figures. */
  void tell(Exposition exposition);
}
