// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.common.TlsKeyPair;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The private keys that a server delivers to proxies: {@code java -cp LIB/* DeliveredKeys.java
 * ENDPOINT FOLDER…}. For each folder that {@code signet proxy bootstrap} wrote, it opens a
 * discovery stream as that proxy and prints, as PEM, the keys that its listeners and clusters use.
 */
public final class DeliveredKeys implements StreamObserver<DeltaDiscoveryResponse> {
  private static final int PATIENCE_SECONDS = 20;
  private static final String CLUSTERS = url(Cluster.getDefaultInstance());
  private static final String LISTENERS = url(Listener.getDefaultInstance());
  private static final String SECRETS = url(Secret.getDefaultInstance());

  private final BlockingQueue<DeltaDiscoveryResponse> responses = new LinkedBlockingQueue<>();
  private StreamObserver<DeltaDiscoveryRequest> requests;

  private DeliveredKeys() {}

  /** Prints the keys. */
  public static void main(String[] arguments) throws Exception {
    for (int i = 1; i < arguments.length; i++) {
      printKeys(URI.create(arguments[0]), Path.of(arguments[i]));
    }
    System.exit(0); // the client's threads live on
  }

  private static void printKeys(URI endpoint, Path proxy) throws Exception {
    JsonNode identity =
        new ObjectMapper()
            .readTree(proxy.resolve("identity/sds.yaml").toFile())
            .at("/resources/0/tls_certificate");
    try (ClientFactory factory =
        ClientFactory.builder()
            .tls(
                TlsKeyPair.of(
                    inline(identity.path("private_key")),
                    inline(identity.path("certificate_chain"))))
            .tlsCustomizer(tls -> tls.trustManager(proxy.resolve("trust.pem").toFile()))
            .build()) {
      new DeliveredKeys()
          .read(
              GrpcClients.builder("gproto+" + endpoint)
                  .factory(factory)
                  .responseTimeoutMillis(0)
                  .build(AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceStub.class),
              node(Files.readString(proxy.resolve("envoy.yaml"))));
    }
  }

  private static InputStream inline(JsonNode source) {
    String pem = source.path("inline_string").asText();
    return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
  }

  /** What bootstrap wrote for Envoy to tell of itself; the values are JSON. */
  private static Node node(String yaml) throws IOException {
    Struct.Builder placement = Struct.newBuilder();
    JsonFormat.parser()
        .merge("{\"signet.proxy\":" + found(yaml, "    signet\\.proxy: (.*)") + "}", placement);
    return Node.newBuilder()
        .setId(found(yaml, "  id: \"(.*)\""))
        .setMetadata(placement)
        .build();
  }

  private static String found(String text, String line) {
    Matcher found = Pattern.compile("^" + line + "$", Pattern.MULTILINE).matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("envoy.yaml has no line " + line);
    }
    return found.group(1);
  }

  private void read(
      AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceStub server, Node node)
      throws Exception {
    requests = server.deltaAggregatedResources(this);
    requests.onNext(
        DeltaDiscoveryRequest.newBuilder().setNode(node).setTypeUrl(CLUSTERS).build());
    requests.onNext(DeltaDiscoveryRequest.newBuilder().setTypeUrl(LISTENERS).build());
    Set<String> awaitedTypes = new HashSet<>(Set.of(CLUSTERS, LISTENERS));
    Set<String> askedSecrets = new HashSet<>();
    Set<String> awaitedSecrets = new HashSet<>();
    while (!awaitedTypes.isEmpty() || !awaitedSecrets.isEmpty()) {
      DeltaDiscoveryResponse response = responses.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (response == null) {
        throw new IllegalStateException("not told: " + awaitedTypes + " " + awaitedSecrets);
      }
      requests.onNext(
          DeltaDiscoveryRequest.newBuilder()
              .setTypeUrl(response.getTypeUrl())
              .setResponseNonce(response.getNonce())
              .build());
      awaitedTypes.remove(response.getTypeUrl());
      for (Resource resource : response.getResourcesList()) {
        for (String name : secretsIn(resource.getResource())) {
          if (askedSecrets.add(name)) {
            awaitedSecrets.add(name);
            subscribe(name);
          }
        }
        if (resource.getResource().is(Secret.class)) {
          print(resource.getResource().unpack(Secret.class));
          awaitedSecrets.remove(resource.getName());
        }
      }
    }
    requests.onCompleted();
  }

  private void subscribe(String secret) {
    requests.onNext(
        DeltaDiscoveryRequest.newBuilder()
            .setTypeUrl(SECRETS)
            .addResourceNamesSubscribe(secret)
            .build());
  }

  private static void print(Secret secret) {
    System.out.print(secret.getTlsCertificate().getPrivateKey().getInlineBytes().toStringUtf8());
  }

  /** The names of the certificates with keys that a resource uses. */
  private static Set<String> secretsIn(Any resource) throws InvalidProtocolBufferException {
    Set<String> names = new HashSet<>();
    if (resource.is(Listener.class)) {
      for (FilterChain chain : resource.unpack(Listener.class).getFilterChainsList()) {
        addSecrets(names, chain.getTransportSocket());
      }
    } else if (resource.is(Cluster.class)) {
      addSecrets(names, resource.unpack(Cluster.class).getTransportSocket());
    }
    return names;
  }

  private static void addSecrets(Set<String> names, TransportSocket socket)
      throws InvalidProtocolBufferException {
    Any context = socket.getTypedConfig();
    CommonTlsContext common = CommonTlsContext.getDefaultInstance();
    if (context.is(DownstreamTlsContext.class)) {
      common = context.unpack(DownstreamTlsContext.class).getCommonTlsContext();
    } else if (context.is(UpstreamTlsContext.class)) {
      common = context.unpack(UpstreamTlsContext.class).getCommonTlsContext();
    }
    common.getTlsCertificateSdsSecretConfigsList().stream()
        .map(SdsSecretConfig::getName)
        .forEach(names::add);
  }

  private static String url(Message type) {
    return Any.pack(type).getTypeUrl();
  }

  @Override
  public void onNext(DeltaDiscoveryResponse response) {
    responses.add(response);
  }

  @Override
  public void onError(Throwable cause) {
    System.err.println("the stream ended: " + cause);
  }

  @Override
  public void onCompleted() {
    System.err.println("the stream ended");
  }
}
