// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import dev.signet.kernel.Refusal;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.pki.key.KeyPolicy;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.profile.Signed;
import dev.signet.proxy.stream.ProxyAuthenticator;
import dev.signet.proxy.stream.ProxyIdentity;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

/** Gives proxies their identities, renews them and recognises them. */
public final class ProxyIdentities implements ProxyAuthenticator {
  private static final KeyPolicy KEYS = new KeyPolicy(2048);
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

  private final ProxyAuthority authority;
  private final JoinTokens tokens;
  private final SignatureVerifier verifier;
  private final InstantSource clock;

  public ProxyIdentities(
      ProxyAuthority authority,
      JoinTokens tokens,
      SignatureVerifier verifier,
      InstantSource clock) {
    this.authority = authority;
    this.tokens = tokens;
    this.verifier = verifier;
    this.clock = clock;
  }

  /**
   * A first identity for a token. The request is judged before the token is used up, so that a
   * mistake in it costs nothing.
   *
   * @param csr a PKCS #10 request in PEM; only its key counts
   * @throws Refusal MALFORMED for the request, DENIED for the token
   */
  public Signed join(String token, String csr) {
    PublicKeyInfo key = provenKey(csr);
    return authority.identity(tokens.redeem(token), key);
  }

  /**
   * A new identity of the same name for a proxy that proved its present one.
   *
   * @throws Refusal MALFORMED for the request
   */
  public Signed renew(ProxyIdentity present, String csr) {
    return authority.identity(ProxyResource.of(present.resourceArn()), provenKey(csr));
  }

  @Override
  public ProxyIdentity authenticate(List<X509Certificate> chain) {
    try {
      return recognise(Certificate.fromDer(chain.getFirst().getEncoded()));
    } catch (CertificateEncodingException | PkiException e) {
      throw denied("a certificate that cannot be read");
    }
  }

  private ProxyIdentity recognise(Certificate leaf) {
    Certificate root = authority.certificate();
    if (!leaf.issuer().equals(root.subject()) || !leaf.isSignedBy(root.publicKey(), verifier)) {
      throw denied("certificate " + leaf.serial().hex() + " of another issuer");
    }
    if (leaf.isCa() || !leaf.extendedKeyUsage().equals(List.of(CLIENT_AUTH))) {
      throw denied("certificate " + leaf.serial().hex() + " that is no proxy's");
    }
    if (!leaf.period().contains(clock.instant())) {
      throw denied("certificate " + leaf.serial().hex() + " that ends " + leaf.period().notAfter());
    }
    ProxyResource resource =
        ProxyResource.ofIdentity(leaf)
            .filter(authority::serves)
            .orElseThrow(() ->
                denied("certificate " + leaf.serial().hex() + " that names no resource here"));
    return new ProxyIdentity(
        resource.arn(), resource.spiffeId().uri(), leaf.serial().hex(), leaf.period().notAfter());
  }

  private PublicKeyInfo provenKey(String csr) {
    try {
      return CertificateRequest.parse(csr.getBytes(StandardCharsets.UTF_8))
          .prove(verifier, KEYS)
          .publicKey();
    } catch (PkiException e) {
      throw new Refusal(Refusal.Kind.MALFORMED, "csr: " + e.getMessage());
    }
  }

  private static Refusal denied(String found) {
    return new Refusal(
        Refusal.Kind.DENIED, found + ": expected a current identity of the proxy authority");
  }
}
