// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.access.AccessApi;
import dev.signet.access.StsApi;
import dev.signet.api.Apis;
import dev.signet.api.Front;
import dev.signet.api.WebServer;
import dev.signet.authority.PrivateCa;
import dev.signet.bucket.ObjectStore;
import dev.signet.certificate.CertificateManager;
import dev.signet.console.Console;
import dev.signet.event.EventBridge;
import dev.signet.ground.EventSource;
import dev.signet.ground.Ground;
import dev.signet.kernel.Entropy;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Version;
import dev.signet.key.NotOpened;
import dev.signet.ledger.TimerLoop;
import dev.signet.mesh.Meshes;
import dev.signet.mesh.OwnCertificates;
import dev.signet.meter.Measured;
import dev.signet.meter.Meters;
import dev.signet.meter.ProcessFigures;
import dev.signet.notice.CrlCopies;
import dev.signet.notice.Webhook;
import dev.signet.proxy.Proxies;
import dev.signet.secret.SecretManager;
import dev.signet.status.StatusPort;
import dev.signet.trust.InternalRoot;
import dev.signet.trust.ServerIdentity;
import dev.signet.wire.codec.Operation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The composition root, read like a table of contents. */
public final class Signet implements AutoCloseable {
  private final Opened opened;
  private final DataFolder folder;
  private final boolean first;
  private final Ports ports;
  private final Apis apis;

  private Signet(Opened opened, DataFolder folder, boolean first, Ports ports, Apis apis) {
    this.opened = opened;
    this.folder = folder;
    this.first = first;
    this.ports = ports;
    this.apis = apis;
  }

  /** Starts to load what a start needs, beside whatever the caller does meanwhile. */
  public static void preload() {
    Proxies.preload();
  }

  /**
   * Starts a server on the system's clock and chance.
   *
   * @throws StartRefused with one line for the person who started it
   */
  public static Signet start(Config config) {
    return start(config, InstantSource.system(), new SystemEntropy());
  }

  /** The same with the given clock and chance. A start that fails leaves nothing behind. */
  public static Signet start(Config config, InstantSource clock, Entropy entropy) {
    DataFolder folder = DataFolder.open(config.data());
    Opened opened = new Opened();
    opened.add(folder);
    try {
      Ports.requireFree(config); // before anything is recorded that would be taken back
      return start(config, folder, clock, entropy, opened);
    } catch (Refusal refusal) {
      folder.discardWhenClosed();
      opened.closeAfter(refusal);
      throw new StartRefused(refusal.message());
    } catch (NotOpened damaged) {
      folder.discardWhenClosed();
      opened.closeAfter(damaged);
      throw StartRefused.of(damaged);
    } catch (RuntimeException | Error e) {
      folder.discardWhenClosed();
      opened.closeAfter(e);
      throw e;
    }
  }

