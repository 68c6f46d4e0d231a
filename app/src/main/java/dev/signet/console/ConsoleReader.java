// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.authority.AuthorityOverview;
import dev.signet.certificate.CertificateFilter;
import dev.signet.certificate.CertificateLifecycle;
import dev.signet.certificate.ListedCertificate;
import dev.signet.certificate.ManagedCertificates;
import dev.signet.console.ConsolePage.AuthorityRow;
import dev.signet.console.ConsolePage.CertificateRow;
import dev.signet.console.ConsolePage.IssuedRow;
import dev.signet.console.ConsolePage.Mark;
import dev.signet.console.ConsolePage.MeshBox;
import dev.signet.console.ConsolePage.ProxyRow;
import dev.signet.console.ConsolePage.ResourceRow;
import dev.signet.kernel.Arn;
import dev.signet.kernel.Caller;
import dev.signet.mesh.MeshResource;
import dev.signet.mesh.MeshResources;
import dev.signet.mesh.ResourceKind;
import dev.signet.proxy.ProxyOverview;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Gathers the page of one account and Region from the rooms. */
public final class ConsoleReader {
  private static final int MOST = 1000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Console.Rooms rooms;
  private final Console.About about;
  private final InstantSource clock;

  ConsoleReader(Console.Rooms rooms, Console.About about, InstantSource clock) {
    this.rooms = rooms;
    this.about = about;
    this.clock = clock;
  }

  ConsolePage read(Caller caller) {
    TreeSet<String> regions = new TreeSet<>(rooms.authorities().regions(caller.account()));
    regions.addAll(rooms.certificates().regions(caller.account()));
    regions.addAll(rooms.meshes().regions(caller.account()));
    regions.add(caller.region().name());
    return new ConsolePage(
        caller.account().value(),
        caller.region().name(),
        List.copyOf(regions),
        time(clock.instant()),
        about(),
        rooms.authorities().overview(caller.home()).stream().map(this::authority).toList(),
        certificates(caller),
        meshes(caller),
        rooms.proxies().refused().stream()
            .map(refused ->
                time(refused.at())
                    + " from "
                    + refused.address()
                    + " as "
                    + (refused.nodeId().isEmpty() ? "nobody" : refused.nodeId())
                    + ", "
                    + refused.times()
                    + " times: "
                    + refused.message())
            .toList());
  }

  private String about() {
    Duration up = Duration.between(about.startedAt(), clock.instant());
    return "version %s, up %d d %d h %d min, data in %s"
        .formatted(
            about.version(), up.toDays(), up.toHoursPart(), up.toMinutesPart(), about.folder());
  }

  private AuthorityRow authority(AuthorityOverview found) {
    return new AuthorityRow(
        found.subject(),
        found.arn(),
        new Mark(found.status(), found.status().equals("ACTIVE")),
        found.type() + ", " + found.key(),
        found.notAfter().map(this::until).orElse("no certificate yet"),
        found.newest().stream()
            .map(issued ->
                new IssuedRow(issued.subject(), issued.serial(), until(issued.notAfter())))
            .toList(),
        found.issued());
  }

  private List<CertificateRow> certificates(Caller caller) {
    Instant now = clock.instant();
    return rooms
        .certificates()
        .page(
            caller.home(),
            new ManagedCertificates.Listing(true, Optional.empty(), MOST, CertificateFilter.ALL))
        .items()
        .stream()
        .map(found -> certificate(found, now))
        .toList();
  }

  private CertificateRow certificate(ListedCertificate found, Instant now) {
    CertificateLifecycle.Status status = found.status(now);
    return new CertificateRow(
        String.join(", ", found.names().all()),
        found.arn().toString(),
        new Mark(
            status + found.failure().map(reason -> " " + reason).orElse(""),
            status == CertificateLifecycle.Status.ISSUED),
        found.keySpec().name(),
        found.issue().map(issue -> until(issue.notAfter())).orElse("never issued"),
        found.users().stream().map(ConsoleReader::shortName).toList());
  }

  private List<MeshBox> meshes(Caller caller) {
    List<MeshBox> boxes = new ArrayList<>();
    MeshResources.Listing all =
        new MeshResources.Listing(ResourceKind.MESH, Optional.empty(), "", MOST);
    for (MeshResource mesh : rooms.meshes().page(caller.home(), all).items()) {
      String name = mesh.name().mesh();
      List<ProxyOverview.Finding> findings = rooms.proxies().findings(caller.home(), name);
      Set<String> incomplete =
          findings.stream().map(ProxyOverview.Finding::resourceArn).collect(Collectors.toSet());
      boxes.add(
          new MeshBox(
              name,
              rooms.meshes().ofMesh(caller.home(), name).stream()
                  .filter(each -> each.name().kind() != ResourceKind.MESH)
                  .map(each ->
                      new ResourceRow(
                          each.name().kind().label(), each.name().name(), ResourceText.of(each)))
                  .toList(),
              rooms.proxies().overview(caller.home(), name).stream()
                  .map(proxy -> proxy(proxy, incomplete.contains(proxy.resourceArn())))
                  .toList(),
              findings.stream()
                  .map(found ->
                      shortName(found.resourceArn()) + ": " + found.code() + ": " + found.message())
                  .toList()));
    }
    return boxes;
  }

  private ProxyRow proxy(ProxyOverview proxy, boolean incomplete) {
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
            .map(gone -> new Mark("gone since " + time(gone), false))
            .orElseGet(() -> sync(proxy, incomplete));
    return new ProxyRow(
        shortName(proxy.resourceArn()),
        proxy.address(),
        mark,
        proxy.envoyVersion().orElse("unknown"),
        until(proxy.identityEnd()),
        proxy.secrets().stream()
            .map(secret ->
                shortName(secret.name())
                    + secret.serial().map(serial -> " serial " + serial).orElse("")
                    + secret.notAfter().map(end -> " until " + time(end)).orElse(""))
            .toList(),
        troubles);
  }

  /** What a proxy should hold can be less than what is written for it. */
  private static Mark sync(ProxyOverview proxy, boolean incomplete) {
    String text = proxy.inSync() ? incomplete ? "incomplete" : "in sync" : "not in sync";
    return new Mark(text, proxy.inSync() && !incomplete);
  }

  /** {@code 2027-01-31 10:00 UTC, in 30 days}. */
  private String until(Instant end) {
    Instant now = clock.instant();
    if (now.isAfter(end)) {
      return time(end) + ", expired";
    }
    long days = ChronoUnit.DAYS.between(now, end);
    String distance = days == 0 ? "less than a day" : days == 1 ? "1 day" : days + " days";
    return time(end) + ", in " + distance;
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** What comes after the account in an ARN. */
  private static String shortName(String arn) {
    return Arn.parse(arn).map(Arn::resource).orElse(arn);
  }
}
