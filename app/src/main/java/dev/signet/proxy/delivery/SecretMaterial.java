// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.delivery;

import com.google.protobuf.ByteString;
import dev.signet.certificate.ManagedCertificate.Outcome.Issued;
import dev.signet.certificate.ManagedCertificates;
import dev.signet.key.KeyVault;
import dev.signet.key.SecretAccess;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.codec.Pem;
import dev.signet.pki.codec.Pkcs8;
import dev.signet.proxy.envoy.Anchors;
import dev.signet.proxy.stream.RenderedSecret;
import dev.signet.proxy.stream.Resource;
import dev.signet.proxy.stream.SecretFacts;
import dev.signet.proxy.stream.SecretName;
import dev.signet.store.Store;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Renders secrets at the moment they are sent. */
public final class SecretMaterial {
  private final Store store;
  private final ManagedCertificates certificates;
  private final KeyVault vault;

  public SecretMaterial(Store store, ManagedCertificates certificates, KeyVault vault) {
    this.store = store;
    this.certificates = certificates;
    this.vault = vault;
  }

  /** The certificate of that ARN with its key, if that version is in force. */
  Optional<RenderedSecret> certificate(SecretName secret) {
    return issued(secret).map(issued -> certificate(secret.name(), issued));
  }

  /** What is known of the certificate of that ARN, if that version is in force. */
  Optional<SecretFacts> certificateFacts(SecretName secret) {
    return issued(secret).map(SecretMaterial::facts);
  }

  private Optional<Issued> issued(SecretName secret) {
    return store
        .read(tx -> certificates.deliverable(tx, secret.name()))
        .flatMap(ManagedCertificates.Deliverable::inForce)
        .filter(issued -> issued.version().equals(secret.version()));
  }

  private static SecretFacts facts(Issued issued) {
    Certificate leaf = issued.leaf();
    return new SecretFacts(
        List.of(leaf.subject().text()),
        Optional.of(leaf.serial().hex()),
        Optional.of(leaf.period().notAfter()));
  }

  private RenderedSecret certificate(String name, Issued issued) {
    byte[] key = vault.privateKey(SecretAccess.DELIVER_TO_PROXY, issued.key()).getEncoded();
    TlsCertificate material =
        TlsCertificate.newBuilder()
            .setCertificateChain(inline(withoutRoot(issued.chain())))
            .setPrivateKey(inline(Pkcs8.pem(key)))
            .build();
    return new RenderedSecret(
        Resource.pack(Secret.newBuilder().setName(name).setTlsCertificate(material).build()),
        facts(issued));
  }

  /** Whoever validates has the root already. */
  private static String withoutRoot(Chain chain) {
    List<Certificate> all = chain.certificates();
    List<Certificate> sent = all.size() > 1 ? all.subList(0, all.size() - 1) : all;
    return Pem.certificates(sent.stream().map(Certificate::der).toList());
  }

  /** Trust, if that version is current. */
  static Optional<RenderedSecret> trust(SecretName secret, Anchors anchors) {
    if (!anchors.secret().equals(secret)) {
      return Optional.empty();
    }
    CertificateValidationContext material =
        CertificateValidationContext.newBuilder().setTrustedCa(inline(anchors.pem())).build();
    return Optional.of(
        new RenderedSecret(
            Resource.pack(
                Secret.newBuilder().setName(secret.name()).setValidationContext(material).build()),
            facts(anchors)));
  }

  /** What is known of trust, if that version is current. */
  static Optional<SecretFacts> trustFacts(SecretName secret, Anchors anchors) {
    return anchors.secret().equals(secret) ? Optional.of(facts(anchors)) : Optional.empty();
  }

  private static SecretFacts facts(Anchors anchors) {
    List<Certificate> all =
        Pem.readCertificates(anchors.pem().getBytes(StandardCharsets.US_ASCII)).stream()
            .map(Certificate::fromDer)
            .toList();
    return new SecretFacts(
        all.stream().map(anchor -> anchor.subject().text()).toList(),
        Optional.empty(),
        all.stream().map(anchor -> anchor.period().notAfter()).min(Instant::compareTo));
  }

  private static DataSource inline(String pem) {
    return DataSource.newBuilder().setInlineBytes(ByteString.copyFromUtf8(pem)).build();
  }
}