  private static Signet start(
      Config config, DataFolder folder, InstantSource clock, Entropy entropy, Opened opened) {
    boolean first = folder.isNew();
    Foundation foundation = Foundation.lay(config, folder, clock, entropy, opened);
    Ground ground = foundation.ground();

    ObjectStore store = ObjectStore.open(ground);
    var statusUrl = new CompletableFuture<String>(); // known once the ports are open
    PrivateCa ca = PrivateCa.open(ground, new PrivateCaBuckets(store.buckets()), statusUrl::join);
    var manager = opened.add(CertificateManager.open(ground, ca, config.publicProfile()));
    var seal = foundation.secrets();
    var secrets = opened.add(SecretManager.open(ground, seal, config.rotation(), manager, ca));
    var told = List.of(PrivateCa.events(), manager.events(), SecretManager.events());
    Optional<Webhook> webhook = webhook(config, ground, told, opened);
    EventBridge events = opened.add(EventBridge.open(ground, told, config.watching().receivers()));
    Meshes meshes = opened.add(Meshes.open(ground, new OwnCertificates(manager, ca.authorities())));
    InternalRoot root = InternalRoot.open(ground);
    Proxies proxies = Proxies.open(ground, root, meshes, manager.certificates());
    Addresses addresses = Addresses.of(config);
    CompletableFuture<String> apiUrl = new CompletableFuture<>(); // likewise
    var shown =
        new Console.Rooms(ca.overviews(), manager, secrets.listings(), meshes.resources(), proxies);
    var about = new Console.About(Version.present(), clock.instant(), folder.path().toString());
    Console console = Console.open(ground, about, shown, addresses.all(), apiUrl::join);
    Apis apis =
        Apis.of(
            StsApi.api(),
            ca.api(),
            manager.api(),
            secrets.api(),
            events.api(),
            events.own(),
            meshes.api(),
            proxies.api(),
            console.api(),
            AccessApi.of(
                foundation.keys(),
                key -> Handover.writeCredentials(folder, key, config.region(), apiUrl.join())));
    Front front = new Front(apis, store, foundation.keys(), clock, entropy);
    Meters meters = meters(foundation, front, ca, webhook);
    Ports ports =
        opened.add(
            Ports.open(
                config,
                addresses,
                new ServerIdentity(ground, root, List.copyOf(addresses.all())),
                new WebServer.Content(
                    front,
                    proxies::mountOn,
                    console.page(),
                    new StatusPort(ca.publication(), meters, config.watching().metricsForAll()))));
    opened.add(proxies); // closed before the ports: proxies that lose their stream have not left
    apiUrl.complete(ports.apiUrl());
    statusUrl.complete(config.statusUrl().orElse(ports.statusUrl()));
    Foundation.told(() -> Handover.write(folder, config, foundation, root, ports));
    startTimers(ground, ca, manager, secrets, opened);
    opened.add(new CrlCopies(ground, ca.publication(), store.buckets()));
    folder.tellChange();
    return new Signet(opened, folder, first, ports, apis);
  }

  /** Every room has said what its timers do. */
  private static void startTimers(
      Ground ground,
      PrivateCa ca,
      CertificateManager manager,
      SecretManager secrets,
      Opened opened) {
    Stream.of(ground.timers(), ca.publishing(), manager.renewing(), secrets.rotating())
        .forEach(timers -> opened.add(new TimerLoop(timers)));
  }

  private static Optional<Webhook> webhook(
      Config config, Ground ground, List<EventSource> events, Opened opened) {
    return config
        .watching()
        .webhook()
        .map(target -> opened.add(new Webhook(ground, events, target)));
  }

  private static Meters meters(
      Foundation foundation, Front front, PrivateCa ca, Optional<Webhook> webhook) {
    List<Measured> all = new ArrayList<>();
    all.add(ca.figures());
    all.add(front.refused());
    all.add(foundation.writeTimes());
    webhook.ifPresent(all::add);
    all.add(new ProcessFigures());
    return new Meters(all);
  }

  /** The line that {@code serve} prints once the ports are open. */
  public String readyLine() {
    return "Signet ready: api " + apiUrl() + " status " + statusUrl() + " data " + folder.path();
  }

  /** On the first start on a folder: how to use the credentials that were written to it. */
  public Optional<String> firstStartLine() {
    return first
        ? Optional.of(
            "Credentials: export AWS_SHARED_CREDENTIALS_FILE="
                + folder.credentials()
                + " AWS_PROFILE=signet")
        : Optional.empty();
  }

  /** The operations that are built; every other one of the models answers "not implemented". */
  public Set<Operation<?, ?>> operations() {
    return apis.operations();
  }

  /** Where the APIs are. */
  public String apiUrl() {
    return ports.apiUrl();
  }

  /** Where to ask whether the server lives. */
  public String statusUrl() {
    return ports.statusUrl();
  }

  @Override
  public void close() {
    opened.close();
  }
}
