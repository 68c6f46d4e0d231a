// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.pki.PkiException;
import org.junit.jupiter.api.Test;

/** What a reader of foreign octets says when they are none. */
final class DecodingTest {
  @Test
  void whatALibrarySaysNamesItsClassesAndIsNotPassedOn() {
    RuntimeException fault = new ClassCastException("class org.bouncycastle.asn1.DERNull cannot");
    assertThatThrownBy(() ->
            Decoding.as(
                PkiException.Reason.MALFORMED_CERTIFICATE,
                "the certificate",
                () -> {
                  throw fault;
                }))
        .isInstanceOf(PkiException.class)
        .hasMessage("the certificate cannot be read: expected a well-formed one")
        .hasCause(fault);
  }

  @Test
  void whatOurReadersSayIsPassedOn() {
    assertThatThrownBy(() ->
            Decoding.as(
                PkiException.Reason.MALFORMED_CERTIFICATE,
                "the certificate",
                () -> {
                  throw new PkiException(PkiException.Reason.MALFORMED_CERTIFICATE, "too short");
                }))
        .hasMessage("the certificate: too short");
  }
}
