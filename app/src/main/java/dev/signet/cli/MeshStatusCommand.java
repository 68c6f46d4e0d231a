// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.MeshRef;
import dev.signet.wire.generated.signet.Proxy;
import dev.signet.wire.generated.signet.ProxyStreamRefusal;
import dev.signet.wire.generated.signet.Signet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet mesh status}: the proxies of a mesh, what they acknowledged and refused. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows the proxies of a mesh: what each acknowledged and what it refused.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all is in sync",
      "1:the status could not be had",
      "2:a wrong argument",
      "3:" + MeshStatusCommand.UNLESS
    })
final class MeshStatusCommand implements Callable<Integer> {
  static final String UNLESS =
      "unless every connected proxy holds all that is written, nothing is left out (a finding), and"
          + " no stream was refused in the last 60 s; a proxy that is GONE does not count";

  private static final int NOT_IN_SYNC = 3;

  @Parameters(
      paramLabel = "MESH",
      arity = "0..1",
      converter = MeshNameArgument.class,
      description = "One mesh (default: all).")
  private @Nullable String mesh;

  @Option(names = "--json", description = "As JSON, one object.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    List<MeshStatus> all = asked();
    System.out.print(json ? json(all) : text(all));
    return all.stream().allMatch(MeshStatus::inSync) ? 0 : NOT_IN_SYNC;
  }

  private List<MeshStatus> asked() {
    try (ApiClient client = server.client()) {
      List<String> names = mesh == null ? meshes(client) : List.of(mesh);
      return names.stream().map(name -> status(client, name)).toList();
    }
  }

  private static MeshStatus status(ApiClient client, String name) {
    Map<String, String> named = Map.of("meshName", name);
    List<ProxyStreamRefusal> refused = new ArrayList<>();
    List<Proxy> proxies =
        client.all(
            Signet.LIST_PROXIES,
            named,
            Map.of(),
            page -> {
              refused.addAll(page.refusedStreams());
              return new ApiClient.Paged<>(page.proxies(), page.nextToken());
            });
    return new MeshStatus(
        name, proxies, refused, client.get(Signet.LIST_FINDINGS, named, Map.of()).findings());
  }

  private static List<String> meshes(ApiClient client) {
    return client
        .all(
            AppMesh.LIST_MESHES,
            Map.of(),
            Map.of(),
            page -> new ApiClient.Paged<>(page.meshes(), page.nextToken()))
        .stream()
        .map(MeshRef::meshName)
        .toList();
  }

  private static String text(List<MeshStatus> all) {
    StringBuilder text = new StringBuilder(all.isEmpty() ? "There is no mesh.\n" : "");
    all.forEach(status -> text.append(StatusText.of(status)));
    return text.toString();
  }

  private static String json(List<MeshStatus> all) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("inSync", all.stream().allMatch(MeshStatus::inSync));
    var meshes = root.putArray("meshes");
    try {
      for (MeshStatus status : all) {
        meshes.add(status.json(mapper));
      }
      return mapper.writeValueAsString(root) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the status as JSON", e);
    }
  }
}
