// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import dev.signet.wire.codec.WireEnum;
import dev.signet.wire.generated.appmesh.GatewayRouteHostnameMatch;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.GrpcGatewayRoute;
import dev.signet.wire.generated.appmesh.GrpcGatewayRouteMatch;
import dev.signet.wire.generated.appmesh.GrpcMetadataMatchMethod;
import dev.signet.wire.generated.appmesh.GrpcRetryPolicy;
import dev.signet.wire.generated.appmesh.GrpcRoute;
import dev.signet.wire.generated.appmesh.GrpcRouteMatch;
import dev.signet.wire.generated.appmesh.GrpcRouteMetadataMatchMethod;
import dev.signet.wire.generated.appmesh.HeaderMatchMethod;
import dev.signet.wire.generated.appmesh.HttpGatewayRoute;
import dev.signet.wire.generated.appmesh.HttpGatewayRouteMatch;
import dev.signet.wire.generated.appmesh.HttpPathMatch;
import dev.signet.wire.generated.appmesh.HttpRetryPolicy;
import dev.signet.wire.generated.appmesh.HttpRoute;
import dev.signet.wire.generated.appmesh.HttpRouteMatch;
import dev.signet.wire.generated.appmesh.MatchRange;
import dev.signet.wire.generated.appmesh.RouteSpec;
import dev.signet.wire.generated.appmesh.TcpRoute;
import dev.signet.wire.generated.appmesh.TcpRouteMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the shapes of routers' and gateways' routes, of all protocols, into one. */
public final class RouteReader {
  private RouteReader() {}

  /** The routes that a spec sets; a sound one sets exactly one. */
  public static List<MeshRoute> read(RouteSpec spec) {
    List<MeshRoute> set = new ArrayList<>(1);
    Optional.ofNullable(spec.httpRoute()).ifPresent(it -> set.add(route(MeshProtocol.HTTP, it)));
    Optional.ofNullable(spec.http2Route()).ifPresent(it -> set.add(route(MeshProtocol.HTTP2, it)));
    Optional.ofNullable(spec.grpcRoute()).ifPresent(it -> set.add(route(it)));
    Optional.ofNullable(spec.tcpRoute()).ifPresent(it -> set.add(route(it)));
    return set;
  }

  /** The gateway routes that a spec sets; a sound one sets exactly one. */
  public static List<GatewayRoute> read(GatewayRouteSpec spec) {
    Optional<Integer> priority = Optional.ofNullable(spec.priority());
    List<GatewayRoute> set = new ArrayList<>(1);
    Optional.ofNullable(spec.httpRoute())
        .ifPresent(it -> set.add(route(MeshProtocol.HTTP, it, priority)));
    Optional.ofNullable(spec.http2Route())
        .ifPresent(it -> set.add(route(MeshProtocol.HTTP2, it, priority)));
    Optional.ofNullable(spec.grpcRoute()).ifPresent(it -> set.add(route(it, priority)));
    return set;
  }

  private static MeshRoute route(MeshProtocol protocol, HttpRoute route) {
    return new MeshRoute(
        protocol,
        match(route.match()),
        route.action().weightedTargets(),
        Optional.ofNullable(route.retryPolicy()).map(RouteReader::retries));
  }

  private static MeshRoute route(GrpcRoute route) {
    return new MeshRoute(
        MeshProtocol.GRPC,
        match(route.match()),
        route.action().weightedTargets(),
        Optional.ofNullable(route.retryPolicy()).map(RouteReader::retries));
  }

  private static MeshRoute route(TcpRoute route) {
    TcpRouteMatch match = route.match();
    return new MeshRoute(
        MeshProtocol.TCP,
        new Match.Tcp(Optional.ofNullable(match).map(TcpRouteMatch::port)),
        route.action().weightedTargets(),
        Optional.empty());
  }

  private static GatewayRoute route(
      MeshProtocol protocol, HttpGatewayRoute route, Optional<Integer> priority) {
    return new GatewayRoute(
        protocol,
        match(route.match()),
        route.action().target(),
        Optional.ofNullable(route.action().rewrite()),
        priority);
  }

  private static GatewayRoute route(GrpcGatewayRoute route, Optional<Integer> priority) {
    return new GatewayRoute(
        MeshProtocol.GRPC,
        match(route.match()),
        route.action().target(),
        Optional.empty(),
        priority);
  }

  private static Match match(HttpRouteMatch match) {
    return new Match.Http(
        Optional.ofNullable(match.port()),
        Optional.ofNullable(match.prefix()),
        Optional.ofNullable(match.path()).map(RouteReader::path),
        Optional.empty(),
        Optional.ofNullable(match.method()),
        SpecReader.present(match.headers()).stream()
            .map(it -> field(it.name(), it.invert(), condition(it.match())))
            .toList(),
        SpecReader.present(match.queryParameters()));
  }

