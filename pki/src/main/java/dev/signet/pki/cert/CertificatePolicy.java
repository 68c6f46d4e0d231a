// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A PolicyInformation (RFC 5280 section 4.2.1.4).
 *
 * @param oid dotted object identifier of the policy
 * @param statements URIs of certification practice statements, in ASCII
 */
public record CertificatePolicy(String oid, List<String> statements) {
  /** id-qt-cps. */
  static final String STATEMENT = "1.3.6.1.5.5.7.2.1";

  /** Keeps a copy of the list. */
  public CertificatePolicy {
    statements = List.copyOf(statements);
  }

  byte[] der() {
    List<byte[]> parts = new ArrayList<>();
    parts.add(DerWriter.oid(oid));
    if (!statements.isEmpty()) {
      parts.add(
          DerWriter.sequence(
              statements.stream()
                  .map(uri ->
                      DerWriter.sequence(
                          DerWriter.oid(STATEMENT),
                          DerWriter.element(Der.IA5_STRING, DerWriter.ascii(uri))))
                  .toList()));
    }
    return DerWriter.sequence(parts);
  }
}
