// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.api;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.grant.Grant;
import dev.signet.authority.grant.Grants;
import dev.signet.authority.lifecycle.OwnAuthorities;
import dev.signet.ground.Ground;
import dev.signet.ground.Pages;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.SharedReason;
import dev.signet.kernel.Tags;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Empty;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.ActionType;
import dev.signet.wire.generated.acmpca.CreatePermissionRequest;
import dev.signet.wire.generated.acmpca.DeletePermissionRequest;
import dev.signet.wire.generated.acmpca.ListPermissionsRequest;
import dev.signet.wire.generated.acmpca.ListPermissionsResponse;
import dev.signet.wire.generated.acmpca.ListTagsRequest;
import dev.signet.wire.generated.acmpca.ListTagsResponse;
import dev.signet.wire.generated.acmpca.Permission;
import dev.signet.wire.generated.acmpca.Tag;
import dev.signet.wire.generated.acmpca.TagCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.UntagCertificateAuthorityRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The acm-pca operations for permissions and tags. */
final class AcmPcaGrantsApi {
  private final Ground ground;
  private final OwnAuthorities authorities;
  private final Grants grants;

  private AcmPcaGrantsApi(Ground ground, OwnAuthorities authorities, Grants grants) {
    this.ground = ground;
    this.authorities = authorities;
    this.grants = grants;
  }

  static Bindings<Caller> bindings(Ground ground, OwnAuthorities authorities, Grants grants) {
    AcmPcaGrantsApi api = new AcmPcaGrantsApi(ground, authorities, grants);
    return Bindings.<Caller>none()
        .on(AcmPca.CREATE_PERMISSION, api::permit)
        .on(AcmPca.DELETE_PERMISSION, api::forbid)
        .on(AcmPca.LIST_PERMISSIONS, api::permissions)
        .on(AcmPca.TAG_CERTIFICATE_AUTHORITY, api::tag)
        .on(AcmPca.UNTAG_CERTIFICATE_AUTHORITY, api::untag)
        .on(AcmPca.LIST_TAGS, api::tags);
  }

  private Empty permit(Caller caller, CreatePermissionRequest request) {
    requireCertificateManager(request.principal());
    requireOwn(caller, source(caller, request.sourceAccount()));
    grants.permit(
        caller,
        AuthorityArn.of(request.certificateAuthorityArn()),
        new Grant(
            request.principal(),
            source(caller, request.sourceAccount()),
            request.actions().stream().map(ActionType::value).distinct().toList(),
            ground.now()));
    return Empty.VALUE;
  }

  private Empty forbid(Caller caller, DeletePermissionRequest request) {
    grants.forbid(
        caller,
        AuthorityArn.of(request.certificateAuthorityArn()),
        request.principal(),
        source(caller, request.sourceAccount()));
    return Empty.VALUE;
  }

  private static void requireCertificateManager(String principal) {
    if (!principal.equals(Grants.CERTIFICATE_MANAGER)) {
      throw Refusal.malformed(
          "Principal '" + principal + "': expected " + Grants.CERTIFICATE_MANAGER);
    }
  }

  /** A grant for another account's requests would be of no effect. */
  private static void requireOwn(Caller caller, String account) {
    if (!account.equals(caller.account().value())) {
      throw Refusal.malformed(
          "SourceAccount '" + account + "': expected that of the CA, " + caller.account().value());
    }
  }

  private static String source(Caller caller, @Nullable String account) {
    return account == null ? caller.account().value() : account;
  }

  private ListPermissionsResponse permissions(Caller caller, ListPermissionsRequest request) {
    AuthorityArn arn = AuthorityArn.of(request.certificateAuthorityArn());
    Pages.Listing listing = new Pages.Listing("ListPermissions", caller.home(), arn.toString());
    Optional<String> after = ground.pages().position(listing, request.nextToken());
    Page<Grant> page =
        Pages.cut(
            grants.of(caller, arn), AcmPcaGrantsApi::newestFirst, after, request.maxResults());
    return ListPermissionsResponse.of()
        .withPermissions(page.items().stream().map(grant -> permission(arn, grant)).toList())
        .withNextToken(ground.pages().next(listing, page));
  }

  /** Names a grant so that newer ones come first. */
  private static String newestFirst(Grant grant) {
    return String.format(
        "%019d %s", Long.MAX_VALUE - grant.createdAt().toEpochMilli(), grant.sourceAccount());
  }

  private static Permission permission(AuthorityArn arn, Grant grant) {
    return Permission.of()
        .withCertificateAuthorityArn(arn.toString())
        .withCreatedAt(grant.createdAt())
        .withPrincipal(grant.principal())
        .withSourceAccount(grant.sourceAccount())
        .withActions(grant.actions().stream().map(AcmPcaGrantsApi::action).toList());
  }

  private static ActionType action(String name) {
    return Arrays.stream(ActionType.values())
        .filter(action -> action.value().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("unknown action " + name));
  }

  private Empty tag(Caller caller, TagCertificateAuthorityRequest request) {
    Tags given = given(request.tags());
    grants.tag(
        caller, AuthorityArn.of(request.certificateAuthorityArn()), tags -> tags.with(given));
    return Empty.VALUE;
  }

  private Empty untag(Caller caller, UntagCertificateAuthorityRequest request) {
    List<Tags.Tag> removed =
        request.tags().stream().map(tag -> new Tags.Tag(tag.key(), tag.value())).toList();
    grants.tag(
        caller,
        AuthorityArn.of(request.certificateAuthorityArn()),
        tags -> tags.withoutMatching(removed));
    return Empty.VALUE;
  }

  private ListTagsResponse tags(Caller caller, ListTagsRequest request) {
    AuthorityArn arn = AuthorityArn.of(request.certificateAuthorityArn());
    Pages.Listing listing = new Pages.Listing("ListTags", caller.home(), arn.toString());
    Optional<String> after = ground.pages().position(listing, request.nextToken());
    Tags tags = authorities.find(caller, arn).tags();
    Page<Tag> page =
        Pages.cut(
            tags.values().entrySet().stream()
                .map(tag -> Tag.of(tag.getKey()).withValue(tag.getValue()))
                .toList(),
            Tag::key,
            after,
            request.maxResults());
    return ListTagsResponse.of()
        .withTags(page.items())
        .withNextToken(ground.pages().next(listing, page));
  }

  /** The tags of a request; of a key that is given twice the last counts. */
  static Tags given(@Nullable List<Tag> tags) {
    Map<String, String> given = new LinkedHashMap<>();
    for (Tag tag : tags == null ? List.<Tag>of() : tags) {
      if (tag.key().startsWith("rds:")) {
        throw new Refusal(
            SharedReason.ILLEGAL_TAG, "tag '" + tag.key() + "': expected no key under rds:");
      }
      given.put(tag.key(), tag.value() == null ? "" : tag.value());
    }
    return new Tags(given);
  }
}
