// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.codec;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import java.util.function.Supplier;

/** Makes every failure to read hostile bytes one typed refusal. */
public final class Decoding {
  private Decoding() {}

  /**
   * What the reader answers; whatever it throws becomes a refusal for that reason. The libraries
   * below throw at least five kinds of unchecked exception on bad input.
   *
   * @param what what is being read, the start of the message
   */
  public static <T> T as(Reason reason, String what, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (PkiException e) {
      throw new PkiException(reason, what + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // What the libraries say names their classes; it is kept as the cause.
      throw new PkiException(reason, what + " cannot be read: expected a well-formed one", e);
    }
  }
}
