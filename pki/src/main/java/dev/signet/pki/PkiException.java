// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki;

import org.jspecify.annotations.Nullable;

/**
 * An expected "no" of this library. The message names the offending value and what was expected,
 * and is safe to show to the caller; the reason is closed, so that each can be mapped to an API's
 * own error name.
 */
public final class PkiException extends RuntimeException {

  /** Why the library refused. */
  public enum Reason {
    /** Bytes that are not strict DER of the kind expected. */
    MALFORMED_DER,
    /** Text without the PEM block that was expected. */
    MALFORMED_PEM,
    /** A file that is no PFX, or lacks the one key with its certificate that was expected in it. */
    MALFORMED_PFX,
    /** A pass phrase that does not open what it should. */
    WRONG_PASSPHRASE,
    /** A name, or a part of one, that cannot be encoded or is too long. */
    MALFORMED_NAME,
    /** An extension that a caller brings and that not everybody could read. */
    MALFORMED_EXTENSION,
    /** A PKCS#10 request that cannot be read, or says too little for a certificate. */
    MALFORMED_CSR,
    /** A PKCS#10 request that its own key did not sign. */
    BAD_CSR_SIGNATURE,
    /** A public key of a kind or size that is not accepted. */
    UNSUPPORTED_KEY,
    /** A certificate that cannot be read. */
    MALFORMED_CERTIFICATE,
    /** A CRL that cannot be read. */
    MALFORMED_CRL,
    /** A validity that cannot be computed: bad digits, wrong type, beyond year 9999. */
    INVALID_VALIDITY,
    /** A validity that ends now or earlier. */
    VALIDITY_IN_THE_PAST,
    /** A validity that ends after the issuer's. */
    VALIDITY_EXCEEDS_ISSUER,
    /** A signature scheme that the issuer's key cannot make. */
    ALGORITHM_MISMATCH,
    /** A profile that this issuer cannot use for this key. */
    PROFILE_NOT_ALLOWED,
    /** A CA certificate that the path length of its issuers forbids. */
    PATH_LENGTH,
    /** A subject or alternative name that the name constraints of the issuers forbid. */
    NAME_CONSTRAINTS,
    /** What was about to be signed breaks a structural rule: a fault of ours, stopped in time. */
    LINT,
    /** A signature that the signer's public key does not verify. */
    BAD_SIGNATURE
  }

  private final Reason reason;
  private final String message;

  /** A refusal with its message. */
  public PkiException(Reason reason, String message) {
    this(reason, message, null);
  }

  /** A refusal that something else caused. */
  public PkiException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.message = message;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Safe to show to the caller. */
  @Override
  public String getMessage() {
    return message;
  }
}
