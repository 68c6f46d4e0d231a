// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import com.linecorp.armeria.common.TlsKeyPair;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.codec.Pem;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/** Exchanges join tokens for client certificates, as a proxy does. */
final class Identity {
  private final Api api;
  private final URI endpoint;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .sslContext(Handshake.context())
          .build();

  Identity(Api api, URI endpoint) {
    this.api = api;
    this.endpoint = endpoint;
  }

  /** The identity of a proxy that acts for a resource, with a key of its own. */
  TlsKeyPair join(String resource) {
    String token =
        api.own("/signet/v1/proxy-tokens", Map.of("resourceArn", resource)).path("token").asText();
    KeyPair pair = Algorithm.P256.keyPair();
    String chain =
        Api.post(
                http,
                endpoint.resolve("/signet/v1/proxy-certificates"),
                Map.of("token", token, "csr", Algorithm.P256.request("proxy", pair)))
            .path("certificateChain")
            .asText();
    try {
      List<X509Certificate> shown =
          Pem.readCertificates(chain.getBytes(StandardCharsets.US_ASCII)).stream()
              .map(der -> Certificate.fromDer(der).toX509())
              .toList();
      return TlsKeyPair.of(pair.getPrivate(), shown);
    } catch (PkiException e) {
      throw new BenchFailed("the chain of " + resource + ": " + e.getMessage());
    }
  }
}
