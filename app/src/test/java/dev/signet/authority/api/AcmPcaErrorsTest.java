// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.authority.AuthorityReason;
import dev.signet.kernel.Refusal.Kind;
import dev.signet.kernel.SharedReason;
import dev.signet.wire.generated.acmpca.AcmPca;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The names of errors, which clients match. */
final class AcmPcaErrorsTest {
  private final AcmPcaErrors errors = new AcmPcaErrors();

  @ParameterizedTest
  @CsvSource({
    "INVALID_ARN, InvalidArnException",
    "OTHER_ACCOUNT, AccessDeniedException",
    "MALFORMED_REQUEST, MalformedCSRException",
    "MALFORMED_CERTIFICATE, MalformedCertificateException",
    "CERTIFICATE_MISMATCH, CertificateMismatchException",
    "WRONG_CERTIFICATE_TYPE, InvalidRequestException",
    "VALIDITY_BEYOND_ISSUER, ValidationException",
    "NAME_CONSTRAINTS, InvalidArgsException"
  })
  void aReasonHasItsError(AuthorityReason reason, String name) {
    assertThat(errors.of(reason)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "ILLEGAL_TAG, InvalidTagException",
    "TOO_MANY_TAGS, TooManyTagsException",
    "BAD_PAGE_TOKEN, InvalidNextTokenException"
  })
  void whatEveryServiceRefusesHasItsError(SharedReason reason, String name) {
    assertThat(errors.of(reason)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, ResourceNotFoundException",
    "WRONG_STATE, InvalidStateException",
    "INVALID, InvalidArgsException",
    "MALFORMED, ValidationException",
    "EXISTS, PermissionAlreadyExistsException",
    "IN_USE, InvalidRequestException",
    "PENDING, RequestInProgressException",
    "CONFLICT, ConcurrentModificationException",
    "DENIED, AccessDeniedException",
    "EXCEEDED, LimitExceededException",
    "THROTTLED, ThrottlingException",
    "UNAVAILABLE, ServiceUnavailableException",
    "NOT_IMPLEMENTED, NotImplementedException"
  })
  void aKindHasItsError(Kind kind, String name) {
    assertThat(errors.of(kind)).isEqualTo(name);
  }

  /** What all services share is in no model. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MALFORMED", "DENIED", "THROTTLED", "UNAVAILABLE", "NOT_IMPLEMENTED"})
  void everyOtherErrorIsOneOfTheModel(Kind kind) {
    assertThat(AcmPca.SERVICE.error(errors.of(kind))).isPresent();
  }
}
