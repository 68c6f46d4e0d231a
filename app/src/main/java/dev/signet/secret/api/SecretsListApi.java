// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.api;

import dev.signet.ground.Ground;
import dev.signet.ground.Pages;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.secret.Secret;
import dev.signet.secret.SecretFilter;
import dev.signet.secret.SecretListings;
import dev.signet.secret.SecretVersion;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.secretsmanager.BatchGetSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.Filter;
import dev.signet.wire.generated.secretsmanager.FilterNameStringType;
import dev.signet.wire.generated.secretsmanager.ListSecretVersionIdsRequest;
import dev.signet.wire.generated.secretsmanager.ListSecretVersionIdsResponse;
import dev.signet.wire.generated.secretsmanager.ListSecretsRequest;
import dev.signet.wire.generated.secretsmanager.ListSecretsResponse;
import dev.signet.wire.generated.secretsmanager.SecretVersionsListEntry;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import dev.signet.wire.generated.secretsmanager.SortByType;
import dev.signet.wire.generated.secretsmanager.SortOrderType;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** ListSecrets, ListSecretVersionIds, and the pages of BatchGetSecretValue. */
final class SecretsListApi {
  private static final int USUAL_PAGE = 100;
  private static final int USUAL_BATCH = 20;

  private final Ground ground;
  private final SecretListings listings;

  SecretsListApi(Ground ground, SecretListings listings) {
    this.ground = ground;
    this.listings = listings;
  }

  static Bindings<Caller> bindings(Ground ground, SecretsApi.Services services) {
    SecretsListApi api = new SecretsListApi(ground, services.listings());
    return Bindings.<Caller>none()
        .on(SecretsManager.LIST_SECRETS, api::list)
        .on(SecretsManager.LIST_SECRET_VERSION_IDS, api::versions);
  }

  private ListSecretsResponse list(Caller caller, ListSecretsRequest request) {
    boolean withDeleted = Boolean.TRUE.equals(request.includePlannedDeletion());
    String place =
        String.join(
            "|",
            String.valueOf(request.filters()),
            String.valueOf(request.sortBy()),
            String.valueOf(request.sortOrder()),
            String.valueOf(withDeleted));
    Pages.Listing listing = new Pages.Listing("ListSecrets", caller.home(), place);
    Page<Secret> page =
        listings.page(
            caller.home(),
            new SecretListings.Listing(
                filters(request.filters()),
                withDeleted,
                order(request.sortBy()),
                request.sortOrder() != SortOrderType.ASC,
                ground.pages().position(listing, request.nextToken()),
                request.maxResults() == null ? USUAL_PAGE : request.maxResults()));
    return ListSecretsResponse.of()
        .withSecretList(page.items().stream().map(SecretsAnswersApi::entry).toList())
        .withNextToken(ground.pages().next(listing, page));
  }

  /** The secrets whose values a batch hands out. */
  Page<Secret> page(Caller caller, BatchGetSecretValueRequest request) {
    return listings.page(
        caller.home(),
        new SecretListings.Listing(
            filters(request.filters()),
            false,
            SecretListings.Order.CREATED,
            true,
            ground.pages().position(listing(caller, request), request.nextToken()),
            request.maxResults() == null ? USUAL_BATCH : request.maxResults()));
  }

  @Nullable String next(Caller caller, BatchGetSecretValueRequest request, Page<Secret> page) {
    return ground.pages().next(listing(caller, request), page);
  }

  private static Pages.Listing listing(Caller caller, BatchGetSecretValueRequest request) {
    return new Pages.Listing(
        "BatchGetSecretValue", caller.home(), String.valueOf(request.filters()));
  }

  private static SecretListings.Order order(@Nullable SortByType by) {
    return switch (by) {
      case null -> SecretListings.Order.CREATED;
      case CREATED_DATE -> SecretListings.Order.CREATED;
      case LAST_ACCESSED_DATE -> SecretListings.Order.ACCESSED;
      case LAST_CHANGED_DATE -> SecretListings.Order.CHANGED;
      case NAME -> SecretListings.Order.NAME;
    };
  }

  private static List<SecretFilter> filters(@Nullable List<Filter> given) {
    return given == null
        ? List.of()
        : given.stream()
            .map(filter ->
                new SecretFilter(
                    key(filter.key()), filter.values() == null ? List.of() : filter.values()))
            .toList();
  }

  private static SecretFilter.Key key(@Nullable FilterNameStringType key) {
    return switch (key) {
      case null -> SecretFilter.Key.ALL;
      case DESCRIPTION -> SecretFilter.Key.DESCRIPTION;
      case NAME -> SecretFilter.Key.NAME;
      case TAG_KEY -> SecretFilter.Key.TAG_KEY;
      case TAG_VALUE -> SecretFilter.Key.TAG_VALUE;
      case PRIMARY_REGION, OWNING_SERVICE -> SecretFilter.Key.NOTHING;
      case ALL -> SecretFilter.Key.ALL;
    };
  }

  private ListSecretVersionIdsResponse versions(
      Caller caller, ListSecretVersionIdsRequest request) {
    boolean deprecated = Boolean.TRUE.equals(request.includeDeprecated());
    SecretListings.Versions versions =
        listings.versions(
            caller,
            request.secretId(),
            deprecated,
            secret -> ground.pages().position(listing(secret, deprecated), request.nextToken()),
            request.maxResults() == null ? USUAL_PAGE : request.maxResults());
    Secret secret = versions.secret();
    return ListSecretVersionIdsResponse.of()
        .withArn(secret.arn().toString())
        .withName(secret.name())
        .withVersions(versions.page().items().stream().map(each -> entry(secret, each)).toList())
        .withNextToken(ground.pages().next(listing(secret, deprecated), versions.page()));
  }

  private static Pages.Listing listing(Secret secret, boolean deprecated) {
    return new Pages.Listing(
        "ListSecretVersionIds", secret.arn().home(), secret.arn() + " " + deprecated);
  }

  private static SecretVersionsListEntry entry(Secret secret, SecretVersion version) {
    SortedSet<String> stages = secret.labels().of(version.id());
    return SecretVersionsListEntry.of()
        .withVersionId(version.id())
        .withVersionStages(stages.isEmpty() ? null : List.copyOf(stages))
        .withCreatedDate(version.createdAt())
        .withLastAccessedDate(version.accessedAt().orElse(null))
        .withKmsKeyIds(List.of("DefaultEncryptionKey"));
  }
}
