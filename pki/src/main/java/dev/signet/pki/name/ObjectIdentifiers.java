// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import dev.signet.pki.codec.ObjectIdentifierText;

/** Which object identifiers everybody reads. */
final class ObjectIdentifiers {
  /** More is refused by pyca's reader. */
  static final int MOST_OCTETS = 63;

  private ObjectIdentifiers() {}

  static boolean isReadable(String dotted) {
    return ObjectIdentifierText.content(dotted).length <= MOST_OCTETS;
  }
}
