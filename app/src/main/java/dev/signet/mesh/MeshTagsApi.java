// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.PageToken;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.ListTagsForResourceInput;
import dev.signet.wire.generated.appmesh.ListTagsForResourceOutput;
import dev.signet.wire.generated.appmesh.TagRef;
import dev.signet.wire.generated.appmesh.TagResourceInput;
import dev.signet.wire.generated.appmesh.TagResourceOutput;
import dev.signet.wire.generated.appmesh.UntagResourceInput;
import dev.signet.wire.generated.appmesh.UntagResourceOutput;
import java.util.List;

/** Tags in the shapes of the appmesh API. */
final class MeshTagsApi {
  private static final int MOST = 50;

  private final MeshResources resources;
  private final MeshPages pages;

  private MeshTagsApi(MeshResources resources, MeshPages pages) {
    this.resources = resources;
    this.pages = pages;
  }

  static Bindings<Caller> bindings(MeshResources resources, MeshPages pages) {
    MeshTagsApi api = new MeshTagsApi(resources, pages);
    return Bindings.<Caller>none()
        .on(AppMesh.LIST_TAGS_FOR_RESOURCE, api::list)
        .on(AppMesh.TAG_RESOURCE, api::tag)
        .on(AppMesh.UNTAG_RESOURCE, api::untag);
  }

  /** Tags by key; the position is the last key of the page before. */
  private ListTagsForResourceOutput list(Caller caller, ListTagsForResourceInput request) {
    PageToken.Binding binding =
        MeshPages.binding(caller, "ListTagsForResource", request.resourceArn());
    MeshPages.Asked asked = new MeshPages.Asked(request.limit(), request.nextToken());
    String after = pages.position(binding, asked);
    int limit = request.limit() == null ? MOST : request.limit();
    List<TagRef> rest =
        resources.tags(caller, request.resourceArn()).values().entrySet().stream()
            .filter(tag -> tag.getKey().compareTo(after) > 0)
            .limit(limit + 1L)
            .map(tag -> new TagRef(tag.getKey(), tag.getValue()))
            .toList();
    Page<TagRef> page = Page.cut(rest, limit, TagRef::key);
    return ListTagsForResourceOutput.of(page.items())
        .withNextToken(page.next().map(next -> pages.token(binding, next)).orElse(null));
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
