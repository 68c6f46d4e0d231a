// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.access.AccessKey;
import dev.signet.access.AccessKeys;
import dev.signet.access.StsApi;
import dev.signet.api.Front;
import dev.signet.api.WebServer;
import dev.signet.authority.AcmPcaApi;
import dev.signet.authority.Authorities;
import dev.signet.authority.Issuance;
import dev.signet.authority.Room;
import dev.signet.certificate.AcmApi;
import dev.signet.certificate.AuthorityIssuer;
import dev.signet.certificate.ManagedCertificates;
import dev.signet.certificate.SpareKeys;
import dev.signet.console.ConsoleAccess;
import dev.signet.console.ConsoleApi;
import dev.signet.console.ConsoleReader;
import dev.signet.console.ConsoleService;
import dev.signet.grpc.AdsService;
import dev.signet.grpc.AdsSettings;
import dev.signet.grpc.ProxySide;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Entropy;
import dev.signet.kernel.TlsPeer;
import dev.signet.key.FileKeyVault;
import dev.signet.key.KeyVault;
import dev.signet.key.Providers;
import dev.signet.key.Seal;
import dev.signet.key.Sealer;
import dev.signet.key.Secrets;
import dev.signet.ledger.Ledger;
import dev.signet.mesh.AppMeshApi;
import dev.signet.mesh.Endpoints;
import dev.signet.mesh.MeshResources;
import dev.signet.mesh.MeshViews;
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
import dev.signet.store.Settings;
import dev.signet.store.SqliteStore;
import dev.signet.store.Store;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Operation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The composition root, read like a table of contents. */
public final class Signet implements AutoCloseable {
  private static final String ACCOUNT = "account";
  private static final String PAGE_TOKEN_KEY = "page-token";

  private final Config config;
  private final DataFolder folder;
  private final Store store;
  private final Mesh mesh;
  private final Listening listening;

