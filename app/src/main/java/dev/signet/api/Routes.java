// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import dev.signet.wire.codec.Protocol;
import dev.signet.wire.codec.Query;
import dev.signet.wire.codec.Route;
import dev.signet.wire.codec.Router;
import dev.signet.wire.codec.ServiceModel;
import dev.signet.wire.generated.Services;

/** Which operation a call names. */
final class Routes {
  private final Router router = new Router(Services.all());

  /** By target or path. */
  Route of(Call call) {
    return router.route(call.method(), call.rawPath(), call.target(), call.protocol());
  }

  /** The same for a call that names nothing by itself: then its signature's scope tells. */
  static Route of(Call call, Route byPath, Signatures.Signer signer) {
    if (!(byPath instanceof Route.NoRoute)) {
      return byPath;
    }
    for (ServiceModel service : Services.all()) {
      if (service.protocol() == Protocol.QUERY && service.signingName().equals(signer.service())) {
        return Query.route(service, call.body());
      }
    }
    return byPath;
  }

  /**
   * The operation of a route.
   *
   * @throws TurnedAway when it leads to none
   */
  static Route.Matched matched(Call call, Route route) {
    return switch (route) {
      case Route.Matched matched -> matched;
      case Route.UnknownOperation unknown ->
          throw new TurnedAway(
              DoorError.UNKNOWN_OPERATION,
              "'" + unknown.name() + "' is not an operation of " + unknown.service());
      case Route.UnsupportedProtocol protocol ->
          throw new TurnedAway(
              DoorError.UNSUPPORTED_PROTOCOL,
              "protocol '" + protocol.name() + "': expected AWS JSON 1.1");
      case Route.NoRoute _ ->
          throw new TurnedAway(
              DoorError.NO_API,
              call.method() + " " + call.rawPath() + ": expected an AWS API request");
    };
  }
}
