// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.authority.AuthorityOverview;
import dev.signet.authority.AuthorityOverviews;
import dev.signet.authority.IssuedOverview;
import dev.signet.console.AuthorityPage.AuthorityRow;
import dev.signet.console.AuthorityPage.IssuedRow;
import dev.signet.console.View.Fact;
import dev.signet.console.View.Frame;
import dev.signet.console.View.Link;
import dev.signet.console.View.Mark;
import dev.signet.kernel.Page;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.CertificateWords;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.name.AttributeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Gathers what is shown of authorities. */
final class AuthorityReader {
  private static final int ON_A_PAGE = 50;

  private final AuthorityOverviews authorities;

  AuthorityReader(AuthorityOverviews authorities) {
    this.authorities = authorities;
  }

  /** Who signs for whom in the home of a view. */
  TrustTree tree(View view) {
    return new TrustTree(authorities.all(view.home()));
  }

  /** The tree as rows. */
  static List<AuthorityRow> rows(List<TrustTree.Branch> branches, View view) {
    return branches.stream().map(branch -> row(branch, view)).toList();
  }

  private static AuthorityRow row(TrustTree.Branch branch, View view) {
    AuthorityOverview authority = branch.authority();
    Optional<Certificate> installed = authority.chain().map(Chain::first);
    return new AuthorityRow(
        link(authority, view),
        status(authority),
        kind(authority),
        installed.map(each -> Times.at(each.period().notAfter())).orElse("no certificate yet"),
        installed.map(each -> Life.of(each.period(), view.now())),
        counted(authority.counts().issued())
            + " issued, "
            + counted(authority.counts().revoked())
            + " revoked",
        rows(branch.below(), view));
  }

  private static String counted(long number) {
    return counted(number, AuthorityOverview.COUNTED);
  }

  private static String counted(long number, long most) {
    return (number > most ? "over %,d" : "%,d").formatted(Math.min(number, most));
  }

  /**
   * The page of an authority.
   *
   * @param before the place before which the list of what it issued begins
   */
  AuthorityPage page(
      AuthorityOverview authority, TrustTree tree, View view, Frame frame, long before) {
    String page = view.links().authority(authority.arn());
    AuthorityOverview.Details details = authorities.details(authority).orElseThrow();
    Page<IssuedOverview> issued = authorities.issued(authority.arn(), before, ON_A_PAGE);
    return new AuthorityPage(
        frame,
        authority.chain().map(chain -> path(chain, tree, view)).orElse(List.of()),
        status(authority),
        facts(details, view),
        authority.chain().map(chain -> CertificateBox.of(chain, view, tree, page)),
        rows(tree.below(authority), view),
        details.revoked().stream().map(each -> row(each, view)).toList(),
        issued.items().stream().map(each -> row(each, view)).toList(),
        issued.next().map(place -> Links.after(page, place)).orElse(""));
  }

  private static List<Fact> facts(AuthorityOverview.Details details, View view) {
    AuthorityOverview authority = details.authority();
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Kind", kind(authority)));
    facts.add(Fact.of("Made", Times.at(details.createdAt())));
    facts.add(
        Fact.of("Issued", counted(details.exact().issued(), AuthorityOverview.COUNTED_ALONE)));
    facts.add(
        Fact.of("Revoked", counted(details.exact().revoked(), AuthorityOverview.COUNTED_ALONE)));
    facts.add(Fact.of("CRL", details.crlEnabled() ? published(authority) : "not published"));
    details
        .crls()
        .ifPresent(crls -> {
          facts.add(Fact.of("CRL age", view.times().age(crls.madeAt()) + lists(crls)));
          facts.add(Fact.of("CRL valid until", view.times().until(crls.nextUpdate())));
        });
    facts.add(Fact.of("OCSP", details.ocspEnabled() ? "answered" : "not answered"));
    facts.add(Fact.of("ARN", authority.arn().toString()));
    return facts;
  }

  private static String published(AuthorityOverview authority) {
    return authority.chain().map(chain -> chain.first().maySignCrls()).orElse(true)
        ? "published"
        : "published, but strict clients refuse it: the CA's key usage lacks cRLSign";
  }

  private static String lists(AuthorityOverview.CrlState crls) {
    return crls.lists() == 1
        ? ", number " + crls.number()
        : ", the oldest of " + crls.lists() + " lists";
  }

  /** The authorities above the first of a chain, the root first. */
  static List<Link> path(Chain chain, TrustTree tree, View view) {
    return chain.issuers().reversed().stream()
        .map(above ->
            tree.holder(above)
                .map(found -> link(found, view))
                .orElseGet(() -> Link.nowhere(CertificateWords.label(above))))
        .toList();
  }

  static Link link(AuthorityOverview authority, View view) {
    return new Link(name(authority), view.links().authority(authority.arn()));
  }

  static IssuedRow row(IssuedOverview issued, View view) {
    Certificate certificate = issued.certificate();
    return new IssuedRow(
        new Link(
            CertificateWords.label(certificate),
            view.links().issued(issued.authority(), certificate.serial())),
        certificate.serial().colons(),
        Times.at(certificate.period().notAfter()),
        Life.of(certificate.period(), view.now()),
        mark(issued));
  }

  static Mark mark(IssuedOverview issued) {
    return issued
        .revoked()
        .map(revoked ->
            new Mark("revoked " + Times.at(revoked.at()) + ", " + revoked.reason().name(), false))
        .orElseGet(() -> new Mark("not revoked", true));
  }

  /** Common name, else the whole subject. */
  static String name(AuthorityOverview authority) {
    return authority
        .subject()
        .first(AttributeType.COMMON_NAME)
        .orElseGet(() -> authority.subject().text());
  }

  private static Mark status(AuthorityOverview authority) {
    return new Mark(authority.status(), authority.status().equals("ACTIVE"));
  }

  private static String kind(AuthorityOverview authority) {
    return authority.type().name().toLowerCase(Locale.ROOT)
        + " CA, "
        + authority.key().algorithmName();
  }
}
