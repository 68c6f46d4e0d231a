// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.certificate.Expiry;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.wire.codec.Empty;
import dev.signet.wire.generated.acm.ExpiryEventsConfiguration;
import dev.signet.wire.generated.acm.GetAccountConfigurationResponse;
import dev.signet.wire.generated.acm.PutAccountConfigurationRequest;

/** What an account says of all its certificates in a Region. */
final class AcmAccountApi {
  private final Expiry expiry;

  AcmAccountApi(Expiry expiry) {
    this.expiry = expiry;
  }

  GetAccountConfigurationResponse get(Caller caller, Empty request) {
    return GetAccountConfigurationResponse.of()
        .withExpiryEvents(
            ExpiryEventsConfiguration.of().withDaysBeforeExpiry(expiry.days(caller.home())));
  }

  Empty put(Caller caller, PutAccountConfigurationRequest request) {
    ExpiryEventsConfiguration events = request.expiryEvents();
    if (events == null || events.daysBeforeExpiry() == null) {
      throw Refusal.invalid("Configuration for events is empty.");
    }
    expiry.setDays(caller, events.daysBeforeExpiry(), request.idempotencyToken());
    return Empty.VALUE;
  }
}
