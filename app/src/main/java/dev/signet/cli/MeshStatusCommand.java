// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.ListMeshesOutput;
import dev.signet.wire.generated.signet.ListProxiesOutput;
import dev.signet.wire.generated.signet.Proxy;
import dev.signet.wire.generated.signet.ProxyStreamRefusal;
import dev.signet.wire.generated.signet.Signet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code signet mesh status}: the proxies of a mesh, what they acknowledged and refused. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows the proxies of a mesh: what each acknowledged and what it refused.")
final class MeshStatusCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MESH", arity = "0..1", description = "One mesh (default: all).")
  private @Nullable String mesh;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    try (ApiClient client = server.client()) {
      show(client);
    }
    return 0;
  }

  private void show(ApiClient client) {
    List<String> meshes = mesh == null ? meshes(client) : List.of(mesh);
    if (meshes.isEmpty()) {
      System.out.println("There is no mesh.");
    }
    for (String name : meshes) {
      List<Proxy> proxies = new ArrayList<>();
      List<ProxyStreamRefusal> refused = new ArrayList<>();
      @Nullable String token = null;
      do {
        Map<String, String> page = new HashMap<>();
        if (token != null) {
          page.put("nextToken", token);
        }
        ListProxiesOutput found = client.get(Signet.LIST_PROXIES, Map.of("meshName", name), page);
        proxies.addAll(found.proxies());
        refused.addAll(found.refusedStreams());
        token = found.nextToken();
      } while (token != null);
      System.out.print(
          StatusText.of(
              name,
              proxies,
              refused,
              client.get(Signet.LIST_FINDINGS, Map.of("meshName", name), Map.of()).findings()));
    }
  }

  private static List<String> meshes(ApiClient client) {
    List<String> names = new ArrayList<>();
    @Nullable String token = null;
    do {
      Map<String, String> page = token == null ? Map.of() : Map.of("nextToken", token);
      ListMeshesOutput found = client.get(AppMesh.LIST_MESHES, Map.of(), page);
      found.meshes().forEach(each -> names.add(each.meshName()));
      token = found.nextToken();
    } while (token != null);
    return names;
  }
}
