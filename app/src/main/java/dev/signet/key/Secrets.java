// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Seals what must come back: secret access keys, the values of secrets. */
public final class Secrets {
  private final Sealer sealer;

  public Secrets(Sealer sealer) {
    this.sealer = sealer;
  }

  /** Seals a text under the object's name. */
  public Sealed seal(String object, String text) {
    return sealer.seal(object, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Opens a sealed text; the caller says what for. */
  public String open(SecretAccess purpose, String object, Sealed sealed) {
    Objects.requireNonNull(purpose);
    return new String(sealer.open(object, sealed), StandardCharsets.UTF_8);
  }

  /** Seals octets under the object's name. */
  public Sealed seal(String object, byte[] octets) {
    return sealer.seal(object, octets);
  }

  /**
   * Opens sealed octets; the caller says what for.
   *
   * @throws NotOpened when they were altered, or moved to another object
   */
  public byte[] openOctets(SecretAccess purpose, String object, Sealed sealed) {
    Objects.requireNonNull(purpose);
    return sealer.open(object, sealed);
  }
}
