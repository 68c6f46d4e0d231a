// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.authority.api.AcmPcaApi;
import dev.signet.authority.issuing.IssuedCertificates;
import dev.signet.authority.lifecycle.KnownAuthorities;
import dev.signet.authority.lifecycle.OwnAuthorities;
import dev.signet.authority.lifecycle.RevocationAddresses;
import dev.signet.authority.revocation.Crls;
import dev.signet.ground.Api;
import dev.signet.ground.EventSource;
import dev.signet.ground.Ground;
import dev.signet.ledger.Timers;
import dev.signet.meter.Measured;
import java.util.function.Supplier;

/** The private CA: the door of this room. It owns no thread and needs no closing. */
public final class PrivateCa {
  private final Authorities authorities;
  private final AuthorityOverviews overviews;
  private final Issuance issuance;
  private final Roots roots;
  private final Publication publication;
  private final Api api;
  private final Timers publishing;
  private final Measured figures;

  private PrivateCa(
      Authorities authorities,
      AuthorityOverviews overviews,
      Issuance issuance,
      Roots roots,
      Publication publication,
      Api api,
      Timers publishing,
      Measured figures) {
    this.authorities = authorities;
    this.overviews = overviews;
    this.issuance = issuance;
    this.roots = roots;
    this.publication = publication;
    this.api = api;
    this.publishing = publishing;
    this.figures = figures;
  }

  /**
   * Opens the room; from then on the timers of its kind are handled.
   *
   * @param buckets where it leaves reports
   * @param statusUrl under which everybody reaches the status port; known once the ports are open
   */
  public static PrivateCa open(Ground ground, OutsideBuckets buckets, Supplier<String> statusUrl) {
    RevocationAddresses addresses = new RevocationAddresses(statusUrl);
    OwnAuthorities own = new OwnAuthorities(ground);
    IssuedCertificates certificates =
        new IssuedCertificates(ground, new KnownAuthorities(ground), addresses);
    ground.timers().onDestroying(OwnAuthorities.REMOVAL, new Removal(ground)::due);
    return new PrivateCa(
        new Authorities(ground),
        new AuthorityOverviews(ground, own),
        new Issuance(ground, certificates),
        new Roots(own, certificates),
        new Publication(ground),
        AcmPcaApi.of(ground, own, certificates, buckets),
        publishing(ground, new Crls(ground, addresses)),
        new AuthorityFigures(ground));
  }

  private static Timers publishing(Ground ground, Crls crls) {
    Timers timers = ground.timers().apart();
    timers.onTask(OwnAuthorities.PUBLICATION, crls);
    return timers;
  }

  /** What other rooms may know of authorities. */
  public Authorities authorities() {
    return authorities;
  }

  /** What people look at. */
  public AuthorityOverviews overviews() {
    return overviews;
  }

  /** Issues for other rooms. */
  public Issuance issuance() {
    return issuance;
  }

  /** Makes roots for other rooms. */
  public Roots roots() {
    return roots;
  }

  /** What it tells everybody. */
  public Publication publication() {
    return publication;
  }

  /** What it answers of acm-pca. */
  public Api api() {
    return api;
  }

  /** What it tells of its changes. */
  public static EventSource events() {
    return AuthorityEvent::told;
  }

  /** What is measured of it. */
  public Measured figures() {
    return figures;
  }

  /** What makes its CRLs, for a loop of its own: a long one shall delay no other timer. */
  public Timers publishing() {
    return publishing;
  }
}
