// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.pki.cert.Serial;
import dev.signet.pki.status.RevocationReason;
import java.time.Instant;

/**
 * A certificate that its authority took back.
 *
 * @param authority ARN of the authority
 * @param at to the second
 */
public record RevokedCertificate(
    String authority, Serial serial, Instant at, RevocationReason reason) {}
