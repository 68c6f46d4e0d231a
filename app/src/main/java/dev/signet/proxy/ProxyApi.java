// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.mesh.MeshKey;
import dev.signet.mesh.MeshViews;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.identity.IssuedToken;
import dev.signet.proxy.identity.JoinTokens;
import dev.signet.proxy.identity.ProxyResource;
import dev.signet.proxy.status.ProxyStatus;
import dev.signet.proxy.status.ProxyStatuses;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.PageToken;
import dev.signet.wire.generated.signet.CreateProxyTokenInput;
import dev.signet.wire.generated.signet.CreateProxyTokenOutput;
import dev.signet.wire.generated.signet.Finding;
import dev.signet.wire.generated.signet.ListFindingsInput;
import dev.signet.wire.generated.signet.ListFindingsOutput;
import dev.signet.wire.generated.signet.ListProxiesInput;
import dev.signet.wire.generated.signet.ListProxiesOutput;
import dev.signet.wire.generated.signet.RefusedStream;
import dev.signet.wire.generated.signet.Signet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Signed calls about proxies: who may join, who is there, what does not work. */
public final class ProxyApi {
  private static final int MOST = 100;
  private static final Duration TOKEN_LIFE = Duration.ofHours(24);

  private final MeshViews views;
  private final JoinTokens joinTokens;
  private final ProxyStatuses statuses;
  private final InstantSource clock;
  private final PageToken pageTokens;

  private ProxyApi(
      MeshViews views,
      JoinTokens joinTokens,
      ProxyStatuses statuses,
      InstantSource clock,
      byte[] pageTokenKey) {
    this.views = views;
    this.joinTokens = joinTokens;
    this.statuses = statuses;
    this.clock = clock;
    this.pageTokens = new PageToken(pageTokenKey);
  }

  /**
   * The code for each operation.
   *
   * @param pageTokenKey signs page tokens, 32 octets
   */
  public static Bindings<Caller> bindings(
      MeshViews views,
      JoinTokens joinTokens,
      ProxyStatuses statuses,
      InstantSource clock,
      byte[] pageTokenKey) {
    ProxyApi api = new ProxyApi(views, joinTokens, statuses, clock, pageTokenKey);
    return Bindings.<Caller>none()
        .on(Signet.CREATE_PROXY_TOKEN, api::createToken)
        .on(Signet.LIST_PROXIES, api::listProxies)
        .on(Signet.LIST_FINDINGS, api::listFindings);
  }

  private CreateProxyTokenOutput createToken(Caller caller, CreateProxyTokenInput request) {
    ProxyResource resource = ProxyResource.of(request.resourceArn());
    if (!resource.account().equals(caller.account())
        || !resource.region().equals(caller.region())) {
      throw new Refusal(
          Refusal.Kind.DENIED,
          resource.arn()
              + ": expected a resource of account "
              + caller.account()
              + " in "
              + caller.region());
    }
    if (!Joinable.in(views, resource)) {
      throw missing(resource.arn());
    }
    Integer seconds = request.ttlSeconds();
    IssuedToken token =
        joinTokens.create(
            resource, seconds == null ? JoinTokens.DEFAULT_LIFE : Duration.ofSeconds(seconds));
    return new CreateProxyTokenOutput(token.text(), resource.arn(), token.expiresAt());
  }

  private ListProxiesOutput listProxies(Caller caller, ListProxiesInput request) {
    mesh(caller, request.meshName());
    String prefix = prefix(caller, request.meshName());
    PageToken.Binding binding =
        new PageToken.Binding(
            "ListProxies", caller.account().value(), caller.region() + " " + request.meshName());
    long after =
        Optional.ofNullable(request.nextToken()).map(token -> position(binding, token)).orElse(0L);
    int limit = request.limit() == null ? MOST : request.limit();
    List<ProxyStatus> left =
        statuses.all().stream()
            .filter(status -> status.proxy().identity().resourceArn().startsWith(prefix))
            .filter(status -> status.connection() > after)
            .sorted(java.util.Comparator.comparingLong(ProxyStatus::connection))
            .toList();
    List<ProxyStatus> page = left.subList(0, Math.min(limit, left.size()));
    return ListProxiesOutput.of(
            page.stream().map(ProxyWire::proxy).toList(), refusedStreams(prefix, after == 0))
        .withNextToken(page.size() < left.size() ? token(binding, page.getLast()) : null);
  }

  /** On the first page: they are few. Those that proved no identity show in every mesh. */
  private List<RefusedStream> refusedStreams(String prefix, boolean firstPage) {
    return statuses.refusedStreams().stream()
        .filter(_ -> firstPage)
        .filter(refused -> refused.resourceArn().map(arn -> arn.startsWith(prefix)).orElse(true))
        .map(ProxyWire::refusedStream)
        .toList();
  }

  private ListFindingsOutput listFindings(Caller caller, ListFindingsInput request) {
    Instant now = clock.instant();
    return new ListFindingsOutput(
        Findings.of(mesh(caller, request.meshName()), statuses).stream()
            .map(found ->
                new Finding(
                    found.resourceArn(), found.finding().code(), found.finding().message(), now))
            .toList());
  }

  private MeshView mesh(Caller caller, String name) {
    return views.current(MeshKey.of(caller, name)).orElseThrow(() -> missing("mesh " + name));
  }

  private static String prefix(Caller caller, String mesh) {
    return dev.signet.kernel.Arn.of(caller, "appmesh", "mesh/" + mesh + "/").toString();
  }

  private long position(PageToken.Binding binding, String token) {
    return pageTokens
        .read(binding, token, clock.instant())
        .map(Long::valueOf)
        .orElseThrow(() ->
            new Refusal(
                Refusal.Kind.INVALID,
                "nextToken: expected the token of an earlier page of the same listing"));
  }

  private String token(PageToken.Binding binding, ProxyStatus last) {
    return pageTokens.issue(
        binding, Long.toString(last.connection()), clock.instant().plus(TOKEN_LIFE));
  }

  private static Refusal missing(String what) {
    return new Refusal(
        Refusal.Kind.NOT_FOUND, what + " not found: expected a resource that exists");
  }
}
