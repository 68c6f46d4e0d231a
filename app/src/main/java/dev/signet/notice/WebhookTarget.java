// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.notice;

import dev.signet.kernel.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where events are delivered.
 *
 * @param url {@code https}, or {@code http}; chosen by who runs the server, so that it may be any
 * @param tokenFile holds a bearer token that comes with each event; it may be replaced at any time
 */
public record WebhookTarget(URI url, Optional<Path> tokenFile) {
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
