// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import dev.signet.kernel.Arn;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Region;
import dev.signet.wire.codec.ServiceModel;

/**
 * As whom a signer makes a call, and whether it may. Every signer is the administrator of its
 * account so far: policies will be asked here.
 */
final class Permits {
  private Permits() {}

  /**
   * The caller of an operation of that service.
   *
   * @throws TurnedAway when the signature was made for something else
   */
  static Caller caller(Signatures.Signer signer, ServiceModel service) {
    return caller(
        signer, service.signingName(), PreviewChannel.isSigned(service, signer.service()));
  }

  /** The same of a service by its signing name. */
  static Caller caller(Signatures.Signer signer, String service) {
    return caller(signer, service, false);
  }

  private static Caller caller(Signatures.Signer signer, String service, boolean byOtherName) {
    if (!service.equals(signer.service()) && !byOtherName) {
      throw new TurnedAway(
          DoorError.FALSE_SIGNATURE,
          "Credential should be scoped to service '"
              + service
              + "', not '"
              + signer.service()
              + "'.");
    }
    if (!Region.isWellFormed(signer.region())) {
      throw new TurnedAway(
          DoorError.FALSE_SIGNATURE,
          "Credential should be scoped to a valid Region, not '" + signer.region() + "'.");
    }
    Region region = new Region(signer.region());
    return new Caller(signer.key().account(), region, in(region, signer.key().principal()));
  }

  /** A principal is of every partition, and named as the one it calls in. */
  private static String in(Region region, String principal) {
    return Arn.parse(principal)
        .map(arn ->
            new Arn(region.partition(), arn.service(), arn.region(), arn.account(), arn.resource())
                .toString())
        .orElse(principal);
  }
}
