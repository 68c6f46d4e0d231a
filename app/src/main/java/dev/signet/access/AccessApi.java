// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.access;

import dev.signet.ground.Api;
import dev.signet.ground.SignetErrors;
import dev.signet.kernel.Caller;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.signet.ReplaceAccessKeyInput;
import dev.signet.wire.generated.signet.ReplaceAccessKeyOutput;
import dev.signet.wire.generated.signet.Signet;
import java.time.Duration;
import java.util.function.Consumer;

/** The signed call that replaces the access key. The new secret is in no answer. */
public final class AccessApi {
  private final AccessKeys keys;
  private final Consumer<AccessKey> handOver;

  private AccessApi(AccessKeys keys, Consumer<AccessKey> handOver) {
    this.keys = keys;
    this.handOver = handOver;
  }

  /**
   * The call, as part of the program's own API.
   *
   * @param handOver leaves the new key where its owner finds it
   */
  public static Api of(AccessKeys keys, Consumer<AccessKey> handOver) {
    AccessApi api = new AccessApi(keys, handOver);
    return Api.signed(
        "signet",
        Bindings.<Caller>none().on(Signet.REPLACE_ACCESS_KEY, api::replace),
        SignetErrors::of);
  }

  private ReplaceAccessKeyOutput replace(Caller caller, ReplaceAccessKeyInput request) {
    Integer grace = request.graceSeconds();
    AccessKeys.Replacement done =
        keys.replace(caller, Duration.ofSeconds(grace == null ? 0 : grace));
    handOver.accept(done.key());
    return new ReplaceAccessKeyOutput(done.key().id(), done.replaced(), done.endsAt());
  }
}
