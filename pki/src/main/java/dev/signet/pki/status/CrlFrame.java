// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.status;

import dev.signet.pki.codec.Octets;

/**
 * What makes a CRL of its signed part: known only when that was signed.
 *
 * @param before the octets before the signed part
 * @param after the octets after it: algorithm and signature
 */
public record CrlFrame(Octets before, Octets after) {}
