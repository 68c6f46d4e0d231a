// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import static dev.signet.testkit.Eventually.eventually;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Envoy that takes everything from a discovery service over mutual TLS. The binary is named
 * by the system property {@code signet.envoy}.
 */
public final class EnvoyProcess implements AutoCloseable {
  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI admin;
  private final Path log;

  private EnvoyProcess(Process process, URI admin, Path log) {
    this.process = process;
    this.admin = admin;
    this.log = log;
  }

  /** Starts one with an identity of its own; it need not become ready. */
  public static EnvoyProcess start(Path dir, String nodeId, AdsServer server) {
    return start(dir, nodeId, nodeId, server);
  }

  /** Starts one that claims to be one node with the identity of another. */
  public static EnvoyProcess start(Path dir, String nodeId, String identityOf, AdsServer server) {
    return start(
        dir,
        nodeId,
        server,
        server.authority.uri("spiffe://test/" + identityOf, Duration.ofHours(1)));
  }

  /** Starts one with that identity. */
  public static EnvoyProcess start(
      Path dir, String nodeId, AdsServer server, TestAuthority.Leaf identity) {
    Path log = dir.resolve("envoy.log");
    Path address = dir.resolve("admin");
    try {
      Files.createDirectories(dir);
      Files.writeString(dir.resolve("trust.pem"), server.authority.certificatePem());
      Files.writeString(dir.resolve("sds.yaml"), identitySecret(dir));
      renew(dir, identity);
      Files.writeString(dir.resolve("envoy.yaml"), bootstrap(dir, nodeId, server.port()));
      Process process =
          new ProcessBuilder(
                  List.of(
                      binary(),
                      "-c",
                      dir.resolve("envoy.yaml").toString(),
                      "--concurrency",
                      "1",
                      "--disable-hot-restart",
                      "--drain-time-s",
                      "1",
                      "--log-level",
                      "warning",
                      "--admin-address-path",
                      address.toString()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      eventually(
          "Envoy writes its admin address, see " + log,
          () -> !process.isAlive() || address.toFile().length() > 0);
      if (!process.isAlive()) {
        throw new AssertionError("Envoy did not start:\n" + Files.readString(log));
      }
      return new EnvoyProcess(
          process, URI.create("http://" + Files.readString(address).strip() + "/"), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts what {@code signet proxy bootstrap} wrote, by its own script.
   *
   * @param admin address of the admin page that the bootstrap names
   */
  public static EnvoyProcess startFolder(Path dir, String admin) {
    Path log = dir.resolve("envoy.log");
    ProcessBuilder run =
        new ProcessBuilder(
                dir.resolve("run").toString(), "--concurrency", "1", "--log-level", "warning")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    run.environment().put("ENVOY", binary());
    try {
      return new EnvoyProcess(run.start(), URI.create(admin), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String binary() {
    String path = System.getProperty("signet.envoy", "");
    if (path.isEmpty() || !Files.isExecutable(Path.of(path))) {
      throw new AssertionError(
          "-Dsignet.envoy=" + path + ": expected the path of an Envoy 1.40.0 binary");
    }
    return path;
  }

  private static String bootstrap(Path dir, String nodeId, int port) {
    return """
    node: {id: "%1$s", cluster: test}
    admin: {address: {socket_address: {address: 127.0.0.1, port_value: 0}}}
    dynamic_resources:
      ads_config:
        api_type: DELTA_GRPC
        transport_api_version: V3
        set_node_on_first_message_only: true
        grpc_services:
        - envoy_grpc:
            cluster_name: signet_xds
            retry_policy: {retry_back_off: {base_interval: 0.1s, max_interval: 1s}}
      lds_config: {ads: {}, resource_api_version: V3, initial_fetch_timeout: 0s}
      cds_config: {ads: {}, resource_api_version: V3, initial_fetch_timeout: 0s}
    static_resources:
      clusters:
      - name: signet_xds
        type: STATIC
        connect_timeout: 1s
        typed_extension_protocol_options:
          envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
            "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
            explicit_http_config: {http2_protocol_options: {}}
        load_assignment:
          cluster_name: signet_xds
          endpoints:
          - lb_endpoints:
            - endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: %2$d}}}
        transport_socket:
          name: envoy.transport_sockets.tls
          typed_config:
            "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
            common_tls_context:
              tls_params: {tls_maximum_protocol_version: TLSv1_3}
              tls_certificate_sds_secret_configs:
              - name: identity
                sds_config:
                  path_config_source: {path: %3$s/sds.yaml}
                  resource_api_version: V3
              validation_context: {trusted_ca: {filename: %3$s/trust.pem}}
    """
        .formatted(nodeId, port, dir);
  }

  private static String identitySecret(Path dir) {
    return """
    resources:
    - "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret
      name: identity
      tls_certificate:
        certificate_chain: {filename: %1$s/chain.pem}
        private_key: {filename: %1$s/key.pem}
        watched_directory: {path: %1$s}
    """
        .formatted(dir);
  }

  /** Replaces the identity of the Envoy that lives in a directory. */
  public static void renew(Path dir, TestAuthority.Leaf identity) throws IOException {
    Files.writeString(dir.resolve("key.new"), identity.keyPem());
    Files.writeString(dir.resolve("chain.new"), identity.chainPem());
    Files.move(dir.resolve("key.new"), dir.resolve("key.pem"), REPLACE_EXISTING);
    Files.move(dir.resolve("chain.new"), dir.resolve("chain.pem"), REPLACE_EXISTING);
  }

  /** Whether it is ready for traffic. */
  public boolean live() {
    try {
      return get("ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      if (!process.isAlive()) {
        throw new AssertionError("Envoy has ended:\n" + log());
      }
      return false; // it does not listen yet
    }
  }

  /** The answer of an admin page. */
  public String admin(String page) {
    return get(page).body();
  }

  /** A counter or gauge; 0 when Envoy does not have it. */
  public long stat(String name) {
    for (String line : admin("stats?filter=" + name.replace(".", "%5C.")).split("\n", -1)) {
      if (line.startsWith(name + ": ")) {
        return Long.parseLong(line.substring(name.length() + 2));
      }
    }
    return 0;
  }

  /** What it wrote so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> get(String page) {
    try {
      return http.send(
          HttpRequest.newBuilder(admin.resolve(page)).timeout(Duration.ofSeconds(5)).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(log(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
