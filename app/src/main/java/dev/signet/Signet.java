// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.access.AccessKey;
import dev.signet.access.AccessKeys;
import dev.signet.access.StsApi;
import dev.signet.api.Apis;
import dev.signet.api.Front;
import dev.signet.api.WebServer;
import dev.signet.authority.PrivateCa;
import dev.signet.certificate.CertificateManager;
import dev.signet.console.ConsoleAccess;
import dev.signet.console.ConsoleApi;
import dev.signet.console.ConsoleReader;
import dev.signet.console.ConsoleService;
import dev.signet.ground.Api;
import dev.signet.ground.Pages;
import dev.signet.grpc.AdsService;
import dev.signet.grpc.AdsSettings;
import dev.signet.grpc.ProxySide;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Entropy;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.key.FileKeyVault;
import dev.signet.key.KeyVault;
import dev.signet.key.Providers;
import dev.signet.key.Seal;
import dev.signet.key.Sealer;
import dev.signet.key.Secrets;
import dev.signet.ledger.Ledger;
import dev.signet.ledger.Memories;
import dev.signet.ledger.TimerLoop;
import dev.signet.ledger.Timers;
import dev.signet.mesh.Meshes;
import dev.signet.mesh.OwnCertificates;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.proxy.ProxyApi;
import dev.signet.proxy.ProxyJoinApi;
import dev.signet.proxy.delivery.MeshSubscriptions;
import dev.signet.proxy.delivery.SecretMaterial;
import dev.signet.proxy.identity.JoinTokens;
import dev.signet.proxy.identity.ProxyAuthority;
import dev.signet.proxy.identity.ProxyIdentities;
import dev.signet.proxy.identity.ServerIdentity;
import dev.signet.proxy.status.ProxyStatuses;
import dev.signet.store.SqliteStore;
import dev.signet.store.Store;
import dev.signet.wire.codec.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The composition root, read like a table of contents. */
public final class Signet implements AutoCloseable {
  private static final String PAGE_TOKEN_KEY = "page-token";

  private final DataFolder folder;
  private final Ground ground;
  private final Pki pki;
  private final Meshes mesh;
  private final Proxies proxies;
  private final Listening listening;
  private final boolean first;
  private final TimerLoop timers;

  private Signet(
      DataFolder folder,
      Ground ground,
      Pki pki,
      Meshes mesh,
      Proxies proxies,
      Listening listening,
      boolean first) {
    this.folder = folder;
    this.ground = ground;
    this.pki = pki;
    this.mesh = mesh;
    this.proxies = proxies;
    this.listening = listening;
    this.first = first;
    this.timers = new TimerLoop(ground.rooms().timers()); // every room has opened by now
  }

  /**
   * Starts a server on the system's clock and chance.
   *
   * @throws StartRefused with one line for the person who started it
   */
  public static Signet start(Config config) {
    return start(config, InstantSource.system(), new SystemEntropy());
  }