  private Signet(Config config, DataFolder folder, Ground ground, Mesh mesh, Listening listening) {
    this.config = config;
    this.folder = folder;
    this.store = ground.store();
    this.mesh = mesh;
    this.listening = listening;
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
    Providers providers = Providers.load();
    DataFolder folder = DataFolder.open(config.data());
    try {
      Store store = SqliteStore.open(folder.database(), () -> Runtime.getRuntime().halt(70));
      try {
        return compose(config, folder, new Ground(store, providers, clock, entropy));
      } catch (RuntimeException e) {
        store.close();
        throw e;
      }
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** What every room stands on. */
  private record Ground(Store store, Providers providers, InstantSource clock, Entropy entropy) {}

  /** The rooms behind the discovery streams. */
  private record Mesh(
      MeshViews views, Endpoints endpoints, ProxyStatuses statuses, AdsService ads) {
    void close() {
      endpoints.close();
      ads.close();
      views.close();
    }
  }

  /** The open ports and what is answered behind them. */
  private record Listening(WebServer server, Set<Operation<?, ?>> operations, SpareKeys spares) {}

  private static Signet compose(Config config, DataFolder folder, Ground ground) {
    Store store = ground.store();
    InstantSource clock = ground.clock();
    Entropy entropy = ground.entropy();
    AccountId account = account(store, config.account());
    Sealer sealer = Seal.open(folder.seal(), store, entropy);
    AccessKeys keys = new AccessKeys(store, new Secrets(sealer), entropy);
    AccessKey administrator = keys.administrator(account, config.region().partition());
    KeyVault vault = new FileKeyVault(store, sealer, ground.providers(), entropy);
    SignatureVerifier verifier = new SignatureVerifier(ground.providers()::of);
    Ledger ledger = new Ledger();

    Room room = new Room(store, ledger, vault, verifier, entropy, clock);
    Authorities authorities = new Authorities(room);
    Issuance issuance = new Issuance(room);
    SpareKeys spares = new SpareKeys(vault);
    ManagedCertificates certificates =
        new ManagedCertificates(
            new ManagedCertificates.Room(store, ledger, vault, entropy, clock),
            spares,
            new AuthorityIssuer(authorities, issuance));

    OwnCertificates directory = new OwnCertificates(certificates, authorities);
    MeshResources meshes =
        new MeshResources(new MeshResources.Room(store, ledger, entropy, clock), directory);
    MeshViews views = new MeshViews(store, ledger, directory);
    Endpoints endpoints = new Endpoints(store, ledger, clock);

    ProxyAuthority proxyAuthority = ProxyAuthority.open(account, store, vault, entropy, clock);
    JoinTokens joinTokens = new JoinTokens(store, entropy, clock, proxyAuthority);
    ProxyIdentities identities = new ProxyIdentities(proxyAuthority, joinTokens, verifier, clock);
    ProxyStatuses statuses = new ProxyStatuses(clock);
    SecretMaterial material = new SecretMaterial(store, certificates, vault);
    AdsService ads =
        new AdsService(
            new ProxySide(identities, new MeshSubscriptions(views, endpoints, material), statuses),
            AdsSettings.defaults(),
            clock,
            entropy);

    ConsoleAccess access = new ConsoleAccess(entropy, clock);
    CompletableFuture<String> apiUrl = new CompletableFuture<>(); // known once the port is open
    byte[] pageTokenKey = sealer.derive(PAGE_TOKEN_KEY);
    Bindings<Caller> signed =
        StsApi.bindings()
            .and(AcmPcaApi.bindings(authorities, issuance, clock, pageTokenKey))
            .and(AcmApi.bindings(certificates, clock, pageTokenKey))
            .and(AppMeshApi.bindings(meshes, clock, pageTokenKey))
            .and(ProxyApi.bindings(views, joinTokens, statuses, clock, pageTokenKey))
            .and(ConsoleApi.bindings(access, apiUrl::join, clock));
    String trust = proxyAuthority.certificate().pem() + "\n";
    Bindings<TlsPeer> unsigned = ProxyJoinApi.bindings(identities, trust);
    WebServer server =
        listen(
            config,
            new ServerIdentity(proxyAuthority, vault, hosts(config), clock),
            new WebServer.Content(
                new Front(signed, unsigned, keys, clock, entropy),
                ads::mountOn,
                new ConsoleService(
                    access,
                    new ConsoleReader(authorities, certificates, meshes, views, statuses, clock),
                    Set.copyOf(hosts(config)))));

    Set<Operation<?, ?>> operations = new HashSet<>(signed.operations());
    operations.addAll(unsigned.operations());
    Signet signet =
        new Signet(
            config,
            folder,
            ground,
            new Mesh(views, endpoints, statuses, ads),
            new Listening(server, Set.copyOf(operations), spares));
    apiUrl.complete(signet.apiUrl());
    Handover.writeTrust(folder.trust(), trust);
    Handover.writeCredentials(
        folder.credentials(), administrator, config.region(), signet.apiUrl());
    Handover.writeServerFile(folder.serverFile(), signet.apiUrl(), signet.statusUrl());
    return signet;
  }

  /** What the server's own certificate names. */
  private static List<String> hosts(Config config) {
    Set<String> hosts = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    if (!isAny(config.host())) {
      hosts.add(config.host());
    }
    hosts.addAll(config.names());
    return List.copyOf(hosts);
  }

  private static boolean isAny(String host) {
    InetAddress address = new InetSocketAddress(host, 0).getAddress();
    return address != null && address.isAnyLocalAddress();
  }

  private static WebServer listen(
      Config config, ServerIdentity identity, WebServer.Content content) {
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
              + e.getCause());
    }
  }

  private static AccountId account(Store store, Optional<AccountId> wanted) {
    Optional<AccountId> present = store.read(tx -> Settings.get(tx, ACCOUNT)).map(AccountId::new);
    if (present.isPresent()) {
      if (wanted.isPresent() && !wanted.equals(present)) {
        throw new StartRefused(
            "--account " + wanted.get() + ": the data folder belongs to " + present.get());
      }
      return present.get();
    }
    AccountId account = wanted.orElse(AccountId.DEFAULT);
    store.write(tx -> {
      Settings.put(tx, ACCOUNT, account.value());
      return true;
    });
    return account;
  }

  /** The line that {@code serve} prints once the ports are open. */
  public String readyLine() {
    return "Signet ready: api " + apiUrl() + " status " + statusUrl() + " data " + folder.path();
  }

  /** The operations that are built; every other one of the models answers "not implemented". */
  public Set<Operation<?, ?>> operations() {
    return listening.operations();
  }

  /** The proxies of this process. */
  public ProxyStatuses proxies() {
    return mesh.statuses();
  }

  /** Where the APIs are: plain HTTP on loopback, else HTTPS. */
  public String apiUrl() {
    String scheme = WebServer.isLoopback(config.host()) ? "http" : "https";
    return scheme + "://" + reachableHost() + ":" + listening.server().apiPort();
  }

  /** Where to ask whether the server lives. */
  public String statusUrl() {
    return "http://" + reachableHost() + ":" + listening.server().statusPort();
  }

  private String reachableHost() {
    if (isAny(config.host())) {
      return "localhost";
    }
    return config.host().contains(":") ? "[" + config.host() + "]" : config.host();
  }

  @Override
  public void close() {
    mesh.close();
    listening.server().close();
    listening.spares().close();
    store.close();
    folder.close();
  }
}
