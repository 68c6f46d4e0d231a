// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import com.linecorp.armeria.common.TlsKeyPair;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.codec.Pem;
import dev.signet.testkit.calls.HttpCalls;
import dev.signet.wire.generated.signet.CreateProxyCertificateInput;
import dev.signet.wire.generated.signet.Signet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;

/** Exchanges join tokens for client certificates, as a proxy does. */
final class Identity {
  private final HttpCalls calls;
  private final URI uri;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .sslContext(Handshake.context())
          .build();

  Identity(Server server) {
    this.calls = server.calls();
    this.uri = server.tls().resolve(Signet.CREATE_PROXY_CERTIFICATE.uriTemplate());
  }

  /** The identity of a proxy that acts for a resource, with a key of its own. */
  TlsKeyPair join(String resource) {
    String token = calls.mesh().token(resource);
    KeyPair pair = Algorithm.P256.keyPair();
    String chain = chain(token, Algorithm.P256.request("proxy", pair));
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

  private String chain(String token, String csr) {
    byte[] body =
        Signet.CREATE_PROXY_CERTIFICATE.encodeInput(new CreateProxyCertificateInput(token, csr));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> answer =
        Programs.uninterrupted(() -> http.send(request, BodyHandlers.ofByteArray()));
    return HttpCalls.answer(Signet.CREATE_PROXY_CERTIFICATE, answer).certificateChain();
  }
}
