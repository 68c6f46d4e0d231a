// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.api;

import dev.signet.kernel.Refusal;
import dev.signet.pki.cert.KeyUsage;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the API's key usages. */
final class KeyUsageWire {
  private KeyUsageWire() {}

  /** The usages that are true, at least one. */
  static Set<KeyUsage> usages(dev.signet.wire.generated.acmpca.KeyUsage usage) {
    Set<KeyUsage> usages = EnumSet.noneOf(KeyUsage.class);
    add(usages, KeyUsage.DIGITAL_SIGNATURE, usage.digitalSignature());
    add(usages, KeyUsage.NON_REPUDIATION, usage.nonRepudiation());
    add(usages, KeyUsage.KEY_ENCIPHERMENT, usage.keyEncipherment());
    add(usages, KeyUsage.DATA_ENCIPHERMENT, usage.dataEncipherment());
    add(usages, KeyUsage.KEY_AGREEMENT, usage.keyAgreement());
    add(usages, KeyUsage.KEY_CERT_SIGN, usage.keyCertSign());
    add(usages, KeyUsage.CRL_SIGN, usage.crlSign());
    add(usages, KeyUsage.ENCIPHER_ONLY, usage.encipherOnly());
    add(usages, KeyUsage.DECIPHER_ONLY, usage.decipherOnly());
    if (usages.isEmpty()) {
      throw Refusal.invalid("KeyUsage: expected at least one true member");
    }
    return usages;
  }

  private static void add(Set<KeyUsage> usages, KeyUsage usage, @Nullable Boolean given) {
    if (Boolean.TRUE.equals(given)) {
      usages.add(usage);
    }
  }
}
