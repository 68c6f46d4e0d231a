// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import static dev.signet.proxy.stream.ResourceType.CLUSTER;
import static dev.signet.proxy.stream.ResourceType.LISTENER;
import static dev.signet.proxy.stream.ResourceType.SECRET;
import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import dev.signet.proxy.status.ProxyStatus;
import dev.signet.proxy.status.RefusedStream;
import dev.signet.proxy.stream.Closing;
import dev.signet.proxy.stream.RenderedSecret;
import dev.signet.proxy.stream.SecretFacts;
import dev.signet.proxy.stream.SecretName;
import dev.signet.proxy.stream.SecretSource;
import dev.signet.testkit.AdsServer;
import dev.signet.testkit.FakeMesh;
import dev.signet.testkit.Picture;
import dev.signet.testkit.TestAuthority;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.grpc.Status;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdsServiceTest {
  private static final String ORDERS = "mesh/shop/virtualNode/orders";
  private static final String PAYMENTS = "mesh/shop/virtualNode/payments";
  private static final AdsServer server = new AdsServer(AdsSettings.defaults());

  @BeforeAll
  static void start() {
    Picture picture = new Picture().cluster("c", 1).listener("l", 1).secret("s", 1);
    server.mesh.show(ORDERS, picture.snapshot(), picture);
    Picture theirs = new Picture().secret("theirs", 1);
    server.mesh.show(PAYMENTS, theirs.snapshot(), theirs);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TestAuthority.Leaf identity(String resource) {
    return server.authority.uri("spiffe://test/" + resource, Duration.ofHours(1));
  }

  private static AdsClient client(String resource) {
    return AdsClient.tls(server.port(), server.authority, identity(resource));
  }

  @Test
  void aProxyReceivesWhatItShouldHoldAndThenEachChange() throws Exception {
    String node = "mesh/shop/virtualNode/changing";
    Picture picture = new Picture().cluster("c", 1);
    server.mesh.show(node, picture.snapshot(), picture);
    try (AdsClient client = client(node)) {
      AdsClient.DeltaCall call = client.open().subscribe(node, CLUSTER);
      DeltaDiscoveryResponse first = call.next();
      assertThat(names(first)).containsExactly("c");
      call.ack(first);
      picture.cluster("d", 1);
      server.mesh.show(node, picture.snapshot(), picture);
      assertThat(names(call.next())).containsExactly("d");
    }
  }

  @Test
  void theNodeIsReadFromTheFirstMessageOnly() throws Exception {
    try (AdsClient client = client(ORDERS)) {
      AdsClient.DeltaCall call = client.open().subscribe(ORDERS, CLUSTER);
      call.ack(call.next());
      call.subscribe(LISTENER);
      assertThat(names(call.next())).containsExactly("l");
    }
  }

  @Test
  void aClientWithoutACertificateIsAlwaysToldWhatIsMissing() throws Exception {
    try (AdsClient client = AdsClient.tls(server.port(), server.authority)) {
      for (int attempt = 0; attempt < 200; attempt++) {
        Status end = client.open().subscribe(ORDERS, CLUSTER).end();
        assertThat(end.getCode()).as("attempt %d", attempt).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(end.getDescription()).isEqualTo("Missing Authentication Token");
      }
    }
  }

  @Test
  void withoutTlsNothingIsServed() throws Exception {
    try (AdsClient client = AdsClient.plain(server.port())) {
      Status end = client.open().subscribe(ORDERS, SECRET, "s").end();
      assertThat(end.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    }
  }

  @Test
  void aClientThatIsRefusedBeforeItSpeaksIsToldSo() throws Exception {
    try (AdsClient client = AdsClient.tls(server.port(), server.authority)) {
      assertThat(client.open().end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    }
  }

  @Test
  void anEmptyProbeFindsOutThatTheServiceIsThere() throws Exception {
    for (String method : List.of("DeltaAggregatedResources", "StreamAggregatedResources")) {
      HttpRequest probe =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:"
                          + server.port()
                          + "/envoy.service.discovery.v3.AggregatedDiscoveryService/"
                          + method))
              .header("content-type", "application/grpc")
              .POST(BodyPublishers.noBody())
              .build();
      try (HttpClient http = HttpClient.newHttpClient()) {
        HttpResponse<String> answer = http.send(probe, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("grpc-status")).contains("16");
      }
    }
  }

  @Test
  void anIdentityThatTheAuthenticatorRefusesIsToldWhy() throws Exception {
    TestAuthority.Leaf stranger = server.authority.uri("spiffe://other/x", Duration.ofHours(1));
    try (AdsClient client = AdsClient.tls(server.port(), server.authority, stranger)) {
      Status end = client.open().subscribe(ORDERS, CLUSTER).end();
      assertThat(end.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(end.getDescription())
          .isEqualTo("spiffe://other/x: expected a name of the trust domain test");
    }
  }

  @Test
  void aNodeIdOfAnotherResourceIsRefusedEveryTimeAndRecorded() throws Exception {
    try (AdsClient client = client(ORDERS)) {
      for (int attempt = 0; attempt < 90; attempt++) {
        Status end = client.open().subscribe(PAYMENTS, SECRET, "theirs").end();
        assertThat(end.getCode())
            .as("attempt %d", attempt)
            .isEqualTo(Status.Code.PERMISSION_DENIED);
      }
    }
    List<RefusedStream> forbidden =
        server.statuses.refusedStreams().stream()
            .filter(stream -> stream.reason() == Closing.FORBIDDEN)
            .toList();
    assertThat(forbidden).hasSize(1);
    RefusedStream recorded = forbidden.getFirst();
    assertThat(recorded.resourceArn()).contains(FakeMesh.ARN + ORDERS);
    assertThat(recorded.nodeId()).isEqualTo(PAYMENTS);
    assertThat(recorded.address()).isEqualTo("127.0.0.1");
    assertThat(recorded.times()).isEqualTo(90);
  }

  @Test
  void anotherNodesSecretIsNotSentAndRecorded() throws Exception {
    try (AdsClient client = client(ORDERS)) {
      AdsClient.DeltaCall call = client.open().subscribe(ORDERS, SECRET, "theirs", "s");
      assertThat(names(call.next())).containsExactly("s");
      eventually(
          "the refusal is recorded",
          () ->
              server.statuses.of(FakeMesh.ARN + ORDERS).stream()
                  .flatMap(status -> status.refusals().stream())
                  .anyMatch(refused -> refused.name().equals("theirs")));
    }
  }

  @Test
  void aNodeIdInALaterMessageChangesNothing() throws Exception {
    try (AdsClient client = client(ORDERS)) {
      AdsClient.DeltaCall call = client.open().subscribe(ORDERS, CLUSTER);
      call.ack(call.next());
      call.subscribe(PAYMENTS, SECRET, "theirs");
      call.subscribe(PAYMENTS, SECRET, "s");
      assertThat(names(call.next())).containsExactly("s");
    }
  }

  @Test
  void aMalformedNodeIdIsInvalid() throws Exception {
    try (AdsClient client = client(ORDERS)) {
      Status end = client.open().subscribe("orders", CLUSTER).end();
      assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(end.getDescription()).startsWith("node id orders: expected mesh/NAME/");
    }
  }

  @Test
  void aResourceThatDoesNotExistIsInvalid() throws Exception {
    String gone = "mesh/shop/virtualNode/gone";
    try (AdsClient client = client(gone)) {
      Status end = client.open().subscribe(gone, CLUSTER).end();
      assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(end.getDescription()).endsWith(gone + ": expected an existing resource");
    }
  }

  @Test
  void aDeletedResourceEmptiesItsProxyAndEndsItsStream() throws Exception {
    String node = "mesh/shop/virtualNode/deleted";
    Picture picture = new Picture().cluster("c", 1);
    server.mesh.show(node, picture.snapshot(), picture);
    try (AdsClient client = client(node)) {
      AdsClient.DeltaCall call = client.open().subscribe(node, CLUSTER);
      call.ack(call.next());
      server.mesh.delete(node);
      DeltaDiscoveryResponse last = call.next();
      assertThat(last.getRemovedResourcesList()).containsExactly("c");
      call.ack(last);
      assertThat(call.end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
  }

  @Test
  void aStreamEndsWhenItsIdentityDoes() throws Exception {
    TestAuthority.Leaf brief =
        server.authority.uri("spiffe://test/" + ORDERS, Duration.ofSeconds(3));
    try (AdsClient client = AdsClient.tls(server.port(), server.authority, brief)) {
      AdsClient.DeltaCall call = client.open().subscribe(ORDERS, CLUSTER);
      call.ack(call.next());
      Status end = call.end();
      assertThat(end.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(end.getDescription()).startsWith("the client certificate ended at ");
    }
  }

  @Test
  void stateOfTheWorldStreamsAreToldWhatToSet() throws Exception {
    try (AdsClient client = client(ORDERS)) {
      for (int attempt = 0; attempt < 200; attempt++) {
        Status end = client.openStateOfTheWorld();
        assertThat(end.getCode()).as("attempt %d", attempt).isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(end.getDescription()).contains("DELTA_GRPC");
      }
    }
  }

  @Test
  void aClientThatDoesNotReadFillsNoMemoryAndGetsAllOnceItReads() throws Exception {
    String node = "mesh/shop/virtualNode/slow";
    int many = 100;
    Picture names = new Picture();
    IntStream.range(0, many).forEach(i -> names.secret("s" + i, 1));
    server.mesh.show(node, names.snapshot(), new LargeSecrets(1_000_000));
    String[] all = IntStream.range(0, many).mapToObj(i -> "s" + i).toArray(String[]::new);
    int before = server.mesh.rendered();
    try (AdsClient client = client(node)) {
      AdsClient.DeltaCall call = client.openWithoutReading().subscribe(node, SECRET, all);
      eventually("some were sent", () -> delivered(node) > 0);
      call.read(1);
      call.ack(call.next());
      // 32 may wait for their answers; far fewer fit into the window of a client that does not
      // read.
      assertThat(delivered(node)).isLessThan(10);
      assertThat(server.mesh.rendered() - before).isLessThanOrEqualTo(33);
      for (int i = 1; i < many; i++) {
        call.read(1);
        call.ack(call.next());
      }
      eventually("all are known as delivered", () -> delivered(node) == many);
    }
  }

  private static int delivered(String node) {
    return server.statuses.of(FakeMesh.ARN + node).stream()
        .mapToInt(status -> status.secrets().size())
        .sum();
  }

  @Test
  void aSecretThatCannotBeRenderedDoesNotHarmTheOthers() throws Exception {
    String node = "mesh/shop/virtualNode/faulty";
    Picture picture = new Picture().secret("a", 1).secret("b", 1);
    server.mesh.show(node, picture.snapshot(), new FaultySecrets(picture));
    try (AdsClient client = client(node)) {
      AdsClient.DeltaCall call = client.open().subscribe(node, SECRET, "a", "b");
      assertThat(names(call.next())).containsExactly("b");
    }
  }

  @Test
  void theStatusShowsAProxyAndForAWhileThatItLeft() throws Exception {
    String node = "mesh/shop/virtualNode/visible";
    Picture picture = new Picture().cluster("c", 1).listener("l", 1);
    server.mesh.show(node, picture.snapshot(), picture);
    try (AdsClient client = client(node)) {
      AdsClient.DeltaCall call = client.open().subscribe(node, CLUSTER);
      call.ack(call.next());
      call.subscribe(LISTENER);
      call.ack(call.next());
      eventually("it is in sync", () -> only(node).inSync());
      ProxyStatus status = only(node);
      assertThat(status.proxy().node().id()).isEqualTo(node);
      assertThat(status.proxy().address()).isEqualTo("127.0.0.1");
      assertThat(status.type(CLUSTER).acked()).isEqualTo(picture.snapshot().clusters().versions());
      assertThat(status.disconnectedAt()).isEmpty();
      call.leave();
      assertThat(call.end().getCode()).isEqualTo(Status.Code.OK);
      assertThat(only(node).disconnectedAt()).isPresent();
      assertThat(only(node).inSync()).isFalse();
    }
  }

  private static ProxyStatus only(String node) {
    List<ProxyStatus> found = server.statuses.of(FakeMesh.ARN + node);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static List<String> names(DeltaDiscoveryResponse response) {
    List<String> names = new ArrayList<>();
    for (Resource resource : response.getResourcesList()) {
      names.add(resource.getName());
    }
    return names;
  }

  record LargeSecrets(int octets) implements SecretSource {
    @Override
    public Optional<RenderedSecret> render(SecretName secret) {
      Any body = Any.newBuilder().setValue(ByteString.copyFrom(new byte[octets])).build();
      return Optional.of(
          new RenderedSecret(body, new SecretFacts(List.of(), Optional.empty(), Optional.empty())));
    }

    @Override
    public Optional<SecretFacts> facts(SecretName secret) {
      return render(secret).map(RenderedSecret::facts);
    }

    @Override
    public boolean belongsToAnother(String name) {
      return false;
    }
  }

  private record FaultySecrets(SecretSource source) implements SecretSource {
    @Override
    public Optional<RenderedSecret> render(SecretName secret) {
      if (secret.name().equals("a")) {
        throw new IllegalStateException("the vault is on fire");
      }
      return source.render(secret);
    }

    @Override
    public Optional<SecretFacts> facts(SecretName secret) {
      return render(secret).map(RenderedSecret::facts);
    }

    @Override
    public boolean belongsToAnother(String name) {
      return false;
    }
  }
}
