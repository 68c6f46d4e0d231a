// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.certificate.api.AcmErrors;
import dev.signet.kernel.Refusal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PunycodeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bcher-kva", // b\u00fccher
        "strae-oqa", // stra\u00dfe, which the names of 2003 do not have
        "egbpdaj6bu4bxfgehfvwxn", // RFC 3492 section 7.1 (A), Arabic
        "ihqwcrb4cv8a8dqg056pqjye", // (B), Chinese
        "maana-pta",
        "ls8h", // one character beyond the basic plane
        "--dqo34k" // a label that begins with a hyphen
      })
  void whatRegistriesHandOutIsValid(String encoded) {
    assertThat(Punycode.isValid(encoded)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc-", "99999999999", "a-99999", "bcher-kv9", "zzzzzzzzzzzz"})
  void whatEndsInTheMiddleOrOverflowsIsNot(String encoded) {
    assertThat(Punycode.isValid(encoded)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xn--99999999999.example.com", "www.xn--bcher-kv9.com"})
  void aNameWithSuchALabelIsRefused(String name) {
    assertThatThrownBy(() -> CertificateNames.of("www.example.com", List.of(name)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(new AcmErrors().of(refusal.reason()))
                    .isEqualTo("InvalidParameterException"));
  }
}
