// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.kernel.Refusal.Kind;
import dev.signet.kernel.SharedReason;
import dev.signet.wire.codec.ErrorShape;
import dev.signet.wire.generated.appmesh.AppMesh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The names of errors, which clients match. */
final class AppMeshErrorsTest {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOT_IMPLEMENTED")
  void everyErrorIsOneOfTheModel(Kind kind) {
    assertThat(AppMesh.SERVICE.error(AppMeshErrors.of(kind))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, NotFoundException, 404",
    "INVALID, BadRequestException, 400",
    "EXISTS, ConflictException, 409",
    "IN_USE, ResourceInUseException, 409",
    "DENIED, ForbiddenException, 403",
    "EXCEEDED, LimitExceededException, 400",
    "THROTTLED, TooManyRequestsException, 429"
  })
  void aKindHasItsErrorAndStatus(Kind kind, String name, int status) {
    assertThat(AppMeshErrors.of(kind)).isEqualTo(name);
    assertThat(AppMesh.SERVICE.error(name).map(ErrorShape::status)).contains(status);
  }

  @ParameterizedTest
  @CsvSource({
    "ILLEGAL_TAG, BadRequestException",
    "TAG_GIVEN_TWICE, BadRequestException",
    "TOO_MANY_TAGS, TooManyTagsException",
    "BAD_PAGE_TOKEN, BadRequestException",
    "TOKEN_REUSED, ConflictException"
  })
  void whatEveryServiceRefusesHasItsError(SharedReason reason, String name) {
    assertThat(AppMeshErrors.of(reason)).isEqualTo(name);
  }

  @Test
  void whatIsNotBuiltSaysSo() {
    assertThat(AppMeshErrors.of(Kind.NOT_IMPLEMENTED)).isEqualTo("NotImplementedException");
  }
}
