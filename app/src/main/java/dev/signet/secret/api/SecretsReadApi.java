// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.api;

import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.secret.Passwords;
import dev.signet.secret.Secret;
import dev.signet.secret.SecretReader;
import dev.signet.secret.SecretValue;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.generated.secretsmanager.APIErrorType;
import dev.signet.wire.generated.secretsmanager.BatchGetSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.BatchGetSecretValueResponse;
import dev.signet.wire.generated.secretsmanager.GetRandomPasswordRequest;
import dev.signet.wire.generated.secretsmanager.GetRandomPasswordResponse;
import dev.signet.wire.generated.secretsmanager.GetSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.GetSecretValueResponse;
import dev.signet.wire.generated.secretsmanager.SecretValueEntry;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations that hand values out. */
final class SecretsReadApi {
  private static final long USUAL_LENGTH = 32;

  private final SecretReader reader;
  private final SecretsListApi lists;
  private final Passwords passwords;
  private final SecretsErrors errors = new SecretsErrors();

  private SecretsReadApi(Ground ground, SecretsApi.Services services) {
    this.reader = services.reader();
    this.lists = new SecretsListApi(ground, services.listings());
    this.passwords = new Passwords(ground.entropy());
  }

  static Bindings<Caller> bindings(Ground ground, SecretsApi.Services services) {
    SecretsReadApi api = new SecretsReadApi(ground, services);
    return Bindings.<Caller>none()
        .on(SecretsManager.GET_SECRET_VALUE, api::get)
        .on(SecretsManager.BATCH_GET_SECRET_VALUE, api::batch)
        .on(SecretsManager.GET_RANDOM_PASSWORD, api::password);
  }

  private GetSecretValueResponse get(Caller caller, GetSecretValueRequest request) {
    SecretReader.Read read =
        reader.get(
            caller,
            request.secretId(),
            Optional.ofNullable(request.versionId()),
            Optional.ofNullable(request.versionStage()));
    return GetSecretValueResponse.of()
        .withArn(read.secret().arn().toString())
        .withName(read.secret().name())
        .withVersionId(read.version().id())
        .withSecretString(text(read.value()))
        .withSecretBinary(octets(read.value()))
        .withVersionStages(stages(read))
        .withCreatedDate(read.version().createdAt());
  }

  private static @Nullable String text(SecretValue value) {
    return value instanceof SecretValue.Text text ? text.text() : null;
  }

  private static @Nullable Blob octets(SecretValue value) {
    return value instanceof SecretValue.Binary binary ? Blob.of(binary.octets()) : null;
  }

  private static @Nullable List<String> stages(SecretReader.Read read) {
    return read.stages().isEmpty() ? null : List.copyOf(read.stages());
  }

  private BatchGetSecretValueResponse batch(Caller caller, BatchGetSecretValueRequest request) {
    List<String> ids = request.secretIdList();
    if ((ids == null) == (request.filters() == null)) {
      throw Refusal.invalid("You must include Filters or SecretIdList, but not both.");
    }
    if (ids != null) {
      if (request.maxResults() != null || request.nextToken() != null) {
        throw Refusal.invalid("MaxResults and NextToken: expected none with SecretIdList");
      }
      return batch(caller, ids);
    }
    Page<Secret> page = lists.page(caller, request);
    return batch(caller, page.items().stream().map(secret -> secret.arn().toString()).toList())
        .withNextToken(lists.next(caller, request, page));
  }

  private BatchGetSecretValueResponse batch(Caller caller, List<String> ids) {
    List<SecretValueEntry> values = new ArrayList<>();
    List<APIErrorType> failed = new ArrayList<>();
    for (String id : ids) {
      try {
        values.add(entry(reader.get(caller, id, Optional.empty(), Optional.empty())));
      } catch (Refusal refusal) {
        failed.add(new APIErrorType(id, errors.of(refusal.reason()), refusal.message()));
      }
    }
    return BatchGetSecretValueResponse.of().withSecretValues(values).withErrors(failed);
  }

  private static SecretValueEntry entry(SecretReader.Read read) {
    return SecretValueEntry.of()
        .withArn(read.secret().arn().toString())
        .withName(read.secret().name())
        .withVersionId(read.version().id())
        .withSecretString(text(read.value()))
        .withSecretBinary(octets(read.value()))
        .withVersionStages(stages(read))
        .withCreatedDate(read.version().createdAt());
  }

  private GetRandomPasswordResponse password(Caller caller, GetRandomPasswordRequest request) {
    List<Passwords.Sort> sorts = new ArrayList<>();
    addUnless(request.excludeUppercase(), sorts, Passwords.Sort.UPPERCASE);
    addUnless(request.excludeLowercase(), sorts, Passwords.Sort.LOWERCASE);
    addUnless(request.excludeNumbers(), sorts, Passwords.Sort.NUMBERS);
    addUnless(request.excludePunctuation(), sorts, Passwords.Sort.PUNCTUATION);
    addUnless(!Boolean.TRUE.equals(request.includeSpace()), sorts, Passwords.Sort.SPACE);
    long length = request.passwordLength() == null ? USUAL_LENGTH : request.passwordLength();
    String excluded = request.excludeCharacters() == null ? "" : request.excludeCharacters();
    return GetRandomPasswordResponse.of()
        .withRandomPassword(
            passwords.draw(
                new Passwords.Wish(
                    Math.toIntExact(length),
                    sorts,
                    excluded,
                    !Boolean.FALSE.equals(request.requireEachIncludedType()))));
  }

  private static void addUnless(
      @Nullable Boolean excluded, List<Passwords.Sort> sorts, Passwords.Sort sort) {
    if (!Boolean.TRUE.equals(excluded)) {
      sorts.add(sort);
    }
  }
}
