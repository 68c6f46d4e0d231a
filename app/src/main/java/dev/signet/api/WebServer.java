// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.TlsProvider;
import com.linecorp.armeria.server.GracefulShutdown;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerTlsConfig;
import com.linecorp.armeria.server.grpc.GrpcService;
import io.netty.handler.ssl.ClientAuth;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The two listening ports. The first answers the APIs, the discovery streams and the console, by
 * HTTP/1.1 and HTTP/2, with and without TLS (plain HTTP on loopback only). The second is plain HTTP
 * by design: health now, revocation status later.
 */
public final class WebServer implements AutoCloseable {
  /** A 2 MiB certificate chain is legal and grows in base64. */
  static final long MAX_BODY = 4L * 1024 * 1024;

  private static final int MAX_HEADERS = 32 * 1024;

  private final Server api;
  private final Server status;

  private WebServer(Server api, Server status) {
    this.api = api;
    this.status = status;
  }

  /**
   * What the API port serves.
   *
   * @param calls everything that is neither a discovery stream nor a console page
   * @param streams built after the port is open, because it is slow to load
   */
  public record Content(HttpService calls, HttpService console, Supplier<GrpcService> streams) {}

  /**
   * Opens both ports.
   *
   * @param port the API port; the status port is the next one; 0 takes two free ports
   */
  public static WebServer open(String host, int port, TlsProvider tls, Content content) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    InetAddress bound = address.getAddress();
    if (bound == null) {
      throw new IllegalArgumentException("address '" + host + "': expected one of this machine");
    }
    ServerBuilder builder = hardened();
    if (bound.isLoopbackAddress()) {
      builder.port(address, SessionProtocol.HTTP, SessionProtocol.HTTPS);
    } else {
      builder.port(address, SessionProtocol.HTTPS);
    }
    builder
        // Asked for, not required: signed calls come without one. Trust is never empty, because an
        // empty list would mean the JDK's public roots.
        .tlsProvider(tls, ServerTlsConfig.builder().clientAuth(ClientAuth.OPTIONAL).build())
        .service(
            content.streams().get(),
            stream ->
                stream.decorate((delegate, context, request) -> {
                  context.clearRequestTimeout();
                  context.setMaxRequestLength(0);
                  return delegate.serve(context, request);
                }))
        .serviceUnder("/signet/console", content.console())
        .serviceUnder("/", content.calls());
    Server api = builder.build();
    Server status =
        hardened()
            .port(new InetSocketAddress(host, port == 0 ? 0 : port + 1), SessionProtocol.HTTP)
            .service(
                "/health",
                (context, request) ->
                    HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, "ok\n"))
            .build();
    api.start().join();
    status.start().join();
    return new WebServer(api, status);
  }

  private static ServerBuilder hardened() {
    return Server.builder()
        .maxRequestLength(MAX_BODY)
        .requestTimeout(Duration.ofSeconds(60))
        .http1MaxHeaderSize(MAX_HEADERS)
        .http1MaxInitialLineLength(MAX_HEADERS)
        .http2MaxHeaderListSize(MAX_HEADERS)
        // Notices a proxy that was stopped, and keeps live idle ones.
        .pingInterval(Duration.ofSeconds(15))
        .idleTimeout(Duration.ofSeconds(60), true)
        // Without the delay the status of a refused stream is often lost.
        .requestAutoAbortDelayMillis(2000)
        .gracefulShutdown(
            GracefulShutdown.builder()
                .quietPeriod(Duration.ZERO)
                .timeout(Duration.ofSeconds(2))
                .build())
        .verboseResponses(false);
  }

  public int apiPort() {
    return api.activeLocalPort();
  }

  public int statusPort() {
    return status.activeLocalPort();
  }

  @Override
  public void close() {
    var ended = status.stop();
    api.stop().join();
    ended.join();
  }
}
