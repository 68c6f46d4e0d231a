// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import dev.signet.access.AccessKey;
import dev.signet.access.AccessKeys;
import dev.signet.wire.sigv4.Credentials;
import dev.signet.wire.sigv4.Verdict;
import dev.signet.wire.sigv4.Verifier;
import java.time.InstantSource;

/** Who signed a call. */
final class Signatures {
  private final AccessKeys keys;
  private final Verifier verifier;
  private final InstantSource clock;

  Signatures(AccessKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
    this.verifier =
        new Verifier(id -> keys.find(id).map(key -> new Credentials(key.id(), key.secret())));
  }

  /**
   * A proven signer.
   *
   * @param service of the signature's scope, not compared with the call yet
   * @param region of the scope, as it was written
   */
  record Signer(AccessKey key, String service, String region) {}

  /**
   * Proves the signature of a call.
   *
   * @throws TurnedAway when there is none, or a false one
   */
  Signer signer(Call call) {
    return switch (verifier.verify(Signables.of(call), clock.instant())) {
      case Verdict.Refused refused ->
          throw new TurnedAway(DoorError.of(refused.kind()), refused.message());
      case Verdict.Verified verified -> signer(keys, verified);
    };
  }

  /**
   * Whose key proved a signature.
   *
   * @throws TurnedAway when the key is gone since
   */
  static Signer signer(AccessKeys keys, Verdict.Verified verified) {
    AccessKey key =
        keys.find(verified.accessKeyId())
            .orElseThrow(() ->
                new TurnedAway(
                    DoorError.UNKNOWN_KEY, "the access key ended while the call was looked at"));
    return new Signer(key, verified.service(), verified.region());
  }
}
