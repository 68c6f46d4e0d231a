// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.api;

import dev.signet.ground.Ground;
import dev.signet.ground.Pages;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.mesh.MeshKey;
import dev.signet.mesh.MeshViews;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.Findings;
import dev.signet.proxy.ProxyResource;
import dev.signet.proxy.identity.IssuedToken;
import dev.signet.proxy.identity.JoinTokens;
import dev.signet.proxy.status.ProxyStatus;
import dev.signet.proxy.status.ProxyStatuses;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.signet.CreateProxyTokenInput;
import dev.signet.wire.generated.signet.CreateProxyTokenOutput;
import dev.signet.wire.generated.signet.ListFindingsInput;
import dev.signet.wire.generated.signet.ListFindingsOutput;
import dev.signet.wire.generated.signet.ListProxiesInput;
import dev.signet.wire.generated.signet.ListProxiesOutput;
import dev.signet.wire.generated.signet.MeshFinding;
import dev.signet.wire.generated.signet.ProxyStreamRefusal;
import dev.signet.wire.generated.signet.Signet;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Signed calls about proxies: who may join, who is there, what does not work. */
public final class ProxyApi {
  private static final int MOST = 100;

  private final Ground ground;
  private final MeshViews views;
  private final JoinTokens joinTokens;
  private final ProxyStatuses statuses;

  private ProxyApi(Ground ground, MeshViews views, JoinTokens joinTokens, ProxyStatuses statuses) {
    this.ground = ground;
    this.views = views;
    this.joinTokens = joinTokens;
    this.statuses = statuses;
  }

  /** The code for each operation. */
  public static Bindings<Caller> bindings(
      Ground ground, MeshViews views, JoinTokens joinTokens, ProxyStatuses statuses) {
    ProxyApi api = new ProxyApi(ground, views, joinTokens, statuses);
    return Bindings.<Caller>none()
        .on(Signet.CREATE_PROXY_TOKEN, api::createToken)
        .on(Signet.LIST_PROXIES, api::listProxies)
        .on(Signet.LIST_FINDINGS, api::listFindings);
  }

  private CreateProxyTokenOutput createToken(Caller caller, CreateProxyTokenInput request) {
    ProxyResource resource = own(caller, ProxyResource.of(request.resourceArn()));
    Integer seconds = request.ttlSeconds();
    IssuedToken token =
        joinTokens.create(
            caller,
            resource,
            seconds == null ? JoinTokens.DEFAULT_LIFE : Duration.ofSeconds(seconds));
    return new CreateProxyTokenOutput(token.text(), resource.arn(), token.expiresAt());
  }

  /** The resource, if it is of the caller's account and Region. */
  static ProxyResource own(Caller caller, ProxyResource resource) {
    if (!resource.home().equals(caller.home())) {
      throw Refusal.denied(
          resource.arn()
              + ": expected a resource of account "
              + caller.account()
              + " in "
              + caller.region());
    }
    return resource;
  }

  private ListProxiesOutput listProxies(Caller caller, ListProxiesInput request) {
    mesh(views, caller, request.meshName());
    String prefix = caller.home().arn("appmesh", "mesh/" + request.meshName() + "/").toString();
    Pages.Listing listing = new Pages.Listing("ListProxies", caller.home(), request.meshName());
    long after =
        ground.pages().position(listing, request.nextToken()).map(Long::valueOf).orElse(0L);
    int limit = request.limit() == null ? MOST : request.limit();
    List<ProxyStatus> left =
        statuses.all().stream()
            .filter(status -> status.proxy().identity().resourceArn().startsWith(prefix))
            .filter(status -> status.connection() > after)
            .sorted(Comparator.comparingLong(ProxyStatus::connection))
            .limit(limit + 1L)
            .toList();
    Page<ProxyStatus> page = Page.cut(left, limit, status -> Long.toString(status.connection()));
    return ListProxiesOutput.of(
            page.items().stream().map(ProxyWire::proxy).toList(),
            refusedStreams(prefix, after == 0))
        .withNextToken(ground.pages().next(listing, page));
  }

  /** On the first page: they are few. Those that proved no identity show in every mesh. */
  private List<ProxyStreamRefusal> refusedStreams(String prefix, boolean firstPage) {
    Instant now = ground.now();
    return statuses.refusedStreams().stream()
        .filter(_ -> firstPage)
        .filter(refused -> refused.resourceArn().map(arn -> arn.startsWith(prefix)).orElse(true))
        .map(refused -> ProxyWire.refusedStream(refused, now))
        .toList();
  }

  private ListFindingsOutput listFindings(Caller caller, ListFindingsInput request) {
    Instant now = ground.now();
    return new ListFindingsOutput(
        Findings.of(mesh(views, caller, request.meshName()), statuses).stream()
            .map(found ->
                new MeshFinding(
                    found.resourceArn(), found.finding().code(), found.finding().message(), now))
            .toList());
  }

  /** A mesh of the caller, or a refusal of kind NOT_FOUND. */
  static MeshView mesh(MeshViews views, Caller caller, String name) {
    return views
        .current(new MeshKey(caller.home(), name))
        .orElseThrow(() -> missing("mesh " + name));
  }

  private static Refusal missing(String what) {
    return Refusal.notFound(what + " not found: expected a resource that exists");
  }
}
