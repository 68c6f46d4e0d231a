// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.authority.PrivateCa;
import dev.signet.certificate.api.AcmApi;
import dev.signet.ground.Api;
import dev.signet.ground.EventSource;
import dev.signet.ground.Ground;
import dev.signet.ledger.LastingFollower;
import dev.signet.ledger.Timers;

/** The certificate manager: the door of this room. */
public final class CertificateManager implements AutoCloseable {
  private final SpareKeys spares;
  private final Lookups lookups;
  private final PublicRequests publicRequests;
  private final ManagedCertificates certificates;
  private final Renewals renewals;
  private final Exports exports;
  private final Imports imports;
  private final Withdrawals withdrawals;
  private final Expiry expiry;
  private final CertificateEvents events;
  private final CertificateFinder finder;
  private final Api api;
  private final LastingFollower revocations;

  private CertificateManager(
      Ground ground, PrivateIssuer issuer, PublicProfile profile, Lookups lookups) {
    CertificateRecords records = new CertificateRecords(ground);
    this.spares = new SpareKeys(ground.vault());
    CertificateIssuance issuance = new CertificateIssuance(ground, spares, issuer);
    this.withdrawals = new Withdrawals(ground, records, issuer);
    this.lookups = lookups;
    NameProofs names = new NameProofs(profile);
    this.publicRequests =
        new PublicRequests(
            ground,
            records,
            new Validations(ground, records, issuance, names, lookups),
            new PublicIssuer(ground, issuer, profile.issuer()),
            profile.suffix());
    this.certificates = new ManagedCertificates(ground, records, issuance);
    this.renewals = new Renewals(ground, records, issuance, names, lookups);
    this.exports = new Exports(ground, records, renewals);
    this.imports = new Imports(ground, records);
    this.events = new CertificateEvents(ground);
    this.expiry = new Expiry(ground);
    this.finder = new CertificateFinder(ground);
    this.api =
        AcmApi.of(
            ground,
            new AcmApi.Services(
                certificates,
                publicRequests,
                renewals,
                exports,
                imports,
                withdrawals,
                expiry,
                finder));
    this.revocations =
        new LastingFollower(
            "certificate.revocations", ground.store(), ground.ledger(), withdrawals::follow);
  }

  /** Opens the room over the private CA that issues for it; it makes keys from then on. */
  public static CertificateManager open(Ground ground, PrivateCa ca, PublicProfile profile) {
    return open(
        ground,
        new AuthorityIssuer(ca.authorities(), ca.issuance(), ca.roots()),
        profile,
        Lookups.onThreads());
  }

  /** The same over another issuer. */
  static CertificateManager open(
      Ground ground, PrivateIssuer issuer, PublicProfile profile, Lookups lookups) {
    ManagedCertificates.fillInListings(ground.store());
    CertificateManager manager = new CertificateManager(ground, issuer, profile, lookups);
    manager.renewals.expectAll();
    manager.expiry.start();
    return manager;
  }

  /** The certificates. */
  public ManagedCertificates certificates() {
    return certificates;
  }

  /** Takes requests for public ones. */
  PublicRequests publicRequests() {
    return publicRequests;
  }

  /** Renews them. */
  public Renewals renewals() {
    return renewals;
  }

  /** Hands them out. */
  public Exports exports() {
    return exports;
  }

  /** Takes others in. */
  Imports imports() {
    return imports;
  }

  /** Takes them back. */
  Withdrawals withdrawals() {
    return withdrawals;
  }

  /** Who refers to them. */
  public CertificateUses uses() {
    return new CertificateUses(renewals);
  }

  /** Finds them for people. */
  public CertificateFinder finder() {
    return finder;
  }

  /** What it answers of acm. */
  public Api api() {
    return api;
  }

  /** What it tells of its changes. */
  public EventSource events() {
    return events;
  }

  /** What renews them in time, for a loop of its own: a slow CA shall delay no other timer. */
  public Timers renewing() {
    return renewals.timers();
  }

  @Override
  public void close() {
    revocations.close();
    lookups.close();
    spares.close();
  }
}
