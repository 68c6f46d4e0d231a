// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import dev.signet.pki.codec.ObjectIdentifierText;

/** Which object identifiers everybody reads. */
public final class ObjectIdentifiers {
  /** More is refused by pyca's reader. */
  static final int MOST_OCTETS = 63;

  private ObjectIdentifiers() {}

  /** Whether one in dotted form is short enough for every reader. */
  public static boolean isReadable(String dotted) {
    return ObjectIdentifierText.content(dotted).length <= MOST_OCTETS;
  }
}
