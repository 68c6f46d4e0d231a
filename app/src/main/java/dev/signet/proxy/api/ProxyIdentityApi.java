// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.api;

import dev.signet.ground.Ground;
import dev.signet.ground.Pages;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.mesh.MeshViews;
import dev.signet.proxy.ProxyResource;
import dev.signet.proxy.identity.IdentityRegister;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.signet.ListProxyIdentitiesInput;
import dev.signet.wire.generated.signet.ListProxyIdentitiesOutput;
import dev.signet.wire.generated.signet.ProxyIdentitySummary;
import dev.signet.wire.generated.signet.RevokeProxyIdentitiesInput;
import dev.signet.wire.generated.signet.RevokeProxyIdentitiesOutput;
import dev.signet.wire.generated.signet.Signet;
import java.util.List;

/** Signed calls about the identities of proxies. */
public final class ProxyIdentityApi {
  private static final int MOST = 100;

  private final Ground ground;
  private final MeshViews views;
  private final IdentityRegister register;

  private ProxyIdentityApi(Ground ground, MeshViews views, IdentityRegister register) {
    this.ground = ground;
    this.views = views;
    this.register = register;
  }

  /** The code for each operation. */
  public static Bindings<Caller> bindings(
      Ground ground, MeshViews views, IdentityRegister register) {
    ProxyIdentityApi api = new ProxyIdentityApi(ground, views, register);
    return Bindings.<Caller>none()
        .on(Signet.LIST_PROXY_IDENTITIES, api::list)
        .on(Signet.REVOKE_PROXY_IDENTITIES, api::revoke);
  }

  private ListProxyIdentitiesOutput list(Caller caller, ListProxyIdentitiesInput request) {
    String mesh = request.meshName() == null ? "" : request.meshName();
    String prefix =
        caller.home().arn("appmesh", "mesh/" + (mesh.isEmpty() ? "" : mesh + "/")).toString();
    Pages.Listing listing = new Pages.Listing("ListProxyIdentities", caller.home(), mesh);
    String after = ground.pages().position(listing, request.nextToken()).orElse("");
    int limit = request.limit() == null ? MOST : request.limit();
    Page<IdentityRegister.Entry> page =
        Page.cut(register.list(prefix, after, limit + 1), limit, IdentityRegister.Entry::serial);
    if (page.items().isEmpty() && !mesh.isEmpty()) {
      ProxyApi.mesh(views, caller, mesh); // identities are shown for a while after their mesh
    }
    return ListProxyIdentitiesOutput.of(summaries(page.items()))
        .withNextToken(ground.pages().next(listing, page));
  }

  private RevokeProxyIdentitiesOutput revoke(Caller caller, RevokeProxyIdentitiesInput request) {
    String serial = request.serial();
    String arn = request.resourceArn();
    if ((serial == null) == (arn == null)) {
      throw Refusal.invalid("serial, resourceArn: expected exactly one of them");
    }
    IdentityRegister.Revocation done =
        serial == null
            ? register.revoke(
                caller, ProxyApi.own(caller, ProxyResource.of(arn == null ? "" : arn)))
            : register.revoke(caller, serial);
    return new RevokeProxyIdentitiesOutput(summaries(done.identities()), done.tokens());
  }

  private static List<ProxyIdentitySummary> summaries(List<IdentityRegister.Entry> entries) {
    return entries.stream().map(ProxyIdentityApi::summary).toList();
  }

  private static ProxyIdentitySummary summary(IdentityRegister.Entry entry) {
    return ProxyIdentitySummary.of(
            entry.serial(),
            entry.resource().arn(),
            entry.resource().mesh(),
            entry.state().name(),
            entry.issuedAt(),
            entry.notAfter(),
            entry.obtainedBy())
        .withRevokedAt(entry.revokedAt().orElse(null));
  }
}