  private static Match match(HttpGatewayRouteMatch match) {
    return new Match.Http(
        Optional.ofNullable(match.port()),
        Optional.ofNullable(match.prefix()),
        Optional.ofNullable(match.path()).map(RouteReader::path),
        Optional.ofNullable(match.hostname()).map(RouteReader::hostname),
        Optional.ofNullable(match.method()),
        SpecReader.present(match.headers()).stream()
            .map(it -> field(it.name(), it.invert(), condition(it.match())))
            .toList(),
        SpecReader.present(match.queryParameters()));
  }

  private static Match match(GrpcRouteMatch match) {
    return new Match.Grpc(
        Optional.ofNullable(match.port()),
        Optional.ofNullable(match.serviceName()),
        Optional.ofNullable(match.methodName()),
        Optional.empty(),
        SpecReader.present(match.metadata()).stream()
            .map(it -> field(it.name(), it.invert(), condition(it.match())))
            .toList());
  }

  private static Match match(GrpcGatewayRouteMatch match) {
    return new Match.Grpc(
        Optional.ofNullable(match.port()),
        Optional.ofNullable(match.serviceName()),
        Optional.empty(),
        Optional.ofNullable(match.hostname()).map(RouteReader::hostname),
        SpecReader.present(match.metadata()).stream()
            .map(it -> field(it.name(), it.invert(), condition(it.match())))
            .toList());
  }

  private static Match.Path path(HttpPathMatch path) {
    return new Match.Path(Optional.ofNullable(path.exact()), Optional.ofNullable(path.regex()));
  }

  private static Match.Hostname hostname(GatewayRouteHostnameMatch name) {
    return new Match.Hostname(
        Optional.ofNullable(name.exact()), Optional.ofNullable(name.suffix()));
  }

  private static Match.Field field(
      String name, @Nullable Boolean invert, Optional<Match.Condition> condition) {
    return new Match.Field(name, Boolean.TRUE.equals(invert), condition);
  }

  private static Optional<Match.Condition> condition(@Nullable HeaderMatchMethod match) {
    return Optional.ofNullable(
        switch (match) {
          case null -> null;
          case HeaderMatchMethod.Exact(String value) -> new Match.Condition.Exact(value);
          case HeaderMatchMethod.Prefix(String value) -> new Match.Condition.Prefix(value);
          case HeaderMatchMethod.Suffix(String value) -> new Match.Condition.Suffix(value);
          case HeaderMatchMethod.Regex(String value) -> new Match.Condition.Regex(value);
          case HeaderMatchMethod.Range(MatchRange range) -> range(range);
        });
  }

  private static Optional<Match.Condition> condition(@Nullable GrpcRouteMetadataMatchMethod match) {
    return Optional.ofNullable(
        switch (match) {
          case null -> null;
          case GrpcRouteMetadataMatchMethod.Exact(String value) -> new Match.Condition.Exact(value);
          case GrpcRouteMetadataMatchMethod.Prefix(String value) ->
              new Match.Condition.Prefix(value);
          case GrpcRouteMetadataMatchMethod.Suffix(String value) ->
              new Match.Condition.Suffix(value);
          case GrpcRouteMetadataMatchMethod.Regex(String value) -> new Match.Condition.Regex(value);
          case GrpcRouteMetadataMatchMethod.Range(MatchRange range) -> range(range);
        });
  }

  private static Optional<Match.Condition> condition(@Nullable GrpcMetadataMatchMethod match) {
    return Optional.ofNullable(
        switch (match) {
          case null -> null;
          case GrpcMetadataMatchMethod.Exact(String value) -> new Match.Condition.Exact(value);
          case GrpcMetadataMatchMethod.Prefix(String value) -> new Match.Condition.Prefix(value);
          case GrpcMetadataMatchMethod.Suffix(String value) -> new Match.Condition.Suffix(value);
          case GrpcMetadataMatchMethod.Regex(String value) -> new Match.Condition.Regex(value);
          case GrpcMetadataMatchMethod.Range(MatchRange range) -> range(range);
        });
  }

  private static Match.Condition range(MatchRange range) {
    return new Match.Condition.Range(range.start(), range.end());
  }

  private static MeshRoute.RetryEvents retries(HttpRetryPolicy policy) {
    return new MeshRoute.RetryEvents(
        SpecReader.present(policy.httpRetryEvents()), words(policy.tcpRetryEvents()), List.of());
  }

  private static MeshRoute.RetryEvents retries(GrpcRetryPolicy policy) {
    return new MeshRoute.RetryEvents(
        SpecReader.present(policy.httpRetryEvents()),
        words(policy.tcpRetryEvents()),
        words(policy.grpcRetryEvents()));
  }

  private static List<String> words(@Nullable List<? extends WireEnum> events) {
    return SpecReader.present(events).stream().map(WireEnum::value).toList();
  }
}
