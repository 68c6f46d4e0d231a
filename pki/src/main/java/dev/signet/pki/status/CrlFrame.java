// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.status;

import dev.signet.pki.codec.Octets;

/**
 * What makes a CRL of its entries: known only when it was signed.
 *
 * @param before all octets before the entries
 * @param after all octets after them; the signature is the last
 */
public record CrlFrame(Octets before, Octets after) {}