  /** The same with the given clock and chance. */
  public static Signet start(Config config, InstantSource clock, Entropy entropy) {
    AdsService.preload();
    Providers providers = Providers.load();
    DataFolder folder = DataFolder.open(config.data());
    try {
      Store store =
          opened(() -> SqliteStore.open(folder.database(), () -> Runtime.getRuntime().halt(70)));
      try {
        Ground ground = ground(config, folder, store, providers, clock, entropy);
        Pki pki = pki(ground);
        Meshes mesh =
            Meshes.open(
                ground.rooms(),
                new OwnCertificates(pki.manager().certificates(), pki.ca().authorities()));
        Proxies proxies = proxies(ground, pki, mesh);
        Listening listening = listen(config, ground, pki, mesh, proxies);
        boolean first = folder.isNew();
        opened(() -> {
          handOver(config, folder, ground, proxies, listening);
          return true;
        });
        return new Signet(folder, ground, pki, mesh, proxies, listening, first);
      } catch (RuntimeException e) {
        store.close();
        throw e;
      }
    } catch (Refusal refusal) {
      folder.close();
      throw new StartRefused(refusal.message());
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Whoever keeps a data folder is told in one line what is wrong with it. */
  private static <T> T opened(Supplier<T> opening) {
    try {
      return opening.get();
    } catch (IllegalStateException | UncheckedIOException e) {
      Throwable cause = e.getCause();
      throw new StartRefused(e.getMessage() + (cause == null ? "" : ": " + cause.getMessage()));
    }
  }

  /** What every room stands on. */
  private record Ground(
      dev.signet.ground.Ground rooms,
      AccountId account,
      Store store,
      Ledger ledger,
      Sealer sealer,
      KeyVault vault,
      SignatureVerifier verifier,
      AccessKeys keys,
      InstantSource clock,
      Entropy entropy) {
    /** Signs page tokens. */
    byte[] pageTokenKey() {
      return sealer.derive(PAGE_TOKEN_KEY);
    }
  }

  private static Ground ground(
      Config config,
      DataFolder folder,
      Store store,
      Providers providers,
      InstantSource clock,
      Entropy entropy) {
    AccountId account = FolderAccount.of(folder, store, config.account());
    Sealer sealer = opened(() -> Seal.open(folder.seal(), store, entropy));
    Ledger ledger = new Ledger();
    Memories memories = new Memories(store, ledger);
    dev.signet.ground.Ground rooms =
        new dev.signet.ground.Ground(
            account,
            store,
            ledger,
            new Timers(store, clock),
            memories,
            new FileKeyVault(store, ledger, memories, sealer, providers, entropy),
            new SignatureVerifier(providers::of),
            new Pages(clock, sealer.derive(PAGE_TOKEN_KEY)),
            clock,
            entropy);
    return new Ground(
        rooms,
        account,
        store,
        ledger,
        sealer,
        rooms.vault(),
        rooms.verifier(),
        new AccessKeys(rooms, new Secrets(sealer)),
        clock,
        entropy);
  }

  /** The private CA and the certificate manager. */
  private record Pki(PrivateCa ca, CertificateManager manager) {}

  private static Pki pki(Ground on) {
    PrivateCa ca = PrivateCa.open(on.rooms());
    return new Pki(ca, CertificateManager.open(on.rooms(), ca));
  }

  /** Who proxies are, what they are told and how they stand. */
  private record Proxies(
      ProxyAuthority authority,
      JoinTokens tokens,
      ProxyIdentities identities,
      ProxyStatuses statuses,
      AdsService streams) {
    /** What the certificate of the API port ends at. */
    String trust() {
      return authority.certificate().pem() + "\n";
    }
  }

  private static Proxies proxies(Ground on, Pki pki, Meshes mesh) {
    ProxyAuthority authority =
        ProxyAuthority.open(on.account(), on.store(), on.vault(), on.entropy(), on.clock());
    JoinTokens tokens = new JoinTokens(on.store(), on.entropy(), on.clock(), authority);
    ProxyIdentities identities = new ProxyIdentities(authority, tokens, on.verifier(), on.clock());
    ProxyStatuses statuses = new ProxyStatuses(on.clock());
    MeshSubscriptions subscriptions =
        new MeshSubscriptions(
            mesh.views(),
            mesh.endpoints(),
            new SecretMaterial(on.store(), pki.manager().certificates(), on.vault()));
    AdsService streams =
        new AdsService(
            new ProxySide(identities, subscriptions, statuses),
            AdsSettings.defaults(),
            on.clock(),
            on.entropy());
    return new Proxies(authority, tokens, identities, statuses, streams);
  }

  /** The open ports and what is answered behind them. */
  private record Listening(WebServer server, Addresses addresses, Set<Operation<?, ?>> operations) {
    String apiUrl() {
      return addresses.api(server.apiPort());
    }

    String statusUrl() {
      return addresses.status(server.statusPort());
    }
  }

  private static Listening listen(Config config, Ground on, Pki pki, Meshes mesh, Proxies proxies) {
    Addresses addresses = Addresses.of(config);
    ConsoleAccess access = new ConsoleAccess(on.entropy(), on.clock());
    CompletableFuture<String> apiUrl = new CompletableFuture<>(); // known once the port is open
    Apis apis =
        Apis.of(
            List.of(
                StsApi.api(),
                pki.ca().api(),
                pki.manager().api(),
                mesh.api(),
                new Api(
                    "signet",
                    ProxyApi.bindings(
                            mesh.views(),
                            proxies.tokens(),
                            proxies.statuses(),
                            on.clock(),
                            on.pageTokenKey())
                        .and(ConsoleApi.bindings(access, apiUrl::join, on.clock())),
                    ProxyJoinApi.bindings(proxies.identities(), mesh.views(), proxies.trust()),
                    Meshes.ERRORS)));
    ConsoleReader reader =
        new ConsoleReader(
            pki.ca().authorities(),
            pki.manager().certificates(),
            mesh.resources(),
            mesh.views(),
            proxies.statuses(),
            on.clock());
    WebServer server =
        open(
            config,
            new ServerIdentity(
                proxies.authority(), on.vault(), List.copyOf(addresses.all()), on.clock()),
            new WebServer.Content(
                new Front(apis, on.keys(), on.clock(), on.entropy()),
                proxies.streams()::mountOn,
                new ConsoleService(access, reader, addresses.all())));
    Listening listening = new Listening(server, addresses, apis.operations());
    apiUrl.complete(listening.apiUrl());
    return listening;
  }

  private static WebServer open(Config config, ServerIdentity identity, WebServer.Content content) {
    try {
      return WebServer.open(config.host(), config.apiPort(), identity, content);
    } catch (CompletionException e) {
      throw new StartRefused(
          "cannot listen on "
              + config.host()
              + " ports "
              + config.apiPort()
              + " and "
              + (config.apiPort() + 1)
              + ": "
              + (e.getCause() instanceof IOException why ? why.getMessage() : e.getCause()));
    }
  }

  private static void handOver(
      Config config, DataFolder folder, Ground on, Proxies proxies, Listening listening) {
    AccessKey administrator = on.keys().administrator(new Home(on.account(), config.region()));
    Handover.writeTrust(folder.trust(), proxies.trust());
    Handover.writeCredentials(
        folder.credentials(), administrator, config.region(), listening.apiUrl());
    Handover.writeServerFile(folder.serverFile(), listening.apiUrl(), listening.statusUrl());
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
    return listening.operations();
  }

  /** Where the APIs are. */
  public String apiUrl() {
    return listening.apiUrl();
  }

  /** Where to ask whether the server lives. */
  public String statusUrl() {
    return listening.statusUrl();
  }

  @Override
  public void close() {
    mesh.close(); // first: proxies that lose their stream now have not left
    proxies.streams().close();
    listening.server().close();
    timers.close();
    pki.manager().close();
    ground.rooms().memories().close();
    ground.store().close();
    folder.close();
  }
}
