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
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Entropy;
import dev.signet.key.FileKeyVault;
import dev.signet.key.KeyVault;
import dev.signet.key.Providers;
import dev.signet.key.Seal;
import dev.signet.key.Sealer;
import dev.signet.key.Secrets;
import dev.signet.ledger.Ledger;
import dev.signet.mesh.AppMeshApi;
import dev.signet.mesh.MeshResources;
import dev.signet.mesh.OwnCertificates;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.store.Settings;
import dev.signet.store.SqliteStore;
import dev.signet.store.Store;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Operation;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** The composition root, read like a table of contents. */
public final class Signet implements AutoCloseable {
  private static final String ACCOUNT = "account";
  private static final String PAGE_TOKEN_KEY = "page-token";

  private final Config config;
  private final DataFolder folder;
  private final Store store;
  private final WebServer server;
  private final Set<Operation<?, ?>> operations;
  private final SpareKeys spares;

  private Signet(Config config, DataFolder folder, Ground ground, Listening listening) {
    this.config = config;
    this.folder = folder;
    this.store = ground.store();
    this.server = listening.server();
    this.operations = listening.bindings().operations();
    this.spares = listening.spares();
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

  /** The open ports and what is answered behind them. */
  private record Listening(WebServer server, Bindings<Caller> bindings, SpareKeys spares) {}

  private static Signet compose(Config config, DataFolder folder, Ground ground) {
    Store store = ground.store();
    AccountId account = account(store, config.account());
    Sealer sealer = Seal.open(folder.seal(), store, ground.entropy());
    AccessKeys keys = new AccessKeys(store, new Secrets(sealer), ground.entropy());
    AccessKey administrator = keys.administrator(account, config.region().partition());
    KeyVault vault = new FileKeyVault(store, sealer, ground.providers(), ground.entropy());
    SignatureVerifier verifier = new SignatureVerifier(ground.providers()::of);
    Ledger ledger = new Ledger();

    Room room = new Room(store, ledger, vault, verifier, ground.entropy(), ground.clock());
    Authorities authorities = new Authorities(room);
    Issuance issuance = new Issuance(room);
    SpareKeys spares = new SpareKeys(vault);
    ManagedCertificates certificates =
        new ManagedCertificates(
            new ManagedCertificates.Room(store, ledger, vault, ground.entropy(), ground.clock()),
            spares,
            new AuthorityIssuer(authorities, issuance));

    MeshResources meshes =
        new MeshResources(
            new MeshResources.Room(store, ledger, ground.entropy(), ground.clock()),
            new OwnCertificates(certificates, authorities));

    Bindings<Caller> bindings =
        StsApi.bindings()
            .and(
                AcmPcaApi.bindings(
                    authorities, issuance, ground.clock(), sealer.derive(PAGE_TOKEN_KEY)))
            .and(AcmApi.bindings(certificates, ground.clock(), sealer.derive(PAGE_TOKEN_KEY)))
            .and(AppMeshApi.bindings(meshes, ground.clock(), sealer.derive(PAGE_TOKEN_KEY)));
    WebServer server = listen(config, new Front(bindings, keys, ground.clock(), ground.entropy()));
    Signet signet = new Signet(config, folder, ground, new Listening(server, bindings, spares));
    Handover.writeCredentials(
        folder.credentials(), administrator, config.region(), signet.apiUrl());
    Handover.writeServerFile(folder.serverFile(), signet.apiUrl(), signet.statusUrl());
    return signet;
  }

  private static WebServer listen(Config config, Front front) {
    if (!new InetSocketAddress(config.host(), 0).getAddress().isLoopbackAddress()) {
      throw new StartRefused(
          "--host " + config.host() + ": expected a loopback address, TLS is not built yet");
    }
    try {
      return WebServer.open(config.host(), config.apiPort(), front);
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
    return operations;
  }

  public String apiUrl() {
    return "http://" + config.host() + ":" + server.apiPort();
  }

  public String statusUrl() {
    return "http://" + config.host() + ":" + server.statusPort();
  }

  @Override
  public void close() {
    server.close();
    spares.close();
    store.close();
    folder.close();
  }
}
