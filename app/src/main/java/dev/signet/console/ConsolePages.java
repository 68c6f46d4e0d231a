// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.AuthorityOverview;
import dev.signet.certificate.CertificateArn;
import dev.signet.kernel.Home;
import dev.signet.kernel.Page;
import dev.signet.pki.cert.CertificateWords;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Serial;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Which page, or file to keep, an address below a session's own names. */
final class ConsolePages {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern PLACE = Pattern.compile("[0-9]{1,18}");
  private static final Pattern NO_FILE_NAME = Pattern.compile("[^A-Za-z0-9-]+");
  private static final int LONGEST_NAME = 64;

  private final ConsoleReader overview;
  private final AuthorityReader authorities;
  private final CertificateReader certificates;
  private final SearchReader search;
  private final SecretRows secrets;
  private final Console.Rooms rooms;
  private final InstantSource clock;

  ConsolePages(Console.Rooms rooms, Console.About about, InstantSource clock) {
    this.rooms = rooms;
    this.clock = clock;
    this.authorities = new AuthorityReader(rooms.authorities());
    this.certificates = new CertificateReader(rooms.authorities(), rooms.certificates().finder());
    this.search = new SearchReader(rooms.authorities(), rooms.certificates().finder());
    this.secrets = new SecretRows(rooms.secrets());
    this.overview = new ConsoleReader(rooms, about, authorities);
  }

  /**
   * What is asked for.
   *
   * @param base path of the session
   * @param rest what comes after it, without a slash before; empty for the first page
   * @param after the place after which a listing begins; empty for its beginning
   * @param query what is looked for
   */
  record Asked(Home home, String base, String rest, String after, String query) {}

  /** What is answered. */
  sealed interface Shown {
    /** A page. */
    record Html(String template, Object page) implements Shown {}

    /** A file to keep. */
    record Pem(String name, String text) implements Shown {}
  }

  /** Something that has a page, and certificates if there are any. */
  private record Subject(Supplier<Shown> page, Optional<Chain> chain) {}

  /** What an address names; empty when there is no such thing. */
  Optional<Shown> find(Asked asked) {
    View view =
        new View(
            asked.home(), new Links(asked.base(), asked.home().region().name()), clock.instant());
    List<String> parts = List.of(asked.rest().split("/", -1));
    String last = parts.getLast();
    if (last.equals(Links.PEM) || last.equals(Links.CHAIN)) {
      return subject(parts.subList(0, parts.size() - 1), asked, view)
          .flatMap(Subject::chain)
          .map(chain -> last.equals(Links.PEM) ? Chain.of(chain.first()) : chain)
          .map(ConsolePages::file);
    }
    return subject(parts, asked, view).map(found -> found.page().get());
  }

  private static Shown file(Chain chain) {
    String label = NO_FILE_NAME.matcher(CertificateWords.label(chain.first())).replaceAll("_");
    String name = label.length() > LONGEST_NAME ? label.substring(0, LONGEST_NAME) : label;
    return new Shown.Pem(
        name + (chain.issuers().isEmpty() ? "" : "-chain") + ".pem", chain.pem() + "\n");
  }

  private Optional<Subject> subject(List<String> parts, Asked asked, View view) {
    return switch (parts.size()) {
      case 1 ->
          switch (parts.getFirst()) {
            case "" -> Optional.of(alone(() -> overview(asked, view)));
            case Links.SECRETS -> Optional.of(alone(() -> secrets(asked, view)));
            case Links.SEARCH -> Optional.of(alone(() -> search(asked, view)));
            default -> Optional.empty();
          };
      case 2 ->
          switch (parts.getFirst()) {
            case Links.AUTHORITY -> id(parts.get(1)).flatMap(id -> authority(id, asked, view));
            case Links.CERTIFICATE -> id(parts.get(1)).flatMap(id -> managed(id, view));
            default -> Optional.empty();
          };
      case 3 ->
          parts.getFirst().equals(Links.AUTHORITY)
              ? id(parts.get(1)).flatMap(id -> issued(id, parts.get(2), view))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Subject alone(Supplier<Shown> page) {
    return new Subject(page, Optional.empty());
  }

  private Shown overview(Asked asked, View view) {
    return new Shown.Html("console.jte", overview.read(view, asked.after()));
  }

  private Shown secrets(Asked asked, View view) {
    return new Shown.Html(
        "secrets.jte", secrets.page(view, overview.frame("Secrets", view), asked.after()));
  }

  private Shown search(Asked asked, View view) {
    Page<SearchPage.Hit> hits =
        search.hits(asked.query(), before(asked), authorities.tree(view), view);
    String here = view.links().found(asked.query());
    return new Shown.Html(
        "search.jte",
        new SearchPage(
            overview.frame("Search", view),
            asked.query(),
            hits.items(),
            hits.next().map(place -> Links.after(here, place)).orElse("")));
  }

  /** The place before which a listing of issued certificates begins. */
  private static long before(Asked asked) {
    return PLACE.matcher(asked.after()).matches() ? Long.parseLong(asked.after()) : Long.MAX_VALUE;
  }

  private Optional<Subject> authority(UUID id, Asked asked, View view) {
    TrustTree tree = authorities.tree(view);
    return tree.find(AuthorityArn.in(view.home(), id))
        .map(found ->
            new Subject(
                () -> new Shown.Html("authority.jte", page(found, tree, view, before(asked))),
                found.chain()));
  }

  private AuthorityPage page(AuthorityOverview found, TrustTree tree, View view, long before) {
    return authorities.page(
        found, tree, view, overview.frame(AuthorityReader.name(found), view), before);
  }

  private Optional<Subject> issued(UUID id, String hex, View view) {
    AuthorityArn by = AuthorityArn.in(view.home(), id);
    return Serial.ofHex(hex).stream()
        .flatMap(serial -> rooms.authorities().ofSerial(view.home(), serial).stream())
        .filter(found -> found.authority().equals(by))
        .findFirst()
        .flatMap(found ->
            rooms
                .authorities()
                .chain(by, found.certificate().serial())
                .map(chain ->
                    new Subject(
                        () ->
                            new Shown.Html(
                                "certificate.jte",
                                certificates.page(
                                    found,
                                    chain,
                                    authorities.tree(view),
                                    view,
                                    overview.frame(CertificateReader.title(found), view))),
                        Optional.of(chain))));
  }

  private Optional<Subject> managed(UUID id, View view) {
    return rooms
        .certificates()
        .finder()
        .find(view.home(), CertificateArn.in(view.home(), id))
        .map(found ->
            new Subject(
                () ->
                    new Shown.Html(
                        "certificate.jte",
                        certificates.page(
                            found,
                            authorities.tree(view),
                            view,
                            overview.frame(CertificateReader.title(found), view))),
                found.current().map(current -> current.chain())));
  }

  private static Optional<UUID> id(String text) {
    return ID.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }
}
