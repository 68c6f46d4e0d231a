// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.GracefulShutdown;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerTlsConfig;
import dev.signet.trust.ServerIdentity;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.ClientAuth;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The two listening ports. The first answers the APIs, the discovery streams and the console by
 * HTTP/1.1 and HTTP/2, with and without TLS (without on loopback only). The second is plain HTTP by
 * design: whether the server lives, and what everybody may read.
 */
public final class WebServer implements AutoCloseable {
  /** In octets: a certificate chain of 2 MiB is legal and grows in base64. */
  static final long MAX_BODY = 4L * 1024 * 1024;

  static final String CONSOLE = "/signet/console";

  /** Where no body is expected, in octets. */
  private static final long NO_BODY = 1024;

  /** Of an OCSP request, in octets. */
  private static final long SMALL_BODY = 4096;

  /** Of one connection; a proxy needs one. */
  static final int MAX_STREAMS = 256;

  /** In octets. */
  static final int MAX_HEADERS = 32 * 1024;

  /** Answers that wait for one write to a connection. */
  private static final int MOST_FLUSHES = 256;

  /** What a connection takes of the heap, in octets; TLS and tables of headers are most of it. */
  private static final int CONNECTION = 64 * 1024;

  private final Server api;
  private final Server status;

  private WebServer(Server api, Server status) {
    this.api = api;
    this.status = status;
  }

  /**
   * What the ports serve.
   *
   * @param calls everything else
   * @param streams adds the discovery streams
   * @param console the page for people
   * @param status adds what the status port answers
   */
  public record Content(
      Front calls,
      Consumer<ServerBuilder> streams,
      HttpService console,
      Consumer<ServerBuilder> status) {}

  /**
   * Opens both ports.
   *
   * @param port the API port; the status port is the next one; 0 takes two free ports
   * @throws CompletionException when a port cannot be opened
   */
  public static WebServer open(String host, int port, ServerIdentity identity, Content content) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    Exchanges exchanges = Exchanges.ofHeap();
    ServerBuilder builder = hardened(exchanges);
    if (isLoopback(host)) {
      builder.port(address, SessionProtocol.HTTP, SessionProtocol.HTTPS);
    } else {
      builder.port(address, SessionProtocol.HTTPS);
    }
    // A client certificate is asked for, not required: signed calls come without one.
    builder.tlsProvider(
        new ServerTls(identity), ServerTlsConfig.builder().clientAuth(ClientAuth.OPTIONAL).build());
    content.streams().accept(builder);
    Server api =
        builder
            .errorHandler(content.calls().httpErrors())
            .route()
            .path(CONSOLE)
            .path("prefix:" + CONSOLE + "/")
            .decorator(exchanges)
            .maxRequestLength(NO_BODY)
            .build(content.console())
            // Of S3 only what is signed for it may have a large body.
            .route()
            .pathPrefix("/")
            .matchesHeaders("authorization", Routes::isSignedForObjects)
            .decorator(exchanges)
            .maxRequestLength(S3Door.MOST)
            .requestTimeout(S3Door.LONGEST)
            .build(content.calls().objects())
            .route()
            .pathPrefix("/")
            .matchesHeaders(":path", Routes::isSignedForObjectsInQuery)
            .decorator(exchanges)
            .maxRequestLength(S3Door.MOST)
            .requestTimeout(S3Door.LONGEST)
            .build(content.calls().objects())
            .serviceUnder("/", content.calls().decorate(exchanges))
            .build();
    ServerBuilder open =
        hardened(exchanges)
            .maxRequestLength(SMALL_BODY)
            .decorator(exchanges)
            .port(new InetSocketAddress(host, port == 0 ? 0 : port + 1), SessionProtocol.HTTP);
    content.status().accept(open);
    Server status = open.build();
    api.start().join();
    try {
      status.start().join();
    } catch (CompletionException e) {
      api.stop().join();
      throw e;
    }
    return new WebServer(api, status);
  }

  /** Whether only this machine can connect to a host's address. */
  public static boolean isLoopback(String host) {
    InetAddress address = new InetSocketAddress(host, 0).getAddress();
    return address != null && address.isLoopbackAddress();
  }

  private static ServerBuilder hardened(Exchanges exchanges) {
    return Server.builder()
        .maxNumConnections(maxConnections())
        .childChannelPipelineCustomizer(pipeline -> {
          exchanges.gate(pipeline);
          // Headers and body of an answer are flushed apart: one write for both.
          pipeline.addFirst(new FlushConsolidationHandler(MOST_FLUSHES, true));
        })
        .workerGroup(Runtime.getRuntime().availableProcessors())
        .maxRequestLength(MAX_BODY)
        .requestTimeout(Duration.ofSeconds(60))
        .http1MaxHeaderSize(MAX_HEADERS)
        .http1MaxInitialLineLength(MAX_HEADERS)
        .http2MaxHeaderListSize(MAX_HEADERS)
        .http2MaxStreamsPerConnection(MAX_STREAMS)
        // Notices a proxy that vanished without a word, and keeps live ones that are idle.
        .pingInterval(Duration.ofSeconds(15))
        .idleTimeout(Duration.ofSeconds(60), true)
        .gracefulShutdown(
            GracefulShutdown.builder()
                .quietPeriod(Duration.ZERO)
                .timeout(Duration.ofSeconds(2))
                .build())
        .verboseResponses(false);
  }

  /** Of each port: in half of the heap, so that there is room for what they ask. */
  private static int maxConnections() {
    return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2 / CONNECTION);
  }

  /** The port that the APIs are on, also when a free one was taken. */
  public int apiPort() {
    return port(api);
  }

  /** The port that tells whether the server lives. */
  public int statusPort() {
    return port(status);
  }

  /** Of whatever address: a "local" port of the library is one of loopback or of all addresses. */
  private static int port(Server server) {
    return Objects.requireNonNull(server.activePort()).localAddress().getPort();
  }

  @Override
  public void close() {
    var ended = status.stop();
    api.stop().join();
    ended.join();
  }
}
