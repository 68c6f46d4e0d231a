// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.ground.Ground;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import dev.signet.ledger.Ledger;
import dev.signet.mesh.api.AppMeshApi;
import dev.signet.store.Store;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.codec.Protocol;
import dev.signet.wire.generated.appmesh.AppMesh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The appmesh API on a fresh SQLite file, spoken to in JSON; {@code '} stands for {@code "}. */
@SuppressWarnings("NullAway.Init")
final class MeshScene implements BeforeEachCallback, AfterEachCallback {
  static final Caller CALLER = new Caller(AccountId.DEFAULT, Region.DEFAULT, "admin");
  static final String ARNS = "arn:aws:appmesh:us-east-1:000000000000:";
  static final String HTTP = "{'listeners':[{'portMapping':{'port':80,'protocol':'http'}}]}";
  static final String NODE_PROVIDER = "{'provider':{'virtualNode':{'virtualNodeName':'n'}}}";
  static final String ROUTER_PROVIDER = "{'provider':{'virtualRouter':{'virtualRouterName':'r'}}}";
  static final String ROUTE =
      "{'httpRoute':{'match':{'prefix':'/'},'action':{'weightedTargets':"
          + "[{'virtualNode':'n','weight':1}]}}}";
  static final String GATEWAY_ROUTE =
      "{'httpRoute':{'match':{'prefix':'/'},'action':{'target':{'virtualService':"
          + "{'virtualServiceName':'s.local'}}}}}";

  private static final ObjectMapper JSON = new ObjectMapper();

  final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  Ground ground;
  Ledger ledger;
  FakeCertificates certificates;
  Store store;
  private Path folder;
  private Grounds opened;
  private Bindings<Caller> api;

  /** What the next process on the folder stands on, with the same clock. */
  Ground restarted() {
    opened.close();
    opened = Grounds.open(folder, clock, new SeededEntropy(2));
    ground = opened.ground();
    store = ground.store();
    ledger = ground.ledger();
    return ground;
  }

  /** The file of the database. */
  Path database() {
    return folder.resolve("signet.db");
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    folder = java.nio.file.Files.createTempDirectory("mesh-test");
    opened = Grounds.open(folder, clock, new SeededEntropy(1));
    ground = opened.ground();
    store = ground.store();
    ledger = ground.ledger();
    certificates = new FakeCertificates();
    api = AppMeshApi.of(new MeshResources(ground, certificates), ground.pages()).signed();
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    opened.close();
    try (var files = java.nio.file.Files.list(folder)) {
      for (Path file : files.toList()) {
        java.nio.file.Files.delete(file);
      }
    }
    java.nio.file.Files.delete(folder);
  }

  /** Calls the operation of this name; members that are path labels or in the query go there. */
  JsonNode call(String operation, String body) {
    return call(CALLER, operation, body);
  }

  JsonNode call(Caller caller, String operation, String body) {
    Operation<?, ?> found =
        AppMesh.SERVICE.operations().stream()
            .filter(each -> each.name().equals(operation))
            .findFirst()
            .orElseThrow();
    return call(caller, found, body);
  }

  private <I, O> JsonNode call(Caller caller, Operation<I, O> operation, String body) {
    JsonNode members = json(body);
    Map<String, String> labels = new HashMap<>();
    StringBuilder query = new StringBuilder();
    operation
        .input()
        .members()
        .forEach(member -> {
          JsonNode value = members.get(member.name());
          if (value != null) {
            String text =
                URLEncoder.encode(value.asText(), StandardCharsets.UTF_8).replace("+", "%20");
            switch (member.location()) {
              case LABEL -> labels.put(member.name(), text);
              case QUERY -> query.append('&').append(member.name()).append('=').append(text);
              case BODY -> {}
            }
          }
        });
    I input =
        operation.decodeInput(
            Protocol.REST_JSON,
            labels,
            query.isEmpty() ? null : query.substring(1),
            members.toString().getBytes(StandardCharsets.UTF_8));
    O output = api.find(operation).orElseThrow().answer(caller, input);
    return json(
        new String(operation.encodeOutput(Protocol.REST_JSON, output), StandardCharsets.UTF_8));
  }

  /** Creates mesh m, node n on HTTP, router r on HTTP, gateway g on HTTP. */
  void ground() {
    call("CreateMesh", "{'meshName':'m'}");
    create("VirtualNode", "n", HTTP);
    create("VirtualRouter", "r", HTTP);
    create("VirtualGateway", "g", HTTP);
  }

  /** Creates something in mesh m; routes in router r, gateway routes in gateway g. */
  JsonNode create(String kind, String name, String spec) {
    return put("Create", kind, name, spec);
  }

  JsonNode update(String kind, String name, String spec) {
    return put("Update", kind, name, spec);
  }

  private JsonNode put(String verb, String kind, String name, String spec) {
    return call(verb + kind, "{" + naming(kind, name) + ",'spec':" + spec + "}");
  }

  JsonNode describe(String kind, String name) {
    return call("Describe" + kind, "{" + naming(kind, name) + "}");
  }

  JsonNode delete(String kind, String name) {
    return call("Delete" + kind, "{" + naming(kind, name) + "}");
  }

  /** The members that name a resource of the ground, ready to stand in an object. */
  static String naming(String kind, String name) {
    String own = kind.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + kind.substring(1);
    String parent =
        switch (kind) {
          case "Route" -> "'virtualRouterName':'r',";
          case "GatewayRoute" -> "'virtualGatewayName':'g',";
          default -> "";
        };
    String mesh = kind.equals("Mesh") ? "" : "'meshName':'m',";
    return mesh + parent + "'" + own + "Name':'" + name + "'";
  }

  /** The kinds of the changes, oldest first. */
  List<String> changes() {
    return ledger.after(store, 0, 100).stream().map(entry -> entry.change().kind()).toList();
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** That the call is refused in this way. */
  static AbstractThrowableAssert<?, ?> assertRefused(ThrowingCallable call, Refusal.Kind kind) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> org.assertj.core.api.Assertions.assertThat(refusal.kind()).isEqualTo(kind));
  }
}
