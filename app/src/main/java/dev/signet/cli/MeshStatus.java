// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.wire.codec.Json;
import dev.signet.wire.generated.signet.ListFindingsOutput;
import dev.signet.wire.generated.signet.ListProxiesOutput;
import dev.signet.wire.generated.signet.MeshFinding;
import dev.signet.wire.generated.signet.Proxy;
import dev.signet.wire.generated.signet.ProxyStreamRefusal;
import java.io.IOException;
import java.util.List;

/** How a mesh and its proxies stand. */
record MeshStatus(
    String mesh,
    List<Proxy> proxies,
    List<ProxyStreamRefusal> refused,
    List<MeshFinding> findings) {
  MeshStatus {
    proxies = List.copyOf(proxies);
    refused = List.copyOf(refused);
    findings = List.copyOf(findings);
  }

  /**
   * Whether all that is written works: every connected proxy holds all that it should, nothing was
   * left out of what it should, and no proxy was refused a moment ago. One that left does not
   * count.
   */
  boolean inSync() {
    return findings.isEmpty()
        && proxies.stream().allMatch(this::isFine)
        && refused.stream().noneMatch(ProxyStreamRefusal::recent);
  }

  private boolean isFine(Proxy proxy) {
    return !proxy.connected() || proxy.inSync();
  }

  /** Whether something of what is written for a proxy is left out of what it should hold. */
  boolean isIncomplete(Proxy proxy) {
    return findings.stream().anyMatch(finding -> finding.resourceArn().equals(proxy.resourceArn()));
  }

  /** The same as JSON, in the words of the API. */
  ObjectNode json(ObjectMapper json) throws IOException {
    ObjectNode node = json.createObjectNode();
    node.put("meshName", mesh).put("inSync", inSync());
    JsonNode listed =
        json.readTree(Json.write(ListProxiesOutput.SHAPE, ListProxiesOutput.of(proxies, refused)));
    node.set("proxies", listed.path("proxies"));
    node.set("refusedStreams", listed.path("refusedStreams"));
    node.set(
        "findings",
        json.readTree(Json.write(ListFindingsOutput.SHAPE, new ListFindingsOutput(findings)))
            .path("findings"));
    return node;
  }
}
