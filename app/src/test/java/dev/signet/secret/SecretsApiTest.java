// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.store.Unrecorded;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.generated.secretsmanager.CreateSecretRequest;
import dev.signet.wire.generated.secretsmanager.GetSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.PutSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.ReplicaRegionType;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import dev.signet.wire.generated.secretsmanager.UpdateSecretRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the operations that write and read values, and their refusals. */
@SuppressWarnings("NullAway")
final class SecretsApiTest {
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

  private static PutSecretValueRequest putting(String version) {
    return PutSecretValueRequest.of("db").withClientRequestToken(SecretScene.token(version));
  }

  @Test
  void aSecretIsFoundByNameAndByItsArnWithAndWithoutSuffix() {
    String arn = scene.create("team/db");
    assertThat(arn)
        .matches("arn:aws:secretsmanager:us-east-1:000000000000:secret:team/db-[A-Za-z0-9]{6}");
    String partial = arn.substring(0, arn.length() - 7);
    for (String id : List.of("team/db", arn, partial)) {
      assertThat(scene.get(id).secretString()).isEqualTo("v1");
    }
    for (String id :
        List.of(
            "db",
            arn.replace("us-east-1", "eu-west-1"),
            arn.replace("000000000000", "111111111111"))) {
      SecretScene.refused(
          () -> scene.get(id),
          "ResourceNotFoundException",
          "Secrets Manager can't find the specified secret.");
    }
    scene.create("name-AbCdEf"); // looks like a suffix
    assertThat(scene.get("name-AbCdEf").secretString()).isEqualTo("v1");
  }

  @Test
  void aNameHasFewCharacters() {
    SecretScene.refused(
        () -> scene.create("no blanks"),
        "ValidationException",
        "Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
            + " following: -/_+=.@!");
  }

  @Test
  void aTokenMakesOneSecretAndAnotherValueOrTokenIsRefused() {
    String arn = scene.create("db");
    assertThat(scene.create("db")).isEqualTo(arn);
    SecretScene.refused(
        () ->
            scene.answer(SecretsManager.CREATE_SECRET, creation("db").withSecretString("another")),
        "ResourceExistsException",
        "The operation failed because the secret db already exists.");
    SecretScene.refused(
        () -> scene.answer(SecretsManager.CREATE_SECRET, CreateSecretRequest.of("db2")),
        "InvalidRequestException",
        "You must provide a ClientRequestToken value. We recommend a UUID-type value.");
    assertThat(scene.changes("secret.created")).isOne();
  }

  @Test
  void aSecretMayBeginWithoutAValue() {
    assertThat(scene.answer(SecretsManager.CREATE_SECRET, creation("db")).versionId()).isNull();
    assertThat(scene.describe("db").versionIdsToStages()).isNull();
    SecretScene.refused(
        () -> scene.get("db"), "ResourceNotFoundException", "staging label: AWSCURRENT");
    scene.put("db", "v2", "mine");
    assertThat(scene.labels("db")).isEqualTo("v2{C,mine}"); // the first is always current
  }

  @Test
  void whatIsPutAgainChangesNothingAndAnotherValueIsRefused() {
    scene.create("db");
    scene.put("db", "v2");
    scene.put("db", "v2");
    assertThat(scene.changes("secret.value-put")).isOne();
    SecretScene.refused(
        () -> scene.answer(SecretsManager.PUT_SECRET_VALUE, putting("v2").withSecretString("x")),
        "ResourceExistsException",
        "You can't use ClientRequestToken " + SecretScene.token("v2"));
    SecretScene.refused(
        () ->
            scene.answer(
                SecretsManager.UPDATE_SECRET,
                UpdateSecretRequest.of("db")
                    .withClientRequestToken(SecretScene.token("v2"))
                    .withSecretString("v2")),
        "ResourceExistsException");
  }

  @Test
  void valuesAreTextOrOctetsButNotBothAndNotNothing() {
    scene.create("db");
    scene.answer(
        SecretsManager.PUT_SECRET_VALUE,
        putting("v2").withSecretBinary(Blob.of(new byte[] {0, -1, 7})));
    assertThat(scene.get("db").secretBinary().bytes()).containsExactly(0, -1, 7);
    assertThat(scene.get("db").secretString()).isNull();
    SecretScene.refused(
        () ->
            scene.answer(
                SecretsManager.PUT_SECRET_VALUE,
                putting("v3").withSecretString("x").withSecretBinary(Blob.of(new byte[] {1}))),
        "InvalidParameterException",
        "both");
    SecretScene.refused(
        () -> scene.answer(SecretsManager.PUT_SECRET_VALUE, putting("v3")),
        "InvalidParameterException");
  }

