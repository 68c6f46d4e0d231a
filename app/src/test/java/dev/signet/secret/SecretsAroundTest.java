// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.Grounds;
import dev.signet.wire.generated.secretsmanager.BatchGetSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.CreateSecretRequest;
import dev.signet.wire.generated.secretsmanager.DeleteSecretRequest;
import dev.signet.wire.generated.secretsmanager.Filter;
import dev.signet.wire.generated.secretsmanager.FilterNameStringType;
import dev.signet.wire.generated.secretsmanager.GetRandomPasswordRequest;
import dev.signet.wire.generated.secretsmanager.GetResourcePolicyRequest;
import dev.signet.wire.generated.secretsmanager.ListSecretVersionIdsRequest;
import dev.signet.wire.generated.secretsmanager.ListSecretsRequest;
import dev.signet.wire.generated.secretsmanager.PutResourcePolicyRequest;
import dev.signet.wire.generated.secretsmanager.RestoreSecretRequest;
import dev.signet.wire.generated.secretsmanager.SecretListEntry;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import dev.signet.wire.generated.secretsmanager.SortByType;
import dev.signet.wire.generated.secretsmanager.SortOrderType;
import dev.signet.wire.generated.secretsmanager.Tag;
import dev.signet.wire.generated.secretsmanager.TagResourceRequest;
import dev.signet.wire.generated.secretsmanager.UntagResourceRequest;
import dev.signet.wire.generated.secretsmanager.ValidateResourcePolicyRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What surrounds values: deletion, listings, tags, policies, passwords. */
@SuppressWarnings("NullAway")
final class SecretsAroundTest {
  private static final String OPEN_POLICY =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
          + "\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}]}";

  @TempDir Path folder;
  private SecretScene scene;

