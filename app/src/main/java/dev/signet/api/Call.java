// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.TlsPeer;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * One request with its whole body, as the signature and the route see it.
 *
 * @param id names the request to its caller and in the log
 */
record Call(ServiceRequestContext context, RequestHeaders headers, Bodies.Body whole, String id) {
  String method() {
    return headers.method().name();
  }

  /** Exactly as it came: percent-escapes count in the signature. */
  String rawPath() {
    return rawPath(context);
  }

  static String rawPath(ServiceRequestContext context) {
    return withoutQuery(context.rawPath());
  }

  static String withoutQuery(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  @Nullable String rawQuery() {
    return rawQuery(context);
  }

  static @Nullable String rawQuery(ServiceRequestContext context) {
    String raw = context.rawPath();
    int query = raw.indexOf('?');
    return query < 0 ? null : raw.substring(query + 1);
  }

  @Nullable String contentType() {
    return headers.get("content-type");
  }

  byte[] body() {
    return whole.octets();
  }

  /**
   * The other end of the connection.
   *
   * @throws Refusal of kind DENIED over plain HTTP
   */
  TlsPeer peer() {
    SSLSession tls = context.sslSession();
    if (tls == null) {
      throw Refusal.denied("an unsigned call over plain HTTP: expected it over TLS");
    }
    try {
      return new TlsPeer(
          Arrays.stream(tls.getPeerCertificates()).map(X509Certificate.class::cast).toList());
    } catch (SSLPeerUnverifiedException e) {
      return new TlsPeer(List.of()); // it showed no certificate
    }
  }
}
