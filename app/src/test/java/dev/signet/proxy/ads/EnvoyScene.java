// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import static dev.signet.testkit.Eventually.eventually;

import com.sun.net.httpserver.HttpServer;
import dev.signet.proxy.status.ProxyStatus;
import dev.signet.proxy.stream.ResourceType;
import dev.signet.testkit.AdsServer;
import dev.signet.testkit.EnvoyProcess;
import dev.signet.testkit.FakeMesh;
import dev.signet.testkit.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** One node with a real Envoy, two applications behind it, and a client in front of it. */
final class EnvoyScene implements AutoCloseable {
  final TestAuthority authority = new TestAuthority("services");
  final EnvoyPicture picture = new EnvoyPicture();
  final int port = freePort();
  private final List<HttpServer> apps = new ArrayList<>();
  private final AdsServer server;
  private final String node;
  private final SSLContext trust;

  EnvoyScene(AdsServer server, String name) {
    this.server = server;
    this.node = "mesh/shop/virtualNode/" + name;
    this.trust = trusting(authority.certificate());
    picture
        .cluster("app", 1)
        .endpoint("app", app("yellow"))
        .secret("server", authority.loopback())
        .listener("in", port, "server")
        .routes("in", "app");
  }

  /** Starts an application that always answers the same; its port. */
  int app(String answer) {
    try {
      HttpServer app =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      app.createContext(
          "/",
          exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      app.start();
      apps.add(app);
      return app.getAddress().getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the picture what the node should hold. */
  void show() {
    server.mesh.show(node, picture.snapshot(), picture);
  }

  EnvoyProcess startEnvoy(Path dir) {
    return EnvoyProcess.start(dir, node, server);
  }

  /** Starts Envoy with the picture and waits until it took all of it. */
  EnvoyProcess startInSync(Path dir) {
    show();
    EnvoyProcess envoy = startEnvoy(dir);
    try {
      eventually("Envoy is live", envoy::live);
      awaitSync();
    } catch (AssertionError e) {
      envoy.close();
      throw new AssertionError(e.getMessage() + "\n" + envoy.log(), e);
    }
    return envoy;
  }

  /** Shows the picture and waits until Envoy took all of it. */
  void showAndAwaitSync() {
    show();
    awaitSync();
  }

  void awaitSync() {
    eventually("in sync: " + describe(), () -> all().stream().anyMatch(this::holdsAll));
  }

  private boolean holdsAll(ProxyStatus status) {
    return status.inSync()
        && status
            .type(ResourceType.LISTENER)
            .acked()
            .equals(picture.snapshot().listeners().versions())
        && status
            .type(ResourceType.CLUSTER)
            .acked()
            .equals(picture.snapshot().clusters().versions());
  }

  private String describe() {
    return all().toString();
  }

  /** The connected proxy. */
  ProxyStatus status() {
    return all().getFirst();
  }

  /** The connected proxy first, then those that left. */
  List<ProxyStatus> all() {
    return server.statuses.of(FakeMesh.ARN + node);
  }

  /** What a new TLS connection to a port is answered, or the status when it is not 200. */
  String get(int atPort) {
    try (HttpClient http = HttpClient.newBuilder().sslContext(trust).build()) {
      var response =
          http.send(
              HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + atPort + "/"))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              BodyHandlers.ofString(StandardCharsets.UTF_8));
      return response.statusCode() == 200 ? response.body() : "" + response.statusCode();
    } catch (IOException e) {
      return "no connection";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The certificate that a new handshake shows. */
  X509Certificate served(int atPort) {
    try (SSLSocket socket =
        (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", atPort)) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SSLContext trusting(X509Certificate anchor) {
    try {
      KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
      anchors.load(null, null);
      anchors.setCertificateEntry("anchor", anchor);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(anchors);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    apps.forEach(app -> app.stop(0));
  }
}
