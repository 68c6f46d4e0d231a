// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.authority.api.AcmPcaApi;
import dev.signet.authority.grant.Grants;
import dev.signet.authority.issuing.IssuedCertificates;
import dev.signet.authority.lifecycle.KnownAuthorities;
import dev.signet.authority.lifecycle.OwnAuthorities;
import dev.signet.authority.revocation.Crls;
import dev.signet.authority.revocation.Revocations;
import dev.signet.ground.Api;
import dev.signet.ground.Ground;
import dev.signet.ledger.TimerLoop;
import dev.signet.ledger.Timers;

/** The private CA: the door of this room. */
public final class PrivateCa implements AutoCloseable {
  private final Authorities authorities;
  private final Issuance issuance;
  private final Publication publication;
  private final Api api;
  private final TimerLoop publishing;

  private PrivateCa(
      Authorities authorities,
      Issuance issuance,
      Publication publication,
      Api api,
      TimerLoop publishing) {
    this.authorities = authorities;
    this.issuance = issuance;
    this.publication = publication;
    this.api = api;
    this.publishing = publishing;
  }

  /** Opens the room; from then on the timers of its kind are handled. */
  public static PrivateCa open(Ground ground) {
    OwnAuthorities own = new OwnAuthorities(ground);
    IssuedCertificates certificates = new IssuedCertificates(ground, new KnownAuthorities(ground));
    ground.timers().onDestroying(OwnAuthorities.REMOVAL, new Removal(ground)::due);
    return new PrivateCa(
        new Authorities(ground, own),
        new Issuance(ground, certificates),
        new Publication(ground),
        AcmPcaApi.of(ground, own, new Grants(ground), certificates, new Revocations(ground)),
        publishing(ground));
  }

  /** On a thread of its own: a long CRL shall delay no other timer, and none of them a CRL. */
  private static TimerLoop publishing(Ground ground) {
    Timers timers = ground.timers().apart();
    timers.onTask(OwnAuthorities.PUBLICATION, new Crls(ground));
    return new TimerLoop(timers);
  }

  /** What other rooms may know of authorities. */
  public Authorities authorities() {
    return authorities;
  }

  /** Issues for other rooms. */
  public Issuance issuance() {
    return issuance;
  }

  /** What it tells everybody. */
  public Publication publication() {
    return publication;
  }

  /** What it answers of acm-pca. */
  public Api api() {
    return api;
  }

  @Override
  public void close() {
    publishing.close();
  }
}
