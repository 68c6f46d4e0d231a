// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.certificate.CertificateReason;
import dev.signet.kernel.Refusal.Kind;
import dev.signet.kernel.SharedReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of errors, which clients match. */
final class AcmErrorsTest {
  private final AcmErrors errors = new AcmErrors();

  @ParameterizedTest
  @CsvSource({
    "INVALID_ARN, InvalidArnException",
    "NAME_TOO_LONG, InvalidParameterException",
    "NOT_PUNYCODE, InvalidParameterException"
  })
  void aReasonHasItsError(CertificateReason reason, String name) {
    assertThat(errors.of(reason)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "ILLEGAL_TAG, InvalidTagException",
    "TAG_GIVEN_TWICE, InvalidParameterException",
    "TOO_MANY_TAGS, TooManyTagsException",
    "BAD_PAGE_TOKEN, InvalidArgsException"
  })
  void whatEveryServiceRefusesHasItsError(SharedReason reason, String name) {
    assertThat(errors.of(reason)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, ResourceNotFoundException",
    "WRONG_STATE, InvalidStateException",
    "INVALID, ValidationException",
    "MALFORMED, ValidationException",
    "EXISTS, ValidationException",
    "IN_USE, ResourceInUseException",
    "PENDING, RequestInProgressException",
    "CONFLICT, ConflictException",
    "DENIED, AccessDeniedException",
    "EXCEEDED, LimitExceededException",
    "THROTTLED, ThrottlingException",
    "NOT_IMPLEMENTED, NotImplementedException"
  })
  void aKindHasItsError(Kind kind, String name) {
    assertThat(errors.of(kind)).isEqualTo(name);
  }
}
