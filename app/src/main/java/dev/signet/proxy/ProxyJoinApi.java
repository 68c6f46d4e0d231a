// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy;

import dev.signet.kernel.Refusal;
import dev.signet.kernel.TlsPeer;
import dev.signet.mesh.MeshViews;
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
  private final MeshViews views;
  private final String trust;

  private ProxyJoinApi(ProxyIdentities identities, MeshViews views, String trust) {
    this.identities = identities;
    this.views = views;
    this.trust = trust;
  }

  /**
   * The code for each operation.
   *
   * @param views tell whether what a proxy wants to act for is still there
   * @param trust PEM of the root that the server's certificate ends at
   */
  public static Bindings<TlsPeer> bindings(
      ProxyIdentities identities, MeshViews views, String trust) {
    ProxyJoinApi api = new ProxyJoinApi(identities, views, trust);
    return Bindings.<TlsPeer>none()
        .on(Signet.CREATE_PROXY_CERTIFICATE, api::create)
        .on(Signet.RENEW_PROXY_CERTIFICATE, api::renew);
  }

  private CreateProxyCertificateOutput create(TlsPeer peer, CreateProxyCertificateInput request) {
    Signed signed = identities.join(request.token(), request.csr());
    requirePresent(resource(signed));
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
    requirePresent(present.resourceArn());
    Signed signed = identities.renew(present, request.csr());
    return new RenewProxyCertificateOutput(
        signed.certificate().pem(),
        trust,
        resource(signed),
        signed.certificate().period().notAfter());
  }

  /** An identity of what was deleted would come back to life with another of the same name. */
  private void requirePresent(String arn) {
    if (!Joinable.in(views, ProxyResource.of(arn))) {
      throw new Refusal(
          Refusal.Kind.NOT_FOUND, arn + " not found: expected a resource that exists");
    }
  }

  private static String resource(Signed signed) {
    return ProxyResource.ofIdentity(signed.certificate()).orElseThrow().arn();
  }
}
