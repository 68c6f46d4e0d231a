// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.status;

import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.DistinguishedName;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a CRL says beside its entries (RFC 5280 section 5.1, version 2).
 *
 * @param issuer the byte copy of the CA's subject
 * @param issuerKeyId of the key that signs
 * @param scheme how it signs
 * @param number of this CRL, higher than any before of the same CA
 * @param thisUpdate when it was true, to the second
 * @param nextUpdate when there will be another, to the second
 * @param distributionPoint of a part of a list: the URI in the certificates that it covers
 */
public record CrlHead(
    DistinguishedName issuer,
    Octets issuerKeyId,
    SignatureScheme scheme,
    long number,
    Instant thisUpdate,
    Instant nextUpdate,
    Optional<String> distributionPoint) {

  /** What stands before the entries. */
  byte[] beforeEntries() {
    List<byte[]> parts =
        List.of(
            DerWriter.integer(BigInteger.ONE),
            scheme.algorithmIdentifier(),
            issuer.der(),
            DerWriter.time(thisUpdate),
            DerWriter.time(nextUpdate));
    return DerWriter.concat(parts);
  }

  /** What stands after them. */
  byte[] afterEntries() {
    List<Extension> all = new ArrayList<>();
    all.add(Extension.authorityKeyIdentifier(issuerKeyId));
    all.add(Extension.crlNumber(number));
    distributionPoint.map(Extension::issuingDistributionPoint).ifPresent(all::add);
    return DerWriter.explicit(0, new Extensions(all).der());
  }
}
