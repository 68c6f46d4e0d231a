// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.authority.Authorities;
import dev.signet.authority.AuthorityOverview;
import dev.signet.certificate.CertificateLifecycle;
import dev.signet.certificate.ManagedCertificate;
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
import dev.signet.mesh.MeshKey;
import dev.signet.mesh.MeshResource;
import dev.signet.mesh.MeshResources;
import dev.signet.mesh.MeshViews;
import dev.signet.mesh.ResourceKind;
import dev.signet.proxy.Findings;
import dev.signet.proxy.status.ProxyStatus;
import dev.signet.proxy.status.ProxyStatuses;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Gathers the page of one account and Region from the rooms. */
public final class ConsoleReader {
  private static final int MOST = 1000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Authorities authorities;
  private final ManagedCertificates certificates;
  private final MeshResources meshes;
  private final MeshViews views;
  private final ProxyStatuses statuses;
  private final InstantSource clock;

  public ConsoleReader(
      Authorities authorities,
      ManagedCertificates certificates,
      MeshResources meshes,
      MeshViews views,
      ProxyStatuses statuses,
      InstantSource clock) {
    this.authorities = authorities;
    this.certificates = certificates;
    this.meshes = meshes;
    this.views = views;
    this.statuses = statuses;
    this.clock = clock;
  }

  ConsolePage read(Caller caller) {
    TreeSet<String> regions = new TreeSet<>(authorities.regions(caller.account()));
    regions.addAll(certificates.regions(caller.account()));
    regions.addAll(meshes.regions(caller.account()));
    regions.add(caller.region().name());
    return new ConsolePage(
        caller.account().value(),
        caller.region().name(),
        List.copyOf(regions),
        time(clock.instant()),
        authorities.overview(caller.home()).stream().map(this::authority).toList(),
        certificates(caller),
        meshes(caller),
        statuses.refusedStreams().stream()
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
    return certificates
        .page(
            caller.home(), new ManagedCertificates.Listing(true, Optional.empty(), MOST, _ -> true))
        .items()
        .stream()
        .map(found -> certificate(found, now))
        .toList();
  }

  private CertificateRow certificate(ManagedCertificate found, Instant now) {
    CertificateLifecycle.Status status = CertificateLifecycle.status(found, now);
    String reason =
        found.outcome() instanceof ManagedCertificate.Outcome.Failed failed
            ? " " + failed.reason()
            : "";
    return new CertificateRow(
        String.join(", ", found.names().all()),
        found.arn().toString(),
        new Mark(status + reason, status == CertificateLifecycle.Status.ISSUED),
        found.keySpec().name(),
        found
            .current()
            .map(issued -> until(issued.leaf().period().notAfter()))
            .orElse("never issued"),
        found.users().stream().map(ConsoleReader::shortName).toList());
  }

  private List<MeshBox> meshes(Caller caller) {
    List<MeshBox> boxes = new ArrayList<>();
    MeshResources.Listing all =
        new MeshResources.Listing(ResourceKind.MESH, Optional.empty(), "", MOST);
    for (MeshResource mesh : meshes.page(caller.home(), all).items()) {
      String name = mesh.name().mesh();
      String prefix = Arn.of(caller, "appmesh", "mesh/" + name + "/").toString();
      boxes.add(
          new MeshBox(
              name,
              meshes.ofMesh(caller.home(), name).stream()
                  .filter(each -> each.name().kind() != ResourceKind.MESH)
                  .map(each ->
                      new ResourceRow(
                          each.name().kind().label(), each.name().name(), ResourceText.of(each)))
                  .toList(),
              statuses.all().stream()
                  .filter(proxy -> proxy.proxy().identity().resourceArn().startsWith(prefix))
                  .map(this::proxy)
                  .toList(),
              views.current(MeshKey.of(caller, name)).stream()
                  .flatMap(view -> Findings.of(view, statuses).stream())
                  .map(found ->
                      shortName(found.resourceArn())
                          + ": "
                          + found.finding().code()
                          + ": "
                          + found.finding().message())
                  .toList()));
    }
    return boxes;
  }

  private ProxyRow proxy(ProxyStatus status) {
    List<String> troubles = new ArrayList<>();
    status
        .rejections()
        .forEach(rejection ->
            troubles.add(
                "refused "
                    + rejection.type().name().toLowerCase(Locale.ROOT)
                    + " "
                    + rejection.resource()
                    + ": "
                    + rejection.message()));
    status
        .refusals()
        .forEach(refused ->
            troubles.add("asked in vain for " + refused.name() + ": " + refused.reason()));
    Mark mark =
        status
            .disconnectedAt()
            .map(gone -> new Mark("gone since " + time(gone), false))
            .orElse(new Mark(status.inSync() ? "in sync" : "not in sync", status.inSync()));
    return new ProxyRow(
        shortName(status.proxy().identity().resourceArn()),
        status.proxy().address(),
        mark,
        status.proxy().node().envoyVersion().orElse("unknown"),
        until(status.proxy().identity().notAfter()),
        status.secrets().values().stream()
            .map(secret ->
                shortName(secret.name())
                    + secret.serial().map(serial -> " serial " + serial).orElse("")
                    + secret.notAfter().map(end -> " until " + time(end)).orElse(""))
            .toList(),
        troubles);
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
