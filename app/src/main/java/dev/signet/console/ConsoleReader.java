// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

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
import dev.signet.proxy.ProxyOverview;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Gathers the first page of one account and Region from the rooms, and what frames all pages. */
final class ConsoleReader {
  private static final int MOST = 1000;

  private final Console.Rooms rooms;
  private final Console.About about;
  private final AuthorityReader authorities;
  private final ManagedRows managed;
  private final SecretRows secrets;

  ConsoleReader(Console.Rooms rooms, Console.About about, AuthorityReader authorities) {
    this.rooms = rooms;
    this.about = about;
    this.authorities = authorities;
    this.managed = new ManagedRows(rooms.certificates());
    this.secrets = new SecretRows(rooms.secrets());
  }

  /**
   * The first page.
   *
   * @param after the place after which the list of certificates begins; others than it gave out are
   *     its beginning
   */
  ConsolePage read(View view, String after) {
    Page<CertificateRow> certificates = managed.newest(view, after);
    return new ConsolePage(
        frame("Signet", view),
        AuthorityReader.rows(authorities.tree(view).branches(), view),
        managed.watched(view),
        certificates.items(),
        certificates.next().map(place -> Links.after(view.links().overview(), place)).orElse(""),
        secrets.failing(view),
        new Link("All secrets of this Region", view.links().secrets()),
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
    regions.addAll(rooms.secrets().regions(account));
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
