// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.certificate.CertificateFilter;
import dev.signet.certificate.CertificateLifecycle;
import dev.signet.certificate.ListedCertificate;
import dev.signet.certificate.ManagedCertificates;
import dev.signet.console.ConsolePage.CertificateRow;
import dev.signet.console.ConsolePage.MeshBox;
import dev.signet.console.ConsolePage.ProxyRow;
import dev.signet.console.ConsolePage.ResourceRow;
import dev.signet.console.View.Frame;
import dev.signet.console.View.Link;
import dev.signet.console.View.Mark;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Home;
import dev.signet.kernel.Page;
import dev.signet.mesh.MeshResource;
import dev.signet.mesh.MeshResources;
import dev.signet.mesh.ResourceKind;
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.proxy.ProxyOverview;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Gathers the first page of one account and Region from the rooms, and what frames all pages. */
final class ConsoleReader {
  private static final int MOST = 1000;
  private static final int ON_A_PAGE = 50;

  /** Of a listing of certificates. */
  private static final Pattern PLACE = Pattern.compile("[0-9]{1,18} arn:\\S+");

  private final Console.Rooms rooms;
  private final Console.About about;
  private final AuthorityReader authorities;

  ConsoleReader(Console.Rooms rooms, Console.About about, AuthorityReader authorities) {
    this.rooms = rooms;
    this.about = about;
    this.authorities = authorities;
  }

  /**
   * The first page.
   *
   * @param after the place after which the list of certificates begins; others than it gave out are
   *     its beginning
   */
  ConsolePage read(View view, String after) {
    Page<ListedCertificate> certificates =
        rooms
            .certificates()
            .certificates()
            .page(
                view.home(),
                new ManagedCertificates.Listing(
                    true,
                    Optional.of(after).filter(place -> PLACE.matcher(place).matches()),
                    ON_A_PAGE,
                    CertificateFilter.ALL));
    return new ConsolePage(
        frame("Signet", view),
        AuthorityReader.rows(authorities.tree(view).branches(), view),
        certificates.items().stream().map(found -> certificate(found, view)).toList(),
        certificates.next().map(place -> Links.after(view.links().overview(), place)).orElse(""),
        meshes(view),
        refusedStreams());
  }

  /** What frames a page. */
  Frame frame(String title, View view) {
    return new Frame(
        title,
        view.home().account().value(),
        view.links().region(),
        regions(view).stream()
            .map(region -> new Link(region, view.links().overview(region)))
            .toList(),
        Times.at(view.now()),
        about(view.now()),
        view.links().search());
  }

  private Set<String> regions(View view) {
    AccountId account = view.home().account();
    TreeSet<String> regions = new TreeSet<>(rooms.authorities().regions(account));
    regions.addAll(rooms.certificates().certificates().regions(account));
    regions.addAll(rooms.meshes().regions(account));
    regions.add(view.links().region());
    return regions;
  }

  private String about(Instant now) {
    Duration up = Duration.between(about.startedAt(), now);
    return "version %s, up %d d %d h %d min, data in %s"
        .formatted(
            about.version(), up.toDays(), up.toHoursPart(), up.toMinutesPart(), about.folder());
  }

  private List<String> refusedStreams() {
    return rooms.proxies().refused().stream()
        .map(refused ->
            Times.at(refused.at())
                + " from "
                + refused.address()
                + " as "
                + (refused.nodeId().isEmpty() ? "nobody" : refused.nodeId())
                + ", "
                + refused.times()
                + " times: "
                + refused.message())
        .toList();
  }

  private static CertificateRow certificate(ListedCertificate found, View view) {
    CertificateLifecycle.Status status = found.status(view.now());
    List<String> names = found.names().all();
    return new CertificateRow(
        new Link(names.getFirst(), view.links().managed(found.arn())),
        names.subList(1, names.size()),
        new Mark(
            status + found.failure().map(reason -> " " + reason).orElse(""),
            status == CertificateLifecycle.Status.ISSUED),
        found.keySpec().name(),
        found.issue().map(issue -> Times.at(issue.notAfter())).orElse("never issued"),
        found.issue().map(issue -> life(issue, view.now())),
        found.users().stream().map(CertificateReader::shortName).toList());
  }

  private static Life life(ListedCertificate.Issue issue, Instant now) {
    return Life.of(new ValidityPeriod(issue.notBefore(), issue.notAfter()), now);
  }

  private List<MeshBox> meshes(View view) {
    Home home = view.home();
    List<MeshBox> boxes = new ArrayList<>();
    MeshResources.Listing all =
        new MeshResources.Listing(ResourceKind.MESH, Optional.empty(), "", MOST);
    for (MeshResource mesh : rooms.meshes().page(home, all).items()) {
      String name = mesh.name().mesh();
      List<ProxyOverview.Finding> findings = rooms.proxies().findings(home, name);
      Set<String> incomplete =
          findings.stream().map(ProxyOverview.Finding::resourceArn).collect(Collectors.toSet());
      boxes.add(
          new MeshBox(
              name,
              rooms.meshes().ofMesh(home, name).stream()
                  .filter(each -> each.name().kind() != ResourceKind.MESH)
                  .map(each ->
                      new ResourceRow(
                          each.name().kind().label(), each.name().name(), ResourceText.of(each)))
                  .toList(),
              rooms.proxies().overview(home, name).stream()
                  .map(proxy -> proxy(proxy, incomplete.contains(proxy.resourceArn()), view))
                  .toList(),
              findings.stream()
                  .map(found ->
                      CertificateReader.shortName(found.resourceArn())
                          + ": "
                          + found.code()
                          + ": "
                          + found.message())
                  .toList()));
    }
    return boxes;
  }

  private static ProxyRow proxy(ProxyOverview proxy, boolean incomplete, View view) {
    List<String> troubles = new ArrayList<>();
    proxy
        .rejections()
        .forEach(
            each -> troubles.add("refused " + each.type() + " " + each.name() + ": " + each.why()));
    proxy
        .missing()
        .forEach(each -> troubles.add("asked in vain for " + each.name() + ": " + each.why()));
    Mark mark =
        proxy
            .disconnectedAt()
            .map(gone -> new Mark("gone since " + Times.at(gone), false))
            .orElseGet(() -> sync(proxy, incomplete));
    return new ProxyRow(
        CertificateReader.shortName(proxy.resourceArn()),
        proxy.address(),
        mark,
        proxy.envoyVersion().orElse("unknown"),
        view.times().until(proxy.identityEnd()),
        proxy.secrets().stream()
            .map(secret ->
                CertificateReader.shortName(secret.name())
                    + secret.serial().map(serial -> " serial " + serial).orElse("")
                    + secret.notAfter().map(end -> " until " + Times.at(end)).orElse(""))
            .toList(),
        troubles);
  }

  /** What a proxy should hold can be less than what is written for it. */
  private static Mark sync(ProxyOverview proxy, boolean incomplete) {
    String text = proxy.inSync() ? incomplete ? "incomplete" : "in sync" : "not in sync";
    return new Mark(text, proxy.inSync() && !incomplete);
  }
}
