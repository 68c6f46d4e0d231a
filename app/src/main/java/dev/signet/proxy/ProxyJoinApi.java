// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy;

import dev.signet.kernel.Refusal;
import dev.signet.kernel.TlsPeer;
import dev.signet.pki.profile.Signed;
import dev.signet.proxy.identity.ProxyIdentities;
import dev.signet.proxy.identity.ProxyResource;
import dev.signet.proxy.stream.ProxyIdentity;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.signet.CreateProxyCertificateInput;
import dev.signet.wire.generated.signet.CreateProxyCertificateOutput;
import dev.signet.wire.generated.signet.RenewProxyCertificateInput;
import dev.signet.wire.generated.signet.RenewProxyCertificateOutput;
import dev.signet.wire.generated.signet.Signet;

/** The unsigned calls of proxies: a join token or a client certificate says who calls. */
public final class ProxyJoinApi {
  private final ProxyIdentities identities;
  private final String trust;

  private ProxyJoinApi(ProxyIdentities identities, String trust) {
    this.identities = identities;
    this.trust = trust;
  }

  /**
   * The code for each operation.
   *
   * @param trust PEM of the root that the server's certificate ends at
   */
  public static Bindings<TlsPeer> bindings(ProxyIdentities identities, String trust) {
    ProxyJoinApi api = new ProxyJoinApi(identities, trust);
    return Bindings.<TlsPeer>none()
        .on(Signet.CREATE_PROXY_CERTIFICATE, api::create)
        .on(Signet.RENEW_PROXY_CERTIFICATE, api::renew);
  }

  private CreateProxyCertificateOutput create(TlsPeer peer, CreateProxyCertificateInput request) {
    Signed signed = identities.join(request.token(), request.csr());
    return new CreateProxyCertificateOutput(
        signed.certificate().pem(),
        trust,
        resource(signed),
        signed.certificate().period().notAfter());
  }

  private RenewProxyCertificateOutput renew(TlsPeer peer, RenewProxyCertificateInput request) {
    if (peer.chain().isEmpty()) {
      throw new Refusal(
          Refusal.Kind.DENIED, "no client certificate: expected the identity to be renewed");
    }
    ProxyIdentity present = identities.authenticate(peer.chain());
    Signed signed = identities.renew(present, request.csr());
    return new RenewProxyCertificateOutput(
        signed.certificate().pem(),
        trust,
        resource(signed),
        signed.certificate().period().notAfter());
  }

  private static String resource(Signed signed) {
    return ProxyResource.ofIdentity(signed.certificate()).orElseThrow().arn();
  }
}
