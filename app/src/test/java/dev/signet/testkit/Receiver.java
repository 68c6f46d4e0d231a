// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Somebody to whom events are posted: keeps what it took, and answers as it is told. */
public final class Receiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
  private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final List<String> types = new CopyOnWriteArrayList<>();
  private volatile ToIntFunction<JsonNode> answer = _ -> 204;

  private Receiver(HttpServer server) {
    this.server = server;
    server.createContext("/", this::answer);
    server.start();
  }

  /** One that is spoken to in plain HTTP. */
  public static Receiver plain() {
    try {
      return new Receiver(HttpServer.create(here(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One over TLS that shows this certificate. */
  public static Receiver showing(TestAuthority.Leaf leaf) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("own", leaf.key(), new char[0], new Certificate[] {leaf.certificate()});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      HttpsServer server = HttpsServer.create(here(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      return new Receiver(server);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InetSocketAddress here() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode event = JSON.readTree(exchange.getRequestBody().readAllBytes());
      int status = answer.applyAsInt(event);
      asked.add(event);
      types.add(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
      tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      if (status < 300) {
        taken.add(event);
      }
      if (status >= 300 && status < 400) {
        exchange.getResponseHeaders().add("Location", url().resolve("/elsewhere").toString());
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  public URI url() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/hooks");
  }

  /** From now on it answers this status. */
  public void answers(ToIntFunction<JsonNode> newAnswer) {
    answer = newAnswer;
  }

  /** All that came, also again. */
  public List<JsonNode> asked() {
    return asked;
  }

  public List<JsonNode> taken() {
    return taken;
  }

  public List<String> subjectsTaken() {
    return taken.stream().map(event -> event.path("subject").asText()).toList();
  }

  public List<String> tokens() {
    return tokens;
  }

  public List<String> contentTypes() {
    return types;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
