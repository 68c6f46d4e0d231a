// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.access.AccessKeys;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Entropy;
import dev.signet.kernel.Home;
import dev.signet.kernel.Region;
import dev.signet.key.FileKeyVault;
import dev.signet.key.Seal;
import dev.signet.ledger.Change;
import dev.signet.ledger.Ledger;
import dev.signet.secret.SecretManager;
import dev.signet.store.SqliteFile;
import dev.signet.store.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Replaces the seal of a data folder on which no server runs. */
public final class SealReplacement {
  private SealReplacement() {}

  /**
   * Makes another seal and seals everything anew.
   *
   * @throws StartRefused with one line for the person who asked, when a server runs on the folder
   *     or none ever did
   */
  public static void of(Path data) {
    of(data, InstantSource.system(), new SystemEntropy());
  }

  static void of(Path data, InstantSource clock, Entropy entropy) {
    if (!Files.exists(data.resolve("signet.db"))) {
      throw new StartRefused(
          data + " is no data folder: expected one that a server ran on; --data names another");
    }
    if (SqliteFile.isOlder(data.resolve("signet.db"))) {
      throw new StartRefused(
          data
              + " is of an older version: expected one that a start of 'signet serve' has brought up"
              + " to date");
    }
    try (DataFolder folder = DataFolder.open(data);
        SqliteStore store = Foundation.told(() -> Foundation.database(folder))) {
      AccountId account = FolderAccount.of(folder, store, Optional.empty());
      Change replaced =
          Change.byServer(
              new Home(account, Region.DEFAULT),
              clock.instant().truncatedTo(ChronoUnit.MILLIS),
              "seal.replaced",
              "seal");
      Ledger ledger = new Ledger();
      folder.tellChange();
      Foundation.told(() -> {
        Seal.replace(
            folder.seal(),
            store,
            entropy,
            List.of(FileKeyVault.sealedRows(), AccessKeys.sealedRows(), SecretManager.sealedRows()),
            tx -> ledger.append(tx, replaced));
        return true;
      });
    }
  }
}
