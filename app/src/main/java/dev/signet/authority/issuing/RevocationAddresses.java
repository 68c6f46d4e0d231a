// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.issuing;

import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.RevocationSettings;
import dev.signet.authority.lifecycle.RevocationSettings.Crl;
import dev.signet.authority.lifecycle.RevocationSettings.Ocsp;
import dev.signet.pki.profile.Pointers;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where certificates say that their revocation is told: plain HTTP, at the status port or before.
 */
public final class RevocationAddresses {
  private static final String RESPONDER = "ocsp";

  private final Supplier<String> statusUrl;

  /**
   * Addresses of a server.
   *
   * @param statusUrl under which everybody reaches the status port, without a last slash; known
   *     once the ports are open
   */
  public RevocationAddresses(Supplier<String> statusUrl) {
    this.statusUrl = statusUrl;
  }

  /** What a certificate says that an authority issues now. */
  Pointers of(Authority authority) {
    RevocationSettings settings = authority.revocation();
    return Pointers.of(
        settings.crl().filter(crl -> !crl.omitted()).map(crl -> crl(authority, crl)),
        settings.ocsp().map(this::ocsp));
  }

  private String crl(Authority authority, Crl crl) {
    return url(crl.host()) + "/" + crl.pathOf(authority.arn().id());
  }

  private String ocsp(Ocsp ocsp) {
    return ocsp.host()
        .map(host -> "http://" + host)
        .orElseGet(() -> statusUrl.get() + "/" + RESPONDER);
  }

  private String url(Optional<String> host) {
    return host.map(name -> "http://" + name).orElseGet(statusUrl);
  }
}
