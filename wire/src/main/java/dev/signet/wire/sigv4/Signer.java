// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Signs requests of a client for one region and service. */
public final class Signer {
  private final Credentials credentials;
  private final String region;
  private final String service;

  /** Takes whose key signs, and the region and signing name of what is called. */
  public Signer(Credentials credentials, String region, String service) {
    this.credentials = credentials;
    this.region = region;
    this.service = service;
  }

  /** The lower-case hexadecimal SHA-256 of a body, as {@link SignableRequest} wants it. */
  public static String bodyHash(byte[] body) {
    return SigV4.sha256(body);
  }

  /**
   * Signs a request.
   *
   * @param method the HTTP method
   * @param uri where it goes; the path is sent as its raw form
   * @param headers what is signed besides host and time; what {@code x-amz-content-sha256} says
   *     stands for the body
   * @param body the body, empty for none
   * @param at the time of signing
   * @return the headers to send: those given, {@code X-Amz-Date} and {@code Authorization}; HTTP
   *     clients add the host
   */
  public Map<String, String> sign(
      String method, URI uri, Map<String, String> headers, byte[] body, Instant at) {
    String time = AmzDate.format(at);
    Map<String, List<String>> signed = new TreeMap<>();
    headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), List.of(value)));
    signed.put("host", List.of(host(uri)));
    signed.put("x-amz-date", List.of(time));
    SignableRequest request =
        new SignableRequest(
            method, uri.getRawPath(), uri.getRawQuery(), signed, stated(signed, body));
    Scope scope = new Scope(time.substring(0, 8), region, service);
    String canonical = CanonicalRequest.of(request, signed.keySet());
    String signature =
        SigV4.signature(
            SigV4.signingKey(credentials, scope), SigV4.stringToSign(time, scope, canonical));
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("X-Amz-Date", time);
    all.put(
        "Authorization",
        SigV4.ALGORITHM
            + " Credential="
            + credentials.accessKeyId()
            + "/"
            + scope.text()
            + ", SignedHeaders="
            + String.join(";", signed.keySet())
            + ", Signature="
            + signature);
    return all;
  }

  private static String stated(Map<String, List<String>> headers, byte[] body) {
    List<String> stated = headers.get("x-amz-content-sha256");
    return stated == null ? bodyHash(body) : stated.getFirst();
  }

  /** The host as HTTP clients send it: without the scheme's default port. */
  private static String host(URI uri) {
    int usual = "https".equals(uri.getScheme()) ? 443 : 80;
    return uri.getPort() == -1 || uri.getPort() == usual
        ? uri.getHost()
        : uri.getHost() + ":" + uri.getPort();
  }
}
