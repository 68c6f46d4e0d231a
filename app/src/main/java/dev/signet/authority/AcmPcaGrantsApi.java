// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
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
import dev.signet.wire.generated.acmpca.Tag;
import dev.signet.wire.generated.acmpca.TagCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.UntagCertificateAuthorityRequest;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The acm-pca operations for permissions and tags. */
final class AcmPcaGrantsApi {
  private static final String CERTIFICATE_MANAGER = "acm.amazonaws.com";

  private final Authorities authorities;
  private final InstantSource clock;
  private final PagesWire pages;

  private AcmPcaGrantsApi(Authorities authorities, InstantSource clock, PagesWire pages) {
    this.authorities = authorities;
    this.clock = clock;
    this.pages = pages;
  }

  static Bindings<Caller> bindings(Authorities authorities, InstantSource clock, PagesWire pages) {
    AcmPcaGrantsApi api = new AcmPcaGrantsApi(authorities, clock, pages);
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
    authorities.permit(
        caller,
        request.certificateAuthorityArn(),
        new Permission(
            request.principal(),
            source(caller, request.sourceAccount()),
            request.actions().stream().map(ActionType::value).distinct().toList(),
            clock.instant()));
    return Empty.VALUE;
  }

  private Empty forbid(Caller caller, DeletePermissionRequest request) {
    authorities.forbid(
        caller,
        request.certificateAuthorityArn(),
        request.principal(),
        source(caller, request.sourceAccount()));
    return Empty.VALUE;
  }

  private static void requireCertificateManager(String principal) {
    if (!principal.equals(CERTIFICATE_MANAGER)) {
      throw new Refusal(
          Refusal.Kind.MALFORMED, "Principal '" + principal + "': expected " + CERTIFICATE_MANAGER);
    }
  }

  private static String source(Caller caller, @Nullable String account) {
    return account == null ? caller.account().value() : account;
  }

  private ListPermissionsResponse permissions(Caller caller, ListPermissionsRequest request) {
    String listing = "ListPermissions " + request.certificateAuthorityArn();
    Optional<String> after = pages.position(caller, listing, request.nextToken());
    Page<Permission> page =
        PagesWire.cut(
            authorities.permissions(caller, request.certificateAuthorityArn()),
            AcmPcaGrantsApi::newestFirst,
            after,
            request.maxResults());
    return ListPermissionsResponse.of()
        .withPermissions(
            page.items().stream()
                .map(permission -> AuthorityWire.permission(request, permission))
                .toList())
        .withNextToken(pages.next(caller, listing, page));
  }

  /** Names a permission so that newer ones come first. */
  private static String newestFirst(Permission permission) {
    return String.format(
        "%019d %s",
        Long.MAX_VALUE - permission.createdAt().toEpochMilli(), permission.sourceAccount());
  }

  private Empty tag(Caller caller, TagCertificateAuthorityRequest request) {
    Map<String, String> given = given(request.tags());
    authorities.tag(caller, request.certificateAuthorityArn(), tags -> tags.with(given));
    return Empty.VALUE;
  }

  private Empty untag(Caller caller, UntagCertificateAuthorityRequest request) {
    authorities.tag(
        caller,
        request.certificateAuthorityArn(),
        tags -> {
          Tags left = tags;
          for (Tag tag : request.tags()) {
            left = left.withoutMatching(tag.key(), tag.value());
          }
          return left;
        });
    return Empty.VALUE;
  }

  private ListTagsResponse tags(Caller caller, ListTagsRequest request) {
    String listing = "ListTags " + request.certificateAuthorityArn();
    Optional<String> after = pages.position(caller, listing, request.nextToken());
    Tags tags = authorities.find(caller, request.certificateAuthorityArn()).tags();
    Page<Tag> page =
        PagesWire.cut(
            tags.values().entrySet().stream()
                .map(tag -> Tag.of(tag.getKey()).withValue(tag.getValue()))
                .toList(),
            Tag::key,
            after,
            request.maxResults());
    return ListTagsResponse.of()
        .withTags(page.items())
        .withNextToken(pages.next(caller, listing, page));
  }

  /** The tags of a request, checked. */
  static Map<String, String> given(@Nullable List<Tag> tags) {
    Map<String, String> given = new LinkedHashMap<>();
    for (Tag tag : tags == null ? List.<Tag>of() : tags) {
      String value = tag.value() == null ? "" : tag.value();
      if (!Tags.isLegalKey(tag.key())
          || tag.key().startsWith("rds:")
          || !Tags.isLegalValue(value)) {
        throw new Refusal(
            Refusal.Kind.INVALID,
            "tag '"
                + tag.key()
                + "': expected letters, digits, spaces and _.:/=+-@, not under aws: or rds:",
            "InvalidTagException");
      }
      given.put(tag.key(), value);
    }
    return given;
  }
}
