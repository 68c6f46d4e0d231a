// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import dev.signet.authority.OutsideBuckets;
import dev.signet.ground.Ground;
import dev.signet.ground.Pages;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Entropy;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import dev.signet.key.FileKeyVault;
import dev.signet.key.NewKey;
import dev.signet.key.Providers;
import dev.signet.key.Seal;
import dev.signet.key.Sealer;
import dev.signet.key.Secrets;
import dev.signet.ledger.Change;
import dev.signet.ledger.Ledger;
import dev.signet.ledger.Memories;
import dev.signet.ledger.Timers;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.csr.UnsignedRequest;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.store.Store;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What a room stands on, without a server: a real database and vault in a folder. Opening the same
 * folder again is a restart. Timers run when a test calls {@code ground().timers().runDue()}.
 */
public final class Grounds implements AutoCloseable {
  private static final Providers PROVIDERS = Providers.load();

  private final Store store;
  private final Ground ground;
  private final Secrets secrets;

  private Grounds(Store store, Ground ground, Secrets secrets) {
    this.store = store;
    this.ground = ground;
    this.secrets = secrets;
  }

  /** The ground of the account 000000000000 in a folder. */
  public static Grounds open(Path folder, InstantSource clock, Entropy entropy) {
    Store store = TestStores.open(folder);
    Ground ground = over(store, folder, clock, entropy);
    return new Grounds(
        store, ground, new Secrets(Seal.open(folder.resolve("seal"), store, entropy)));
  }

  /** Another process's view of a store: a log, timers and memories of its own. */
  public static Ground over(Store store, Path folder, InstantSource clock, Entropy entropy) {
    Sealer sealer = Seal.open(folder.resolve("seal"), store, entropy);
    Ledger ledger = new Ledger();
    Memories memories = new Memories(store, ledger);
    return new Ground(
        AccountId.DEFAULT,
        store,
        ledger,
        new Timers(store, clock),
        memories,
        new FileKeyVault(store, ledger, memories, sealer, PROVIDERS, entropy),
        new SignatureVerifier(PROVIDERS::of),
        new Pages(clock, sealer.derive("page-token")),
        clock,
        entropy);
  }

  /** How many rows a table has. */
  public int rows(String table) {
    return store
        .read(tx -> tx.first("SELECT COUNT(*) FROM " + table, row -> row.getInt(1)))
        .orElseThrow();
  }

  /** A change by a signed call, by which a ground knows that its clock is right. */
  public static void changeBySignedCall(Ground ground) {
    Home home = new Home(ground.account(), Region.DEFAULT);
    Change change =
        new Change(ground.now(), home, "test.called", "arn:test", "arn:aws:iam::1:user/admin");
    ground
        .store()
        .write(tx -> {
          ground.ledger().append(tx, change);
          return true;
        });
  }

  /** A certificate request, as PEM, of a key of its own. */
  public static String certificateRequest(Ground ground) {
    NewKey key = ground.vault().generate(KeySpec.EC_P256);
    return ground
        .vault()
        .sign(
            key,
            new UnsignedRequest(
                DistinguishedName.of(AttributeType.COMMON_NAME, "asked"),
                key.publicKey(),
                Extensions.none(),
                SignatureScheme.usualFor(KeySpec.EC_P256)))
        .pem();
  }

  public Ground ground() {
    return ground;
  }

  /** What seals values. */
  public Secrets secrets() {
    return secrets;
  }

  @Override
  public void close() {
    ground.memories().close();
    store.close();
  }

  /** No bucket at all. */
  public static OutsideBuckets noBuckets() {
    return new OutsideBuckets() {
      @Override
      public void requireWritable(Caller writer, String bucket, boolean everybody) {
        throw Refusal.notFound("bucket " + bucket);
      }

      @Override
      public void write(
          Caller writer, String bucket, String key, String contentType, InputStream octets) {
        requireWritable(writer, bucket, false);
      }
    };
  }
}
