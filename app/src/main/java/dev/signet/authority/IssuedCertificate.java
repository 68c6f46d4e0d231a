// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;

/**
 * A certificate with the chain that was in force when it was issued.
 *
 * @param arn its ARN
 * @param issuers its issuer first, the root last
 */
public record IssuedCertificate(String arn, Certificate certificate, Chain issuers) {}