  @BeforeEach
  void open() {
    scene = new SecretScene(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private static CreateSecretRequest creation(String name) {
    return CreateSecretRequest.of(name).withClientRequestToken(SecretScene.token("v1"));
  }

  private List<String> list(ListSecretsRequest request) {
    return scene.answer(SecretsManager.LIST_SECRETS, request).secretList().stream()
        .map(SecretListEntry::name)
        .toList();
  }

  private List<String> listed(FilterNameStringType key, String... values) {
    return list(
        ListSecretsRequest.of()
            .withSortBy(SortByType.NAME)
            .withSortOrder(SortOrderType.ASC)
            .withFilters(List.of(new Filter(key, List.of(values)))));
  }

  @Test
  void aDeletedSecretIsReadByNobodyUntilItIsRestored() {
    String arn = scene.create("db");
    var deleted = scene.answer(SecretsManager.DELETE_SECRET, DeleteSecretRequest.of("db"));
    assertThat(deleted.deletionDate()).isEqualTo("2026-01-31T10:00:00Z");
    String marked =
        "You can't perform this operation on the secret because it was marked for deletion.";
    SecretScene.refused(() -> scene.get("db"), "InvalidRequestException", marked);
    SecretScene.refused(() -> scene.put("db", "v2"), "InvalidRequestException", marked);
    SecretScene.refused(
        () -> scene.answer(SecretsManager.DELETE_SECRET, DeleteSecretRequest.of("db")),
        "InvalidRequestException",
        marked);
    SecretScene.refused(
        () -> scene.create("db"), "InvalidRequestException", "already scheduled for deletion");
    assertThat(scene.describe("db").deletedDate()).isNotNull();
    assertThat(list(ListSecretsRequest.of())).isEmpty();
    assertThat(list(ListSecretsRequest.of().withIncludePlannedDeletion(true)))
        .containsExactly("db");
    scene.answer(SecretsManager.RESTORE_SECRET, new RestoreSecretRequest(arn));
    scene.answer(SecretsManager.RESTORE_SECRET, new RestoreSecretRequest(arn)); // changes nothing
    assertThat(scene.get("db").secretString()).isEqualTo("v1");
    assertThat(scene.changes("secret.restored")).isOne();
  }

  @Test
  void aDeletedSecretGoesWithItsTimeAndItsNameIsFree() {
    String arn = scene.create("db");
    scene.answer(
        SecretsManager.DELETE_SECRET, DeleteSecretRequest.of("db").withRecoveryWindowInDays(7L));
    scene.clock.advance(Duration.ofDays(7).minusSeconds(1));
    Grounds.changeBySignedCall(scene.grounds.ground());
    scene.grounds.ground().timers().runDue();
    assertThat(scene.describe(arn).name()).isEqualTo("db");
    scene.clock.advance(Duration.ofSeconds(1));
    scene.grounds.ground().timers().runDue();
    SecretScene.refused(() -> scene.describe(arn), "ResourceNotFoundException");
    assertThat(scene.grounds.rows("secret_versions")).isZero();
    assertThat(scene.create("db")).isNotEqualTo(arn);
  }

  @Test
  void aForcedDeletionIsAtOnceAndOfAnything() {
    String arn = scene.create("db");
    DeleteSecretRequest force = DeleteSecretRequest.of("db").withForceDeleteWithoutRecovery(true);
    scene.answer(SecretsManager.DELETE_SECRET, DeleteSecretRequest.of("db"));
    assertThat(scene.answer(SecretsManager.DELETE_SECRET, force).arn()).isEqualTo(arn);
    assertThat(scene.answer(SecretsManager.DELETE_SECRET, force).arn()).contains(":secret:db-");
    assertThat(scene.create("db")).isNotEqualTo(arn);
    SecretScene.refused(
        () -> scene.answer(SecretsManager.DELETE_SECRET, force.withRecoveryWindowInDays(7L)),
        "InvalidParameterException");
    for (long days : new long[] {6, 31}) {
      SecretScene.refused(
          () ->
              scene.answer(
                  SecretsManager.DELETE_SECRET,
                  DeleteSecretRequest.of("db").withRecoveryWindowInDays(days)),
          "InvalidParameterException",
          "between 7 and 30 days");
    }
  }

  @Test
  void aListingIsFilteredAndSorted() {
    scene.create("app/one");
    scene.clock.advance(Duration.ofSeconds(1));
    scene.answer(
        SecretsManager.CREATE_SECRET,
        creation("app/two")
            .withDescription("Billing database")
            .withTags(List.of(new Tag("stage", "prod"))));
    scene.clock.advance(Duration.ofSeconds(1));
    scene.create("other");
    assertThat(list(ListSecretsRequest.of())).containsExactly("other", "app/two", "app/one");
    assertThat(listed(FilterNameStringType.NAME, "app/")).containsExactly("app/one", "app/two");
    assertThat(listed(FilterNameStringType.NAME, "App/")).isEmpty();
    assertThat(listed(FilterNameStringType.NAME, "!app/")).containsExactly("other");
    assertThat(listed(FilterNameStringType.NAME, "app/o", "oth"))
        .containsExactly("app/one", "other");
    assertThat(listed(FilterNameStringType.DESCRIPTION, "billing")).containsExactly("app/two");
    assertThat(listed(FilterNameStringType.TAG_KEY, "sta")).containsExactly("app/two");
    assertThat(listed(FilterNameStringType.TAG_VALUE, "prod")).containsExactly("app/two");
    assertThat(listed(FilterNameStringType.ALL, "database prod")).containsExactly("app/two");
    assertThat(listed(FilterNameStringType.OWNING_SERVICE, "appflow")).isEmpty();
    var page = scene.answer(SecretsManager.LIST_SECRETS, ListSecretsRequest.of().withMaxResults(2));
    assertThat(list(ListSecretsRequest.of().withMaxResults(2).withNextToken(page.nextToken())))
        .containsExactly("app/one");
    SecretScene.refused(
        () -> list(ListSecretsRequest.of().withNextToken("x")), "InvalidNextTokenException");
  }

  @Test
  void versionsAreListedAndThoseWithoutLabelsOnlyOnRequest() {
    scene.create("db");
    scene.put("db", "v2");
    scene.put("db", "v3");
    ListSecretVersionIdsRequest request = ListSecretVersionIdsRequest.of("db");
    var versions = scene.answer(SecretsManager.LIST_SECRET_VERSION_IDS, request).versions();
    assertThat(versions).hasSize(2);
    assertThat(versions.getFirst().kmsKeyIds()).containsExactly("DefaultEncryptionKey");
    var all =
        scene
            .answer(SecretsManager.LIST_SECRET_VERSION_IDS, request.withIncludeDeprecated(true))
            .versions();
    assertThat(all).hasSize(3);
    assertThat(all.getFirst().versionStages()).isNull();
  }

  @Test
  void versionsWithoutLabelsGoButTheNewestHundredAndThoseOfADay() {
    scene.create("db");
    for (int i = 2; i <= 110; i++) {
      scene.put("db", "v" + i);
    }
    assertThat(scene.grounds.rows("secret_versions")).isEqualTo(110);
    scene.clock.advance(Duration.ofHours(25));
    scene.put("db", "v111");
    assertThat(scene.grounds.rows("secret_versions")).isEqualTo(100);
    assertThat(scene.changes("secret.version-removed")).isEqualTo(11);
  }

  @Test
  void aBatchTellsWhatItCouldNotRead() {
    scene.create("one");
    scene.create("two");
    var answer =
        scene.answer(
            SecretsManager.BATCH_GET_SECRET_VALUE,
            BatchGetSecretValueRequest.of().withSecretIdList(List.of("one", "none", "two")));
    assertThat(answer.secretValues()).hasSize(2);
    assertThat(answer.errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.secretId()).isEqualTo("none");
          assertThat(error.errorCode()).isEqualTo("ResourceNotFoundException");
        });
    var filtered =
        scene.answer(
            SecretsManager.BATCH_GET_SECRET_VALUE,
            BatchGetSecretValueRequest.of()
                .withMaxResults(1)
                .withFilters(List.of(new Filter(FilterNameStringType.ALL, List.of("o")))));
    assertThat(filtered.secretValues()).hasSize(1);
    assertThat(filtered.nextToken()).isNotNull();
    SecretScene.refused(
        () -> scene.answer(SecretsManager.BATCH_GET_SECRET_VALUE, BatchGetSecretValueRequest.of()),
        "InvalidParameterException");
  }

