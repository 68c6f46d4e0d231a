// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Arn;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.wire.generated.appmesh.ResourceMetadata;
import dev.signet.wire.generated.appmesh.TagRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the shapes of all kinds have in common. */
final class MeshWire {
  private MeshWire() {}

  /** Refuses another account's mesh: none is shared with the caller. */
  static void requireOwn(Caller caller, @Nullable String meshOwner) {
    if (meshOwner != null && !meshOwner.equals(caller.account().value())) {
      throw new Refusal(
          Refusal.Kind.NOT_FOUND,
          "meshOwner "
              + meshOwner
              + " shares no mesh with account "
              + caller.account()
              + ": expected "
              + caller.account());
    }
  }

  static ResourceMetadata metadata(MeshResource resource) {
    String owner = owner(resource);
    return new ResourceMetadata(
        resource.arn(),
        resource.createdAt(),
        resource.updatedAt(),
        owner,
        owner,
        resource.uid(),
        resource.version());
  }

  /** The account that owns the resource and its mesh. */
  static String owner(MeshResource resource) {
    return Arn.parse(resource.arn()).orElseThrow().account();
  }

  static Tags tags(@Nullable List<TagRef> given) {
    return Tags.of(
        Spec.present(given).stream().map(tag -> new Tags.Tag(tag.key(), tag.value())).toList());
  }
}
