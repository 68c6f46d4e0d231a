// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.kernel.TlsRoots;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.codec.Pem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends requests to a server, and says in one line why one did not work. Closed before the process
 * ends: the JVM waits 0.3 s for a client that is still open.
 */
public final class Https implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client;

  private Https(HttpClient.Builder client) {
    this.client =
        client.version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
  }

  /** Plain HTTP, or HTTPS that the JDK's roots vouch for. */
  public static Https usual() {
    return new Https(HttpClient.newBuilder());
  }

  /** HTTPS that the roots of a PEM file vouch for. */
  static Https trusting(Path pem) {
    try {
      return new Https(
          HttpClient.newBuilder().sslContext(context(certificates(pem), Optional.empty())));
    } catch (IOException e) {
      throw new CommandRefused("cannot read " + pem + ": expected the server's trust.pem");
    }
  }

  /** HTTPS that these roots vouch for, shown this certificate. */
  static Https trusting(List<X509Certificate> roots, Optional<Shown> shown) {
    return new Https(HttpClient.newBuilder().sslContext(context(roots, shown)));
  }

  /** A client certificate with its key. */
  record Shown(PrivateKey key, List<X509Certificate> chain) {
    /** Names no key. */
    @Override
    public String toString() {
      return "client certificate " + chain.getFirst().getSerialNumber().toString(16);
    }
  }

  /** The certificates of a PEM file. */
  static List<X509Certificate> certificates(Path pem) throws IOException {
    try {
      return Pem.readCertificates(Files.readAllBytes(pem)).stream()
          .map(der -> Certificate.fromDer(der).toX509())
          .toList();
    } catch (PkiException e) {
      throw new CommandRefused(pem + ": " + e.getMessage());
    }
  }

  private static SSLContext context(List<X509Certificate> roots, Optional<Shown> shown) {
    try {
      KeyManager[] keys = shown.isPresent() ? keys(shown.get()) : null;
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, TlsRoots.trusting(roots), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new CommandRefused("cannot set up TLS: " + PlainWords.without(e));
    }
  }

  private static KeyManager[] keys(Shown shown) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "identity", shown.key(), new char[0], shown.chain().toArray(new X509Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  /** The body of a successful answer. */
  public byte[] send(String method, URI uri, Map<String, String> headers, byte[] body) {
    HttpResponse<byte[]> answer = ask(method, uri, headers, body);
    if (answer.statusCode() / 100 != 2) {
      throw refused(answer);
    }
    return answer.body();
  }

  /** Any answer. */
  HttpResponse<byte[]> ask(String method, URI uri, Map<String, String> headers, byte[] body) {
    return ask(method, uri, headers, body, BodyHandlers.ofByteArray());
  }

  /** Any answer, its body read so. */
  <T> HttpResponse<T> ask(
      String method, URI uri, Map<String, String> headers, byte[] body, BodyHandler<T> reading) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      return client.send(request.build(), reading);
    } catch (ConnectException e) {
      throw CommandRefused.passing(
          "no server answers at " + origin(uri) + ": is signet serve running?");
    } catch (SSLHandshakeException e) {
      throw new CommandRefused(
          "no trusted connection to "
              + origin(uri)
              + ": is the trust.pem given, and of this server? "
              + PlainWords.without(e));
    } catch (IOException e) {
      throw CommandRefused.passing("no answer from " + origin(uri) + ": " + PlainWords.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandRefused("interrupted");
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  private static CommandRefused refused(HttpResponse<byte[]> answer) {
    String type = answer.headers().firstValue("x-amzn-errortype").orElse("");
    String said = "";
    try {
      JsonNode body = new ObjectMapper().readTree(answer.body());
      said = body.path("message").asText(body.path("Message").asText(""));
      type = body.path("__type").asText(type);
    } catch (IOException e) {
      // then the status has to do
    }
    String message =
        said.isEmpty() ? origin(answer.uri()) + " answered status " + answer.statusCode() : said;
    return PassingErrors.isOne(answer.statusCode(), type)
        ? CommandRefused.passing(message)
        : new CommandRefused(message);
  }
}
