// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.lifecycle;

import dev.signet.authority.AuthorityReason;
import dev.signet.kernel.Refusal;
import dev.signet.pki.PkiException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the X.509 library refuses into this feature's refusals. */
public final class PkiRefusals {
  private static final Logger log = LoggerFactory.getLogger(PkiRefusals.class);

  private PkiRefusals() {}

  /**
   * Runs the work. What lint refuses is a CA that cannot issue, if not a fault of ours, so it goes
   * to the log too; a signature that does not verify stays a fault.
   */
  public static <T> T translate(Supplier<T> work) {
    try {
      return work.get();
    } catch (PkiException e) {
      throw refusal(e);
    }
  }

  private static RuntimeException refusal(PkiException e) {
    return switch (e.reason()) {
      case MALFORMED_CSR, BAD_CSR_SIGNATURE, UNSUPPORTED_KEY, MALFORMED_DER, MALFORMED_PEM ->
          refusal(AuthorityReason.MALFORMED_REQUEST, e);
      case MALFORMED_CERTIFICATE -> refusal(AuthorityReason.MALFORMED_CERTIFICATE, e);
      case VALIDITY_EXCEEDS_ISSUER -> refusal(AuthorityReason.VALIDITY_BEYOND_ISSUER, e);
      case NAME_CONSTRAINTS -> refusal(AuthorityReason.NAME_CONSTRAINTS, e);
      case VALIDITY_IN_THE_PAST, PATH_LENGTH -> refusal(Refusal.Kind.MALFORMED, e);
      case INVALID_VALIDITY,
          ALGORITHM_MISMATCH,
          PROFILE_NOT_ALLOWED,
          MALFORMED_NAME,
          MALFORMED_CRL,
          MALFORMED_EXTENSION,
          MALFORMED_PFX,
          WRONG_PASSPHRASE ->
          refusal(Refusal.Kind.INVALID, e);
      case LINT -> {
        log.error("what was to be signed breaks a rule: {}", e.getMessage());
        yield refusal(Refusal.Kind.WRONG_STATE, e);
      }
      case BAD_SIGNATURE -> e;
    };
  }

  private static Refusal refusal(Refusal.Reason reason, PkiException e) {
    return new Refusal(reason, String.valueOf(e.getMessage()));
  }
}
