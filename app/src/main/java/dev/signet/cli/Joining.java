// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.proxy.JoinToken;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.generated.signet.CreateProxyCertificateInput;
import dev.signet.wire.generated.signet.CreateProxyCertificateOutput;
import dev.signet.wire.generated.signet.RenewProxyCertificateInput;
import dev.signet.wire.generated.signet.RenewProxyCertificateOutput;
import dev.signet.wire.generated.signet.Signet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The proxy's side of joining and of renewing its identity. The key never leaves the machine. */
final class Joining {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final DistinguishedName PROXY =
      DistinguishedName.of(AttributeType.COMMON_NAME, "proxy");
  private static final int PATIENCE_MILLIS = 10_000;

  private Joining() {}

  /**
   * A new identity.
   *
   * @param keyPem its private key: a secret
   * @param trustPem what the server's certificate ends at
   */
  record Joined(
      String keyPem, String chainPem, String trustPem, String resourceArn, Instant notAfter) {
    /** Names no key. */
    @Override
    public String toString() {
      return "identity of " + resourceArn + " until " + notAfter;
    }
  }

  /**
   * Exchanges a token for an identity. The server is looked at first, without telling it anything:
   * it must show the authority whose key the token pins.
   */
  static Joined join(URI endpoint, String token) {
    String pin =
        JoinToken.parse(token)
            .map(JoinToken::pin)
            .orElseThrow(() ->
                new CommandRefused(
                    "the token is malformed: expected what signet proxy token printed"));
    X509Certificate root =
        shownBy(endpoint).stream()
            .filter(certificate -> pin.equals(keyHash(certificate)))
            .findFirst()
            .orElseThrow(() ->
                new CommandRefused(
                    "the server at "
                        + endpoint
                        + " is not the one that made the token: nothing was sent to it"));
    KeyRequest own = KeyRequest.of(PROXY, Extensions.none());
    CreateProxyCertificateOutput answer;
    try (Https server = Https.trusting(List.of(root), Optional.empty())) {
      answer =
          post(
              server,
              endpoint,
              Signet.CREATE_PROXY_CERTIFICATE,
              new CreateProxyCertificateInput(token, own.pem()));
    }
    return new Joined(
        own.keyPem(),
        answer.certificateChain(),
        answer.trust(),
        answer.resourceArn(),
        answer.notAfter());
  }

  /** Exchanges an identity for its successor, with a new key. */
  static Joined renew(URI endpoint, List<X509Certificate> roots, Https.Shown present) {
    KeyRequest own = KeyRequest.of(PROXY, Extensions.none());
    RenewProxyCertificateOutput answer;
    try (Https server = Https.trusting(roots, Optional.of(present))) {
      answer =
          post(
              server,
              endpoint,
              Signet.RENEW_PROXY_CERTIFICATE,
              new RenewProxyCertificateInput(own.pem()));
    }
    return new Joined(
        own.keyPem(),
        answer.certificateChain(),
        answer.trust(),
        answer.resourceArn(),
        answer.notAfter());
  }

  private static <I, O> O post(Https server, URI endpoint, Operation<I, O> operation, I input) {
    URI uri = endpoint.resolve(operation.uriTemplate());
    return operation.decodeOutput(server.send("POST", uri, JSON, operation.encodeInput(input)));
  }

  private static String keyHash(X509Certificate certificate) {
    try {
      byte[] key = Certificate.fromDer(certificate.getEncoded()).publicKey().der();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificates that a server shows; nothing is believed of them and nothing is sent. */
  private static List<X509Certificate> shownBy(URI endpoint) {
    int port = endpoint.getPort() < 0 ? 443 : endpoint.getPort();
    String host = endpoint.getHost().replaceAll("[\\[\\]]", "");
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      plain.setSoTimeout(PATIENCE_MILLIS);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Looking()}, null);
      try (SSLSocket tls =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
        tls.startHandshake();
        return Arrays.stream(tls.getSession().getPeerCertificates())
            .map(X509Certificate.class::cast)
            .toList();
      }
    } catch (IOException e) {
      throw new CommandRefused("no server answers by TLS at " + endpoint + ": " + PlainWords.of(e));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  /** Looks at a server without trusting it: the pin decides afterwards. */
  private static final class Looking implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
