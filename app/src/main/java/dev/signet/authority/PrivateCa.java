// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.authority.api.AcmPcaApi;
import dev.signet.authority.grant.Grants;
import dev.signet.authority.issuing.IssuedCertificates;
import dev.signet.authority.lifecycle.KnownAuthorities;
import dev.signet.authority.lifecycle.OwnAuthorities;
import dev.signet.ground.Api;
import dev.signet.ground.Ground;

/** The private CA: the door of this room. It owns no thread and needs no closing. */
public final class PrivateCa {
  private final Authorities authorities;
  private final Issuance issuance;
  private final Api api;

  private PrivateCa(Authorities authorities, Issuance issuance, Api api) {
    this.authorities = authorities;
    this.issuance = issuance;
    this.api = api;
  }

  /** Opens the room; from then on the timers of its kind are handled. */
  public static PrivateCa open(Ground ground) {
    OwnAuthorities own = new OwnAuthorities(ground);
    IssuedCertificates certificates = new IssuedCertificates(ground, new KnownAuthorities(ground));
    ground.timers().onDestroying(OwnAuthorities.REMOVAL, new Removal(ground)::due);
    return new PrivateCa(
        new Authorities(ground, own),
        new Issuance(ground, certificates),
        AcmPcaApi.of(ground, own, new Grants(ground), certificates));
  }

  /** What other rooms may know of authorities. */
  public Authorities authorities() {
    return authorities;
  }

  /** Issues for other rooms. */
  public Issuance issuance() {
    return issuance;
  }

  /** What it answers of acm-pca. */
  public Api api() {
    return api;
  }
}
