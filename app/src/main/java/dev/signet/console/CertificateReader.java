// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.AuthorityOverview;
import dev.signet.authority.AuthorityOverviews;
import dev.signet.authority.IssuedOverview;
import dev.signet.certificate.CertificateFinder;
import dev.signet.certificate.CertificateLifecycle;
import dev.signet.certificate.ManagedCertificate;
import dev.signet.console.View.Fact;
import dev.signet.console.View.Frame;
import dev.signet.console.View.Link;
import dev.signet.console.View.Mark;
import dev.signet.kernel.Arn;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.CertificateWords;
import dev.signet.pki.cert.Chain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what is shown of one certificate. */
final class CertificateReader {
  private final AuthorityOverviews authorities;
  private final CertificateFinder managed;

  CertificateReader(AuthorityOverviews authorities, CertificateFinder managed) {
    this.authorities = authorities;
    this.managed = managed;
  }

  /** The page of a certificate that an authority issued. */
  CertificatePage page(IssuedOverview issued, Chain chain, TrustTree tree, View view, Frame frame) {
    Certificate certificate = issued.certificate();
    List<Fact> about = new ArrayList<>();
    tree.find(issued.authority())
        .ifPresent(by -> about.add(Fact.of("Issued by", AuthorityReader.link(by, view))));
    about.add(Fact.of("Issued", Times.at(issued.issuedAt())));
    about.add(Fact.of("Template", issued.template()));
    tree.holder(certificate)
        .ifPresent(of -> about.add(Fact.of("The CA's own", AuthorityReader.link(of, view))));
    managed
        .holding(view.home(), issued.authority().toString(), certificate)
        .map(found -> new Link(title(found), view.links().managed(found.arn())))
        .ifPresent(link -> about.add(Fact.of("Managed as", link)));
    String page = view.links().issued(issued.authority(), certificate.serial());
    return new CertificatePage(
        frame,
        "Issued certificate",
        AuthorityReader.path(chain, tree, view),
        AuthorityReader.mark(issued),
        about,
        Optional.of(CertificateBox.of(chain, view, tree, page)));
  }

  /** The page of a managed certificate. */
  CertificatePage page(ManagedCertificate found, TrustTree tree, View view, Frame frame) {
    Optional<Chain> chain = found.current().map(ManagedCertificate.Outcome.Issued::chain);
    String page = view.links().managed(found.arn());
    return new CertificatePage(
        frame,
        "Managed certificate",
        chain.map(each -> AuthorityReader.path(each, tree, view)).orElse(List.of()),
        mark(found, view),
        facts(found, chain, tree, view),
        chain.map(each -> CertificateBox.of(each, view, tree, page)));
  }

  private List<Fact> facts(
      ManagedCertificate found, Optional<Chain> chain, TrustTree tree, View view) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Names", found.names().all()));
    facts.add(Fact.of("Requested", Times.at(found.createdAt())));
    Optional<AuthorityOverview> by =
        found.authority().flatMap(AuthorityArn::parse).flatMap(tree::find);
    found
        .authority()
        .map(arn ->
            by.map(each -> AuthorityReader.link(each, view)).orElseGet(() -> Link.nowhere(arn)))
        .ifPresentOrElse(
            link -> facts.add(Fact.of("Issued by", link)),
            () -> facts.add(Fact.of("Issued by", "elsewhere: it was imported")));
    by.flatMap(each -> chain.flatMap(held -> issued(each, held.first(), view)))
        .ifPresent(facts::add);
    found
        .renewal()
        .ifPresent(last ->
            facts.add(
                Fact.of(
                    "Renewal",
                    last.status()
                        + last.reason().map(reason -> " " + reason).orElse("")
                        + " at "
                        + Times.at(last.at()))));
    List<String> users = found.users().stream().map(CertificateReader::shortName).toList();
    facts.add(users.isEmpty() ? Fact.of("Used by", "nobody") : Fact.of("Used by", users));
    facts.add(Fact.of("ARN", found.arn().toString()));
    return facts;
  }

  private Optional<Fact> issued(AuthorityOverview by, Certificate held, View view) {
    return authorities.ofSerial(view.home(), held.serial()).stream()
        .filter(each -> each.authority().equals(by.arn()))
        .map(each ->
            Fact.of(
                "As it was issued",
                new Link(
                    held.serial().colons() + ", " + AuthorityReader.mark(each).text(),
                    view.links().issued(by.arn(), held.serial()))))
        .findFirst();
  }

  static Mark mark(ManagedCertificate found, View view) {
    CertificateLifecycle.Status status = CertificateLifecycle.status(found, view.now());
    String why =
        found.outcome() instanceof ManagedCertificate.Outcome.Failed(var reason)
            ? " " + reason
            : "";
    return new Mark(status + why, status == CertificateLifecycle.Status.ISSUED);
  }

  /** What the page of a managed certificate is called. */
  static String title(ManagedCertificate found) {
    return found.names().domainName().orElseGet(() -> shortName(found.arn().toString()));
  }

  /** What the page of an issued one is called. */
  static String title(IssuedOverview issued) {
    return CertificateWords.label(issued.certificate());
  }

  /** What comes after the account in an ARN. */
  static String shortName(String arn) {
    return Arn.parse(arn).map(Arn::resource).orElse(arn);
  }
}
