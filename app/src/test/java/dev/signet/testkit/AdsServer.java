// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.TlsProvider;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerTlsConfig;
import dev.signet.proxy.ads.AdsService;
import dev.signet.proxy.ads.AdsSettings;
import dev.signet.proxy.ads.ProxySide;
import dev.signet.proxy.status.ProxyStatuses;
import io.netty.handler.ssl.ClientAuth;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The discovery service on a free loopback port, plain and TLS at once, over a mesh in memory. */
public final class AdsServer implements AutoCloseable {
  public final FakeMesh mesh = new FakeMesh();
  public final ProxyStatuses statuses = new ProxyStatuses(InstantSource.system());
  public final TestAuthority authority = new TestAuthority("proxies");
  private final AdsService service;
  private final Server server;

  public AdsServer(AdsSettings settings) {
    this(settings, 0);
  }

  /** A server on a port that an earlier one had. */
  public AdsServer(AdsSettings settings, int port) {
    this.service =
        new AdsService(
            new ProxySide(mesh, mesh, statuses),
            settings,
            InstantSource.system(),
            new SeededEntropy(1));
    var builder =
        Server.builder()
            .port(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                SessionProtocol.HTTP,
                SessionProtocol.HTTPS)
            .pingInterval(Duration.ofSeconds(10))
            .idleTimeout(Duration.ofSeconds(60), true)
            .tlsProvider(
                new Certificates(authority),
                ServerTlsConfig.builder().clientAuth(ClientAuth.OPTIONAL).build());
    service.mountOn(builder);
    this.server = builder.build();
    server.start().join();
  }

  public int port() {
    return server.activeLocalPort();
  }

  /** Asks every stream to end. */
  public void endStreams() {
    service.close();
  }

  /** Ends the streams at once; the server itself needs two quiet seconds that nobody waits for. */
  @Override
  public void close() {
    service.close();
    var _ = server.stop();
  }

  private static final class Certificates implements TlsProvider {
    private final TlsKeyPair own;
    private final List<X509Certificate> trusted;

    Certificates(TestAuthority authority) {
      TestAuthority.Leaf leaf = authority.loopback();
      this.own = TlsKeyPair.of(leaf.key(), leaf.certificate());
      this.trusted = List.of(authority.certificate());
    }

    @Override
    public @Nullable TlsKeyPair keyPair(String hostname) {
      return own;
    }

    @Override
    public List<X509Certificate> trustedCertificates(String hostname) {
      return trusted;
    }
  }
}
