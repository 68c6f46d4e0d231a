// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.ListTagsRequest;
import dev.signet.wire.generated.acmpca.ListTagsResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class BindingsTest {
  private static final Bindings<String> TAGS =
      Bindings.<String>none()
          .on(
              AcmPca.LIST_TAGS,
              (caller, input) ->
                  ListTagsResponse.of()
                      .withNextToken(caller + " " + input.certificateAuthorityArn()));

  @Test
  void aBoundOperationIsAnsweredByItsCode() {
    assertThat(
            TAGS.find(AcmPca.LIST_TAGS)
                .map(found -> found.answer("root", ListTagsRequest.of("arn"))))
        .contains(ListTagsResponse.of().withNextToken("root arn"));
  }

  @Test
  void anOperationWithoutCodeIsNotFound() {
    assertThat(TAGS.find(AcmPca.ISSUE_CERTIFICATE)).isEmpty();
    assertThat(TAGS.operations()).containsExactly(AcmPca.LIST_TAGS);
  }

  @Test
  void anOperationIsBoundOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TAGS.on(AcmPca.LIST_TAGS, (caller, input) -> ListTagsResponse.of()))
        .withMessageContaining("acm-pca:ListTags");
    assertThatIllegalArgumentException().isThrownBy(() -> TAGS.and(TAGS));
  }

  @Test
  void bindingsAreJoinedWithoutChangingEither() {
    Bindings<String> more =
        Bindings.<String>none().on(AcmPca.DELETE_POLICY, (caller, input) -> Empty.VALUE);
    assertThat(TAGS.and(more).operations())
        .isEqualTo(java.util.Set.copyOf(List.of(AcmPca.LIST_TAGS, AcmPca.DELETE_POLICY)));
    assertThat(TAGS.operations()).hasSize(1);
  }
}
