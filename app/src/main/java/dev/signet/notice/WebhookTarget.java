// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.notice;

import dev.signet.kernel.Refusal;
import dev.signet.kernel.TlsRoots;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.codec.Pem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * Where events are delivered.
 *
 * @param url {@code https}, or {@code http}; chosen by who runs the server, so that it may be any
 * @param tokenFile holds a bearer token that comes with each event; it may be replaced at any time
 * @param trustFile PEM of the roots that vouch for the receiver, read at the start; the JDK's
 *     otherwise
 */
public record WebhookTarget(URI url, Optional<Path> tokenFile, Optional<Path> trustFile) {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*"); // RFC 6750

  public WebhookTarget {
    if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
      throw new IllegalArgumentException(
          "webhook '" + url + "': expected http://HOST… or https://HOST…");
    }
    if (url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "webhook of " + url.getHost() + ": expected no user in its URL, but a file with a token");
    }
    if (tokenFile.isPresent() && url.getScheme().equals("http") && !isLoopback(url.getHost())) {
      throw new IllegalArgumentException(
          "webhook of "
              + url.getHost()
              + ": expected https, because a token comes with each event");
    }
    if (trustFile.isPresent() && url.getScheme().equals("http")) {
      throw new IllegalArgumentException(
          "webhook of " + url.getHost() + ": expected https, because roots are given for it");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * The present token.
   *
   * @throws Refusal of kind UNAVAILABLE when the file holds none; it never says what it holds
   */
  Optional<String> token() {
    return tokenFile.map(WebhookTarget::read);
  }

  /**
   * What vouches for the receiver in place of the JDK's roots.
   *
   * @throws Refusal of kind UNAVAILABLE when the file holds no certificate
   */
  Optional<SSLContext> tls() {
    return trustFile.map(WebhookTarget::trusting);
  }

  private static SSLContext trusting(Path file) {
    try {
      List<X509Certificate> roots =
          Pem.readCertificates(Files.readAllBytes(file)).stream()
              .map(der -> Certificate.fromDer(der).toX509())
              .toList();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, TlsRoots.trusting(roots), null);
      return context;
    } catch (IOException e) {
      throw Refusal.unavailable("cannot read " + file + ": expected PEM of the webhook's roots");
    } catch (PkiException | GeneralSecurityException e) {
      throw Refusal.unavailable(file + ": " + e.getMessage());
    }
  }

  private static String read(Path file) {
    String token;
    try {
      token = Files.readString(file).strip();
    } catch (IOException e) {
      throw Refusal.unavailable("cannot read " + file + ": expected a file with a bearer token");
    }
    if (!TOKEN.matcher(token).matches()) {
      throw Refusal.unavailable(file + " holds no bearer token: expected one of RFC 6750, alone");
    }
    return token;
  }
}
