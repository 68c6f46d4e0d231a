// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy;

import com.linecorp.armeria.server.ServerBuilder;
import dev.signet.certificate.ManagedCertificates;
import dev.signet.ground.Api;
import dev.signet.ground.Ground;
import dev.signet.ground.SignetErrors;
import dev.signet.kernel.Home;
import dev.signet.mesh.MeshKey;
import dev.signet.mesh.Meshes;
import dev.signet.proxy.ads.AdsService;
import dev.signet.proxy.ads.AdsSettings;
import dev.signet.proxy.ads.ProxySide;
import dev.signet.proxy.api.ProxyApi;
import dev.signet.proxy.api.ProxyIdentityApi;
import dev.signet.proxy.api.ProxyJoinApi;
import dev.signet.proxy.delivery.MeshSubscriptions;
import dev.signet.proxy.delivery.SecretMaterial;
import dev.signet.proxy.identity.IdentityRegister;
import dev.signet.proxy.identity.JoinTokens;
import dev.signet.proxy.identity.ProxyIdentities;
import dev.signet.proxy.status.ProxyStatuses;
import dev.signet.trust.InternalRoot;
import java.util.List;

/** Proxies: who they are, what they are told, and how they stand. */
public final class Proxies implements AutoCloseable {
  private final Meshes meshes;
  private final ProxyStatuses statuses;
  private final AdsService streams;
  private final Api api;

  private Proxies(Meshes meshes, ProxyStatuses statuses, AdsService streams, Api api) {
    this.meshes = meshes;
    this.statuses = statuses;
    this.streams = streams;
    this.api = api;
  }

  /** Starts to load what {@link #mountOn} needs, beside whatever the caller does meanwhile. */
  public static void preload() {
    AdsService.preload();
  }

  /** Opens the room. */
  public static Proxies open(
      Ground ground, InternalRoot root, Meshes meshes, ManagedCertificates certificates) {
    JoinTokens tokens = new JoinTokens(ground, root);
    ProxyIdentities identities = new ProxyIdentities(ground, root, tokens);
    ProxyStatuses statuses = new ProxyStatuses(ground.clock());
    MeshSubscriptions subscriptions =
        new MeshSubscriptions(
            meshes.views(),
            meshes.endpoints(),
            new SecretMaterial(ground.store(), certificates, ground.vault()),
            identities);
    AdsService streams =
        new AdsService(
            new ProxySide(identities, subscriptions, statuses),
            AdsSettings.defaults(),
            ground.clock(),
            ground.entropy());
    Api api =
        new Api(
            "signet",
            ProxyApi.bindings(ground, meshes.views(), tokens, statuses)
                .and(
                    ProxyIdentityApi.bindings(
                        ground, meshes.views(), new IdentityRegister(ground, tokens))),
            ProxyJoinApi.bindings(identities, root.certificate()),
            SignetErrors::of);
    return new Proxies(meshes, statuses, streams, api);
  }

  /** Adds the discovery streams to a server. */
  public void mountOn(ServerBuilder server) {
    streams.mountOn(server);
  }

  /** The calls about proxies, and of proxies. */
  public Api api() {
    return api;
  }

  /** The proxies of a mesh for people to look at, those that left lately among them. */
  public List<ProxyOverview> overview(Home home, String mesh) {
    String prefix = home.arn("appmesh", "mesh/" + mesh + "/").toString();
    return statuses.all().stream()
        .filter(status -> status.proxy().identity().resourceArn().startsWith(prefix))
        .map(ProxyOverview::of)
        .toList();
  }

  /** What of a mesh does not work as written, for people to look at. */
  public List<ProxyOverview.Finding> findings(Home home, String mesh) {
    return meshes.views().current(new MeshKey(home, mesh)).stream()
        .flatMap(view -> Findings.of(view, statuses).stream())
        .map(found ->
            new ProxyOverview.Finding(
                found.resourceArn(), found.finding().code(), found.finding().message()))
        .toList();
  }

  /** The last streams that were not let in, oldest first. */
  public List<ProxyOverview.Refused> refused() {
    return statuses.refusedStreams().stream()
        .map(refused ->
            new ProxyOverview.Refused(
                refused.at(),
                refused.times(),
                refused.address(),
                refused.nodeId(),
                refused.message()))
        .toList();
  }

  /** Ends every stream: its proxy keeps what it holds and looks for a server. */
  @Override
  public void close() {
    meshes.endpoints().close(); // first: proxies that lose their stream now have not left
    streams.close();
  }
}
