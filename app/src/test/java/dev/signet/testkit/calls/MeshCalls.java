// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit.calls;

import dev.signet.wire.codec.Json;
import dev.signet.wire.codec.Shape;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.CreateMeshInput;
import dev.signet.wire.generated.appmesh.CreateVirtualNodeInput;
import dev.signet.wire.generated.appmesh.CreateVirtualServiceInput;
import dev.signet.wire.generated.appmesh.TagRef;
import dev.signet.wire.generated.appmesh.UpdateVirtualNodeInput;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import dev.signet.wire.generated.appmesh.VirtualServiceSpec;
import dev.signet.wire.generated.signet.CreateProxyTokenInput;
import dev.signet.wire.generated.signet.Signet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Calls about meshes and who joins them. Specs are JSON; {@code '} stands for {@code "}. */
public record MeshCalls(Calls calls) {
  public void mesh(String name) {
    calls.call(AppMesh.CREATE_MESH, CreateMeshInput.of(name));
  }

  /** Makes a virtual node; answers its ARN. */
  public String node(String mesh, String name, String spec, Map<String, String> tags) {
    List<TagRef> tagged =
        tags.entrySet().stream().map(tag -> new TagRef(tag.getKey(), tag.getValue())).toList();
    return calls
        .call(
            AppMesh.CREATE_VIRTUAL_NODE,
            CreateVirtualNodeInput.of(mesh, spec(VirtualNodeSpec.SHAPE, spec), name)
                .withTags(tagged))
        .virtualNode()
        .metadata()
        .arn();
  }

  /** The input that gives a virtual node another spec. */
  public static UpdateVirtualNodeInput updating(String mesh, String name, String spec) {
    return UpdateVirtualNodeInput.of(mesh, spec(VirtualNodeSpec.SHAPE, spec), name);
  }

  /** Makes a virtual service that a virtual node provides. */
  public void service(String mesh, String name, String node) {
    String spec = "{'provider':{'virtualNode':{'virtualNodeName':'" + node + "'}}}";
    calls.call(
        AppMesh.CREATE_VIRTUAL_SERVICE,
        CreateVirtualServiceInput.of(mesh, spec(VirtualServiceSpec.SHAPE, spec), name));
  }

  /** A token with which a proxy joins as this resource. */
  public String token(String resourceArn) {
    return calls
        .call(Signet.CREATE_PROXY_TOKEN, new CreateProxyTokenInput(resourceArn, null))
        .token();
  }

  private static <T> T spec(Shape<T> shape, String text) {
    return Json.read(shape, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
