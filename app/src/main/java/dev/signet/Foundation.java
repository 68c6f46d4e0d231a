// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.access.AccessKeys;
import dev.signet.ground.Ground;
import dev.signet.ground.Pages;
import dev.signet.kernel.Entropy;
import dev.signet.kernel.FileTrouble;
import dev.signet.key.FileKeyVault;
import dev.signet.key.NotOpened;
import dev.signet.key.Providers;
import dev.signet.key.Seal;
import dev.signet.key.Sealer;
import dev.signet.key.Secrets;
import dev.signet.ledger.ChangeLines;
import dev.signet.ledger.Ledger;
import dev.signet.ledger.Memories;
import dev.signet.ledger.Timers;
import dev.signet.meter.Measured;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.store.DatabaseTrouble;
import dev.signet.store.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the rooms of this process stand on: its data folder, opened. */
record Foundation(Ground ground, AccessKeys keys, Secrets secrets, Measured writeTimes) {
  private static final String PAGE_TOKEN_KEY = "page-token";

  /** When a commit has an unknown outcome, starting anew is safer than guessing. */
  private static final int UNKNOWN_OUTCOME = 70; // EX_SOFTWARE

  /**
   * Opens the database of a folder with all that is sealed in it.
   *
   * @throws StartRefused with one line for the person who started
   */
  static Foundation lay(
      Config config, DataFolder folder, InstantSource clock, Entropy entropy, Opened opened) {
    Providers providers = Providers.load();
    SqliteStore store = opened.add(told(() -> database(folder)));
    var account = FolderAccount.of(folder, store, config.account());
    Sealer sealer = told(() -> Seal.open(folder.seal(), store, entropy));
    Ledger ledger = new Ledger();
    opened.add(new ChangeLines(ledger));
    Memories memories = opened.add(new Memories(store, ledger));
    Ground ground =
        new Ground(
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
    Secrets secrets = new Secrets(sealer);
    return new Foundation(ground, new AccessKeys(ground, secrets), secrets, store.times());
  }

  /** Opens the database of a folder. */
  static SqliteStore database(DataFolder folder) {
    return SqliteStore.open(folder.database(), () -> Runtime.getRuntime().halt(UNKNOWN_OUTCOME));
  }

  /** Whoever keeps a data folder is told in one line what is wrong with it. */
  static <T> T told(Supplier<T> opening) {
    try {
      return opening.get();
    } catch (NotOpened e) {
      throw StartRefused.of(e);
    } catch (IllegalStateException | UncheckedIOException e) {
      throw new StartRefused(e.getMessage() + why(e.getCause()));
    }
  }

  private static String why(@Nullable Throwable cause) {
    return switch (cause) {
      case null -> "";
      case SQLException database -> ": " + DatabaseTrouble.of(database);
      case IOException file -> ": " + FileTrouble.of(file);
      default -> ": " + cause.getMessage();
    };
  }
}
