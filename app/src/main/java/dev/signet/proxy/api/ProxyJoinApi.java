// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.api;

import dev.signet.kernel.Refusal;
import dev.signet.kernel.TlsPeer;
import dev.signet.pki.cert.Certificate;
import dev.signet.proxy.ProxyResource;
import dev.signet.proxy.identity.ProxyIdentities;
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
   * @param root what the server's certificate ends at
   */
  public static Bindings<TlsPeer> bindings(ProxyIdentities identities, Certificate root) {
    ProxyJoinApi api = new ProxyJoinApi(identities, root.pem() + "\n");
    return Bindings.<TlsPeer>none()
        .on(Signet.CREATE_PROXY_CERTIFICATE, api::create)
        .on(Signet.RENEW_PROXY_CERTIFICATE, api::renew);
  }

  private CreateProxyCertificateOutput create(TlsPeer peer, CreateProxyCertificateInput request) {
    Certificate identity = identities.join(request.token(), request.csr());
    return new CreateProxyCertificateOutput(
        identity.pem(), trust, resource(identity), identity.period().notAfter());
  }

  private RenewProxyCertificateOutput renew(TlsPeer peer, RenewProxyCertificateInput request) {
    if (peer.chain().isEmpty()) {
      throw Refusal.denied("no client certificate: expected the identity to be renewed");
    }
    Certificate identity = identities.renew(identities.authenticate(peer.chain()), request.csr());
    return new RenewProxyCertificateOutput(
        identity.pem(), trust, resource(identity), identity.period().notAfter());
  }

  private static String resource(Certificate identity) {
    return ProxyResource.ofIdentity(identity).orElseThrow().arn();
  }
}
