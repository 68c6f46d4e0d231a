// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.kernel.Refusal;
import dev.signet.pki.PkiException;
import java.util.function.Supplier;

/** Turns what the X.509 library refuses into this feature's refusals. */
final class PkiRefusals {
  private PkiRefusals() {}

  /** Runs the work; a fault of ours (lint, signature) stays a fault. */
  static <T> T translate(Supplier<T> work) {
    try {
      return work.get();
    } catch (PkiException e) {
      throw refusal(e);
    }
  }

  private static RuntimeException refusal(PkiException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case MALFORMED_CSR, BAD_CSR_SIGNATURE, UNSUPPORTED_KEY, MALFORMED_DER, MALFORMED_PEM ->
          new Refusal(Refusal.Kind.INVALID, message, "MalformedCSRException");
      case VALIDITY_IN_THE_PAST, VALIDITY_EXCEEDS_ISSUER, PATH_LENGTH ->
          new Refusal(Refusal.Kind.MALFORMED, message);
      case INVALID_VALIDITY,
          ALGORITHM_MISMATCH,
          PROFILE_NOT_ALLOWED,
          NOT_BUILT,
          NAME_CONSTRAINTS,
          MALFORMED_NAME ->
          new Refusal(Refusal.Kind.INVALID, message);
      case MALFORMED_CERTIFICATE ->
          new Refusal(Refusal.Kind.INVALID, message, "MalformedCertificateException");
      case LINT, BAD_SIGNATURE -> e;
    };
  }
}
