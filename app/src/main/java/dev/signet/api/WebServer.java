// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.GracefulShutdown;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * The two listening ports: the first answers the APIs by HTTP/1.1 and HTTP/2; the second is plain
 * HTTP by design and tells whether the server lives.
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
   * Opens both ports.
   *
   * @param port the API port; the status port is the next one; 0 takes two free ports
   * @throws CompletionException when a port cannot be opened
   */
  public static WebServer open(String host, int port, HttpService calls) {
    Server api = hardened(new InetSocketAddress(host, port)).serviceUnder("/", calls).build();
    Server status =
        hardened(new InetSocketAddress(host, port == 0 ? 0 : port + 1))
            .service(
                "/health",
                (context, request) ->
                    HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, "ok\n"))
            .build();
    api.start().join();
    try {
      status.start().join();
    } catch (CompletionException e) {
      api.stop().join();
      throw e;
    }
    return new WebServer(api, status);
  }

  private static ServerBuilder hardened(InetSocketAddress address) {
    return Server.builder()
        .port(address, SessionProtocol.HTTP)
        .maxRequestLength(MAX_BODY)
        .requestTimeout(Duration.ofSeconds(60))
        .http1MaxHeaderSize(MAX_HEADERS)
        .http1MaxInitialLineLength(MAX_HEADERS)
        .http2MaxHeaderListSize(MAX_HEADERS)
        .idleTimeout(Duration.ofSeconds(60), true)
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
