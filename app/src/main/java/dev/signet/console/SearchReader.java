// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.authority.AuthorityOverviews;
import dev.signet.authority.IssuedOverview;
import dev.signet.certificate.CertificateArn;
import dev.signet.certificate.CertificateFinder;
import dev.signet.certificate.ManagedCertificate;
import dev.signet.console.SearchPage.Hit;
import dev.signet.console.View.Link;
import dev.signet.kernel.Page;
import dev.signet.pki.cert.CertificateWords;
import dev.signet.pki.cert.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds CAs and certificates by what people know of them. */
final class SearchReader {
  private static final int MOST = 100;
  private static final int LONGEST = 256;

  private final AuthorityOverviews authorities;
  private final CertificateFinder managed;

  SearchReader(AuthorityOverviews authorities, CertificateFinder managed) {
    this.authorities = authorities;
    this.managed = managed;
  }

  /**
   * CAs by a part of their name, certificates by serial or the beginning of a name, all by ARN; on
   * the pages that follow only issued certificates by name.
   *
   * @param before the place before which issued certificates are looked at
   */
  Page<Hit> hits(String query, long before, TrustTree tree, View view) {
    String asked = query.strip();
    if (asked.isEmpty() || asked.length() > LONGEST) {
      return new Page<>(List.of(), Optional.empty());
    }
    List<Hit> hits = new ArrayList<>();
    if (before == Long.MAX_VALUE) {
      authorities(asked, tree, view).limit(MOST).forEach(hits::add);
      managed(asked, view).limit(MOST).forEach(hits::add);
      ofSerial(asked, view).map(each -> hit(each, view)).forEach(hits::add);
    }
    String lower = asked.toLowerCase(Locale.ROOT);
    Page<IssuedOverview> named =
        authorities.search(view.home(), before, each -> isNamed(each, lower), MOST);
    named.items().stream().map(each -> hit(each, view)).forEach(hits::add);
    return new Page<>(hits.stream().distinct().toList(), named.next());
  }

  private static Stream<Hit> authorities(String asked, TrustTree tree, View view) {
    String lower = asked.toLowerCase(Locale.ROOT);
    return tree.all().stream()
        .filter(each ->
            each.subject().text().toLowerCase(Locale.ROOT).contains(lower)
                || asked.startsWith(each.arn().toString()))
        .map(each -> new Hit(AuthorityReader.link(each, view), "certificate authority"));
  }

  private Stream<Hit> managed(String asked, View view) {
    Stream<ManagedCertificate> found =
        CertificateArn.parse(asked)
            .map(arn -> managed.find(view.home(), arn).stream())
            .orElseGet(() -> managed.named(view.home(), asked).stream());
    return found.map(each ->
        new Hit(
            new Link(CertificateReader.title(each), view.links().managed(each.arn())),
            "managed certificate"));
  }

  private Stream<IssuedOverview> ofSerial(String asked, View view) {
    String serial = asked.substring(asked.lastIndexOf('/') + 1); // of the ARN of an issued one
    return Serial.ofHex(serial).stream()
        .flatMap(each -> authorities.ofSerial(view.home(), each).stream());
  }

  private static boolean isNamed(IssuedOverview issued, String lower) {
    return Stream.concat(
            Stream.of(CertificateWords.label(issued.certificate())),
            CertificateWords.alternativeNames(issued.certificate()).stream()
                .map(name -> name.substring(name.indexOf(':') + 1)))
        .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith(lower));
  }

  private static Hit hit(IssuedOverview issued, View view) {
    return new Hit(
        AuthorityReader.row(issued, view).name(),
        "issued certificate " + issued.certificate().serial().colons());
  }
}
