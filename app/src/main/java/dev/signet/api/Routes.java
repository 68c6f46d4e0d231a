// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import dev.signet.wire.codec.Protocol;
import dev.signet.wire.codec.Query;
import dev.signet.wire.codec.Route;
import dev.signet.wire.codec.Router;
import dev.signet.wire.codec.ServiceModel;
import dev.signet.wire.generated.Services;
import dev.signet.wire.sigv4.Scope;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which operation a call names. */
final class Routes {
  /** Services of AWS that speak REST in XML, of which nothing is served: they read errors in it. */
  private static final Set<String> REST_XML = Set.of("s3express", "route53", "cloudfront");

  /** By which objects are read, or a bucket is asked for. */
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** How a credential's scope ends in the query of a request that is signed there. */
  private static final Pattern SIGNED_IN_QUERY =
      Pattern.compile("[?&]X-Amz-Credential=[^&]*(/|%2[fF])s3(/|%2[fF])aws4_request(&|$)");

  private final Router router = new Router(Services.all());
  private final String served;

  /** Routes to all services of the models; those of which something is built are named. */
  Routes(Apis apis) {
    Set<String> names = new TreeSet<>(Set.of(S3Door.SERVICE));
    apis.operations().forEach(operation -> names.add(operation.service().signingName()));
    this.served = String.join(", ", names);
  }

  /** By target or path. */
  Route of(RequestHeaders headers, String rawPath) {
    return router.route(
        new Router.Request(
            headers.method().name(),
            rawPath,
            headers.get("x-amz-target"),
            headers.get(Protocol.SMITHY_HEADER),
            headers.get("content-type")));
  }

  /**
   * Whether a request is one of the S3 REST API: it is signed for it, or is not signed at all,
   * names no operation of a model and has no body: so it comes from who reads public objects.
   */
  boolean isOfObjects(RequestHeaders headers) {
    String authorization = headers.get("authorization");
    if (authorization != null) {
      return isSignedForObjects(authorization);
    }
    return isSignedForObjectsInQuery(headers.path())
        || (READING.contains(headers.method())
            && !headers.contains("content-type")
            && of(headers, Call.withoutQuery(headers.path())) instanceof Route.NoRoute);
  }

  /** Whether a header claims a signature for S3. */
  static boolean isSignedForObjects(String authorization) {
    return Scope.claimed(authorization)
        .filter(scope -> scope.service().equals(S3Door.SERVICE))
        .isPresent();
  }

  /** Whether a path with its query claims one. */
  static boolean isSignedForObjectsInQuery(String path) {
    return SIGNED_IN_QUERY.matcher(path).find();
  }

  /**
   * The same for a call whose signature is not proven yet: if it names nothing by itself, it is
   * refused as the service would that it claims to be signed for.
   */
  Route claimed(RequestHeaders headers, String rawPath) {
    return claimed(of(headers, rawPath), headers, rawPath);
  }

  static Route claimed(Route byPath, RequestHeaders headers, String rawPath) {
    if (!(byPath instanceof Route.NoRoute)) {
      return byPath;
    }
    return Optional.ofNullable(headers.get("authorization"))
        .flatMap(Scope::claimed)
        .map(scope -> scoped(byPath, rawPath, scope.service()))
        .orElse(byPath);
  }

  /** The same for a proven call: if it names nothing by itself, its signature's scope tells. */
  static Route signed(Call call, Route byPath, Signatures.Signer signer) {
    Route scoped = scoped(byPath, call.rawPath(), signer.service());
    if (scoped instanceof Route.UnknownOperation unknown && unknown.protocol() == Protocol.QUERY) {
      Route byAction = Query.route(unknown.service(), call.body());
      return byAction instanceof Route.NoRoute ? scoped : byAction;
    }
    return scoped;
  }

  private static Route scoped(Route byPath, String rawPath, String signedFor) {
    if (!(byPath instanceof Route.NoRoute none)) {
      return byPath;
    }
    for (ServiceModel service : Services.all()) {
      if (service.signingName().equals(signedFor) || PreviewChannel.isSigned(service, signedFor)) {
        Protocol protocol =
            service.protocols().contains(none.protocol()) ? none.protocol() : service.protocol();
        return new Route.UnknownOperation(protocol, service, rawPath);
      }
    }
    return REST_XML.contains(signedFor) ? new Route.NoRoute(Protocol.QUERY) : byPath;
  }

  /**
   * The operation of a route.
   *
   * @throws TurnedAway when it leads to none
   */
  Route.Matched matched(Route route, Signatures.Signer signer) {
    return switch (route) {
      case Route.Matched matched -> matched;
      case Route.UnknownOperation unknown ->
          throw new TurnedAway(
              DoorError.UNKNOWN_OPERATION,
              "'"
                  + unknown.name()
                  + "' is not an operation of "
                  + unknown.service()
                  + " that is served here");
      case Route.UnsupportedProtocol unsupported ->
          throw new TurnedAway(DoorError.UNSUPPORTED_PROTOCOL, unsupported.message());
      case Route.NoRoute _ ->
          throw new TurnedAway(
              DoorError.NO_API,
              "service " + signer.service() + " is not served here: expected one of " + served);
    };
  }
}
