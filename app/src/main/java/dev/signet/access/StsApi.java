// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.access;

import dev.signet.ground.Api;
import dev.signet.kernel.Caller;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.sts.GetCallerIdentityRequest;
import dev.signet.wire.generated.sts.GetCallerIdentityResponse;
import dev.signet.wire.generated.sts.Sts;

/** Answers the sts API: who a caller is. */
public final class StsApi {
  private StsApi() {}

  /** What is built of the service. */
  public static Api api() {
    Bindings<Caller> signed = Bindings.<Caller>none().on(Sts.GET_CALLER_IDENTITY, StsApi::identity);
    return Api.signed("sts", signed, new StsErrors());
  }

  private static GetCallerIdentityResponse identity(
      Caller caller, GetCallerIdentityRequest request) {
    return GetCallerIdentityResponse.of()
        .withUserId(caller.principal().substring(caller.principal().lastIndexOf('/') + 1))
        .withAccount(caller.account().value())
        .withArn(caller.principal());
  }
}
