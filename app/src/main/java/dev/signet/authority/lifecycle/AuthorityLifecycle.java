// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.lifecycle;

import static dev.signet.authority.lifecycle.AuthorityStatus.ACTIVE;
import static dev.signet.authority.lifecycle.AuthorityStatus.DELETED;
import static dev.signet.authority.lifecycle.AuthorityStatus.DISABLED;
import static dev.signet.authority.lifecycle.AuthorityStatus.EXPIRED;
import static dev.signet.authority.lifecycle.AuthorityStatus.PENDING_CERTIFICATE;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.signet.kernel.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to an authority in which status, as one pure function. EXPIRED is never stored:
 * it is what ACTIVE and DISABLED look like once the installed certificate's notAfter has passed, so
 * the stored status underneath is remembered by itself. CREATING and FAILED are not stored either,
 * because key and request exist before Create answers.
 */
public final class AuthorityLifecycle {
  private AuthorityLifecycle() {}

  /** What changes the status. */
  public enum Event {
    /** A CA certificate is installed (ImportCertificateAuthorityCertificate). */
    IMPORT,
    /** UpdateCertificateAuthority with status ACTIVE. */
    ENABLE,
    /** UpdateCertificateAuthority with status DISABLED. */
    DISABLE,
    /** UpdateCertificateAuthority without a status: allowed where an update is. */
    CONFIGURE,
    /** DeleteCertificateAuthority. */
    DELETE,
    /** RestoreCertificateAuthority. */
    RESTORE
  }

  /** What an authority is asked for without changing its status. */
  public enum Use {
    ISSUE("The certificate authority is not in a valid state for issuing certificates", ACTIVE),
    /** A root CA signing its own certificate, first or renewed. */
    SELF_SIGN(
        "The certificate authority is not in a valid state for issuing certificates",
        PENDING_CERTIFICATE,
        ACTIVE,
        EXPIRED),
    GET_CSR(
        "The certificate authority %s is not in the correct state to have a certificate signing"
            + " request.",
        PENDING_CERTIFICATE, ACTIVE, DISABLED, EXPIRED),
    GET_CA_CERTIFICATE(
        "The certificate authority %s is not in the correct state to have a certificate signing"
            + " request.",
        ACTIVE, DISABLED, EXPIRED),
    GET_CERTIFICATE(
        "The certificate authority %s is not in the correct state to have issued certificates",
        PENDING_CERTIFICATE, ACTIVE, DISABLED, EXPIRED),
    REVOKE(
        "The certificate authority %s is not in the correct state to revoke certificates",
        ACTIVE, DISABLED),
    REPORT(
        "The certificate authority %s is not in the correct state to have audit reports",
        ACTIVE, DISABLED),
    PERMIT(
        "The certificate authority %s is not in the correct state to have permissions",
        PENDING_CERTIFICATE, ACTIVE, DISABLED, EXPIRED),
    TAG(
        "The certificate authority %s is not in the correct state to be tagged",
        PENDING_CERTIFICATE, ACTIVE, DISABLED, EXPIRED);

    private final String refusal;
    private final ImmutableSet<AuthorityStatus> allowed;

    Use(String refusal, AuthorityStatus first, AuthorityStatus... more) {
      this.refusal = refusal;
      this.allowed = Sets.immutableEnumSet(first, more);
    }
  }

  /** The status that callers see: a stored one, or EXPIRED. */
  public static AuthorityStatus seen(
      AuthorityStatus stored, @Nullable Instant notAfter, Instant now) {
    boolean usable = stored == ACTIVE || stored == DISABLED;
    return usable && notAfter != null && now.isAfter(notAfter) ? EXPIRED : stored;
  }

  /**
   * The stored status after an event.
   *
   * @param seen status as callers see it now
   * @param stored status underneath; for DELETED the one to restore
   * @throws Refusal WRONG_STATE with the API's literal text
   */
  public static AuthorityStatus on(AuthorityStatus seen, AuthorityStatus stored, Event event) {
    return switch (event) {
      case IMPORT ->
          switch (seen) {
            case PENDING_CERTIFICATE, ACTIVE -> ACTIVE;
            case EXPIRED -> stored;
            default ->
                throw Refusal.wrongState(
                    "The certificate authority is not in a valid state for importing a"
                        + " certificate");
          };
      case ENABLE, DISABLE, CONFIGURE ->
          switch (seen) {
            case ACTIVE, DISABLED ->
                event == Event.CONFIGURE ? stored : event == Event.ENABLE ? ACTIVE : DISABLED;
            default ->
                throw Refusal.wrongState(
                    "The certificate authority must be in the ACTIVE or DISABLED state to be"
                        + " updated");
          };
      case DELETE ->
          switch (seen) {
            case PENDING_CERTIFICATE, DISABLED, EXPIRED -> DELETED;
            default ->
                throw Refusal.wrongState(
                    "The certificate authority is not in a valid state for deletion.");
          };
      case RESTORE ->
          switch (seen) {
            // Never back to ACTIVE: an administrator enables it again by an update.
            case DELETED -> stored == PENDING_CERTIFICATE ? PENDING_CERTIFICATE : DISABLED;
            default ->
                throw Refusal.wrongState(
                    "The certificate authority is not in a valid state for restoration.");
          };
    };
  }

  /**
   * Checks that a use is allowed.
   *
   * @throws Refusal WRONG_STATE with the API's literal text
   */
  public static void require(AuthorityStatus seen, Use use, String arn) {
    if (!use.allowed.contains(seen)) {
      throw Refusal.wrongState(String.format(use.refusal, arn));
    }
  }
}
