// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.Digest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** OCSP requests without a nonce, as most clients make them: one certificate, by SHA-1. */
record OcspQuestions(Certificate issuer, String host) {
  private static final String SHA_1 = "1.3.14.3.2.26";
  private static final byte[] NULL = {5, 0};

  /** The two ways to ask (RFC 6960 appendix A). */
  enum Method {
    GET,
    POST
  }

  /** A whole HTTP request. */
  byte[] http(Method method, Serial serial) {
    byte[] der = der(serial);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", host);
    return switch (method) {
      case GET -> HttpMessage.request("GET /" + inPath(der) + " HTTP/1.1", headers, new byte[0]);
      case POST -> {
        headers.put("Content-Type", "application/ocsp-request");
        headers.put("Content-Length", Integer.toString(der.length));
        yield HttpMessage.request("POST / HTTP/1.1", headers, der);
      }
    };
  }

  private static String inPath(byte[] der) {
    return URLEncoder.encode(Base64.getEncoder().encodeToString(der), StandardCharsets.US_ASCII);
  }

  /** The request itself. */
  byte[] der(Serial serial) {
    byte[] id =
        DerWriter.sequence(
            DerWriter.sequence(DerWriter.oid(SHA_1), NULL),
            DerWriter.octetString(Digest.SHA_1.of(issuer.subject().der()).bytes()),
            DerWriter.octetString(issuer.publicKey().keyHash(Digest.SHA_1).bytes()),
            DerWriter.integer(serial.value()));
    byte[] list = DerWriter.sequence(DerWriter.sequence(id));
    return DerWriter.sequence(DerWriter.sequence(list));
  }
}
