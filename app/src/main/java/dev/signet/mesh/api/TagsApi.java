// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.api;

import dev.signet.ground.Pages;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.mesh.MeshResources;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.ListTagsForResourceInput;
import dev.signet.wire.generated.appmesh.ListTagsForResourceOutput;
import dev.signet.wire.generated.appmesh.TagRef;
import dev.signet.wire.generated.appmesh.TagResourceInput;
import dev.signet.wire.generated.appmesh.TagResourceOutput;
import dev.signet.wire.generated.appmesh.UntagResourceInput;
import dev.signet.wire.generated.appmesh.UntagResourceOutput;
import java.util.List;
import java.util.Optional;

/** Tags in the shapes of the appmesh API. */
final class TagsApi {
  private final MeshResources resources;
  private final Pages pages;

  private TagsApi(MeshResources resources, Pages pages) {
    this.resources = resources;
    this.pages = pages;
  }

  static Bindings<Caller> bindings(MeshResources resources, Pages pages) {
    TagsApi api = new TagsApi(resources, pages);
    return Bindings.<Caller>none()
        .on(AppMesh.LIST_TAGS_FOR_RESOURCE, api::list)
        .on(AppMesh.TAG_RESOURCE, api::tag)
        .on(AppMesh.UNTAG_RESOURCE, api::untag);
  }

  /** Tags by key; the position is the last key of the page before. */
  private ListTagsForResourceOutput list(Caller caller, ListTagsForResourceInput request) {
    Pages.Listing listing =
        new Pages.Listing("ListTagsForResource", caller.home(), request.resourceArn());
    Optional<String> after = pages.position(listing, request.nextToken());
    List<TagRef> all =
        resources.tags(caller.home(), request.resourceArn()).values().entrySet().stream()
            .map(tag -> new TagRef(tag.getKey(), tag.getValue()))
            .toList();
    Page<TagRef> page = Pages.cut(all, TagRef::key, after, request.limit());
    return ListTagsForResourceOutput.of(page.items()).withNextToken(pages.next(listing, page));
  }

  private TagResourceOutput tag(Caller caller, TagResourceInput request) {
    resources.tag(caller, request.resourceArn(), MeshWire.tags(request.tags()));
    return new TagResourceOutput();
  }

  private UntagResourceOutput untag(Caller caller, UntagResourceInput request) {
    resources.untag(caller, request.resourceArn(), request.tagKeys());
    return new UntagResourceOutput();
  }
}