  @Test
  void tagsAreAddedAndTakenAndReservedOnesRefused() {
    scene.create("db");
    scene.answer(
        SecretsManager.TAG_RESOURCE, new TagResourceRequest("db", List.of(new Tag("a", "1"))));
    assertThat(scene.describe("db").tags()).containsExactly(new Tag("a", "1"));
    scene.answer(SecretsManager.UNTAG_RESOURCE, new UntagResourceRequest("db", List.of("a", "b")));
    assertThat(scene.describe("db").tags()).isNull();
    SecretScene.refused(
        () ->
            scene.answer(
                SecretsManager.TAG_RESOURCE,
                new TagResourceRequest("db", List.of(new Tag("aws:x", "1")))),
        "InvalidParameterException");
  }

  @Test
  void policiesAreCheckedAndKept() {
    scene.create("db");
    PutResourcePolicyRequest put = PutResourcePolicyRequest.of("db", OPEN_POLICY);
    SecretScene.refused(
        () -> scene.answer(SecretsManager.PUT_RESOURCE_POLICY, put.withBlockPublicPolicy(true)),
        "PublicPolicyException");
    String useless = // it holds for everybody
        OPEN_POLICY.replace(
            "\"Effect\"", "\"Condition\":{\"StringLike\":{\"aws:PrincipalArn\":\"*\"}},\"Effect\"");
    SecretScene.refused(
        () ->
            scene.answer(
                SecretsManager.PUT_RESOURCE_POLICY,
                PutResourcePolicyRequest.of("db", useless).withBlockPublicPolicy(true)),
        "PublicPolicyException");
    scene.answer(
        SecretsManager.PUT_RESOURCE_POLICY,
        PutResourcePolicyRequest.of(
                "db", useless.replace(":\"*\"}}", ":\"arn:aws:iam::111122223333:root\"}}"))
            .withBlockPublicPolicy(true));
    scene.answer(SecretsManager.PUT_RESOURCE_POLICY, put);
    assertThat(
            scene
                .answer(
                    SecretsManager.GET_RESOURCE_POLICY, new GetResourcePolicyRequest("db", null))
                .resourcePolicy())
        .isEqualTo(OPEN_POLICY);
    for (String bad :
        List.of(
            "{",
            "[]",
            OPEN_POLICY.replace("Allow", "Permit"),
            OPEN_POLICY.replace(
                "\"*\",\"Ac", "{\"AWS\":\"arn:aws:iam:111122223333:role/x\"},\"Ac"))) {
      SecretScene.refused(
          () ->
              scene.answer(
                  SecretsManager.PUT_RESOURCE_POLICY, PutResourcePolicyRequest.of("db", bad)),
          "MalformedPolicyDocumentException");
    }
    var checked =
        scene.answer(
            SecretsManager.VALIDATE_RESOURCE_POLICY, ValidateResourcePolicyRequest.of(OPEN_POLICY));
    assertThat(checked.policyValidationPassed()).isFalse();
    assertThat(checked.validationErrors().getFirst().checkName()).isEqualTo("PUBLIC_ACCESS");
  }

  @Test
  void passwordsHaveWhatIsAskedForAndNothingElse() {
    for (int i = 0; i < 10_000; i++) {
      String usual =
          scene
              .answer(SecretsManager.GET_RANDOM_PASSWORD, GetRandomPasswordRequest.of())
              .randomPassword();
      assertThat(usual).hasSize(32);
      assertThat(usual).containsPattern("[A-Z]").containsPattern("[a-z]");
      assertThat(usual).containsPattern("[0-9]").containsPattern("[^A-Za-z0-9]");
    }
    assertThat(
            scene
                .answer(
                    SecretsManager.GET_RANDOM_PASSWORD,
                    GetRandomPasswordRequest.of().withExcludePunctuation(true))
                .randomPassword())
        .matches("[A-Za-z0-9]{32}");
    assertThat(
            scene
                .answer(
                    SecretsManager.GET_RANDOM_PASSWORD,
                    GetRandomPasswordRequest.of()
                        .withExcludeCharacters("0123456789abcdef")
                        .withPasswordLength(4096L))
                .randomPassword())
        .hasSize(4096)
        .doesNotContainPattern("[0-9a-f]");
    SecretScene.refused(
        () ->
            scene.answer(
                SecretsManager.GET_RANDOM_PASSWORD,
                GetRandomPasswordRequest.of().withPasswordLength(3L)),
        "InvalidParameterException");
  }
}