  @Test
  void aValueOf65536OctetsIsKeptAndOneMoreIsRefusedWithoutShowingIt() {
    scene.create("db");
    String most = "ä".repeat(32_768);
    scene.answer(SecretsManager.PUT_SECRET_VALUE, putting("v2").withSecretString(most));
    assertThat(scene.get("db").secretString()).isEqualTo(most);
    SecretScene.refused(
        () ->
            scene.answer(
                SecretsManager.PUT_SECRET_VALUE, putting("v3").withSecretString(most + "z")),
        "ValidationException",
        "1 validation error detected: Value at 'secretString' failed to satisfy constraint: Member"
            + " must have length less than or equal to 65536");
  }

  @Test
  void anUpdateWithoutAValueMakesNoVersion() {
    scene.create("db");
    UpdateSecretRequest update =
        UpdateSecretRequest.of("db").withClientRequestToken(SecretScene.token("v2"));
    assertThat(
            scene.answer(SecretsManager.UPDATE_SECRET, update.withDescription("ours")).versionId())
        .isNull();
    assertThat(scene.describe("db").description()).isEqualTo("ours");
    scene.answer(SecretsManager.UPDATE_SECRET, update.withSecretString("new"));
    assertThat(scene.labels("db")).isEqualTo("v1{P} v2{C}");
  }

  @Test
  void whatIsNotBuiltIsRefusedAndTheDefaultKeyIsNot() {
    SecretScene.refused(
        () -> scene.answer(SecretsManager.CREATE_SECRET, creation("db").withKmsKeyId("alias/mine")),
        "NotImplementedException",
        "alias/mine",
        "not built yet");
    SecretScene.refused(
        () ->
            scene.answer(
                SecretsManager.CREATE_SECRET,
                creation("db").withAddReplicaRegions(List.of(ReplicaRegionType.of()))),
        "NotImplementedException",
        "AddReplicaRegions");
    scene.answer(
        SecretsManager.CREATE_SECRET, creation("db").withKmsKeyId("alias/aws/secretsmanager"));
    assertThat(scene.describe("db").kmsKeyId()).isNull();
  }

  @Test
  void aVersionAndALabelHaveToFitTogether() {
    scene.create("db");
    scene.put("db", "v2");
    GetSecretValueRequest first =
        GetSecretValueRequest.of("db").withVersionId(SecretScene.token("v1"));
    assertThat(
            scene
                .answer(SecretsManager.GET_SECRET_VALUE, first.withVersionStage("AWSPREVIOUS"))
                .secretString())
        .isEqualTo("v1");
    SecretScene.refused(
        () -> scene.answer(SecretsManager.GET_SECRET_VALUE, first.withVersionStage("AWSCURRENT")),
        "InvalidRequestException",
        "You provided a VersionStage that is not associated to the provided VersionId.");
    SecretScene.refused(
        () ->
            scene.answer(
                SecretsManager.GET_SECRET_VALUE,
                GetSecretValueRequest.of("db").withVersionStage("nobody")),
        "ResourceNotFoundException",
        "Secrets Manager can't find the specified secret value for staging label: nobody");
  }

  @Test
  void readingIsNotedByTheDay() {
    scene.create("db");
    assertThat(scene.describe("db").lastAccessedDate()).isNull();
    scene.get("db");
    assertThat(scene.describe("db").lastAccessedDate()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(scene.changes("secret.updated")).isZero();
  }

  @Test
  void aValueOpensInItsOwnRowOnly() {
    String one = scene.create("one");
    String other = scene.create("two");
    scene.put("one", "v2");
    for (String sql :
        List.of(
            "UPDATE secret_versions SET sealed = (SELECT sealed FROM secret_versions WHERE secret = '"
                + one
                + "' AND version LIKE 'v1%') WHERE secret = '"
                + other
                + "'",
            "UPDATE secret_versions SET sealed = (SELECT sealed FROM secret_versions WHERE secret = '"
                + one
                + "' AND version LIKE 'v1%') WHERE secret = '"
                + one
                + "' AND version LIKE 'v2%'")) {
      scene
          .grounds
          .ground()
          .store()
          .write(tx -> {
            tx.unrecorded(Unrecorded.HOUSEKEEPING);
            return tx.update(sql);
          });
    }
    SecretScene.refused(() -> scene.get("two"), "DecryptionFailure");
    SecretScene.refused(() -> scene.get("one"), "DecryptionFailure");
    assertThat(scene.version("one", "v1").secretString()).isEqualTo("v1"); // the control
  }

  @Test
  void whatHoldsAValueDoesNotShowIt() {
    assertThat(new SecretValue.Text("marker").toString()).doesNotContain("marker");
    assertThat(putting("v1").withSecretString("marker").toString()).doesNotContain("marker");
  }
}
