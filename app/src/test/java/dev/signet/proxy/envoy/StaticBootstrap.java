// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.testkit.TestAuthority;

/** A golden file as a bootstrap that needs no server: all that is discovered stands in it. */
final class StaticBootstrap {
  private static final TestAuthority AUTHORITY = new TestAuthority("golden");

  private StaticBootstrap() {}

  static ObjectNode of(JsonNode golden) {
    JsonNode told = golden.deepCopy();
    told.findParents("sdsConfig").forEach(named -> ((ObjectNode) named).remove("sdsConfig"));
    for (JsonNode manager : told.path("listeners").findParents("rds")) {
      String name = ((ObjectNode) manager).remove("rds").path("routeConfigName").asText();
      ((ObjectNode) manager).set("routeConfig", named(told.path("routes"), "name", name));
    }
    for (JsonNode cluster : told.path("clusters").findParents("edsClusterConfig")) {
      String name = cluster.path("name").asText();
      ObjectNode fixed = ((ObjectNode) cluster).put("type", "STATIC");
      fixed.remove("edsClusterConfig");
      fixed.set("loadAssignment", named(told.path("endpoints"), "clusterName", name));
    }
    ObjectNode bootstrap = GoldenScene.JSON.createObjectNode();
    bootstrap.putObject("node").put("id", "golden").put("cluster", "golden");
    ObjectNode all = bootstrap.putObject("staticResources");
    all.set("clusters", told.path("clusters"));
    all.set("listeners", told.path("listeners"));
    all.set("secrets", secrets(told.path("secrets")));
    return bootstrap;
  }

  private static JsonNode named(JsonNode list, String key, String name) {
    for (JsonNode each : list) {
      if (each.path(key).asText().equals(name)) {
        return each;
      }
    }
    throw new AssertionError(name + ": expected it in the golden file");
  }

  private static ArrayNode secrets(JsonNode names) {
    ArrayNode secrets = GoldenScene.JSON.createArrayNode();
    for (JsonNode name : names) {
      ObjectNode secret = secrets.addObject().put("name", name.asText());
      if (name.asText().startsWith("trust/")) {
        secret
            .putObject("validationContext")
            .putObject("trustedCa")
            .put("inlineString", AUTHORITY.certificatePem());
      } else {
        TestAuthority.Leaf leaf = AUTHORITY.dns("golden.local");
        ObjectNode certificate = secret.putObject("tlsCertificate");
        certificate.putObject("certificateChain").put("inlineString", leaf.chainPem());
        certificate.putObject("privateKey").put("inlineString", leaf.keyPem());
      }
    }
    return secrets;
  }
}
