// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.kernel.AccountId;
import dev.signet.store.Settings;
import dev.signet.store.Store;
import dev.signet.store.Unrecorded;
import java.util.Optional;

/** Which account a data folder belongs to; chosen on its first start and never changed. */
final class FolderAccount {
  private static final String ACCOUNT = "account";

  private FolderAccount() {}

  /**
   * The account of a folder.
   *
   * @param wanted what the person who starts asks for
   * @throws StartRefused when the folder belongs to another account, or has lost its database
   */
  static AccountId of(DataFolder folder, Store store, Optional<AccountId> wanted) {
    Optional<AccountId> present = store.read(tx -> Settings.get(tx, ACCOUNT)).map(AccountId::new);
    if (present.isPresent()) {
      if (wanted.isPresent() && !wanted.equals(present)) {
        throw new StartRefused(
            "--account " + wanted.get() + ": the data folder belongs to " + present.get());
      }
      return present.get();
    }
    if (!folder.isNew()) {
      // Made anew in silence, it would take another CA, account and seal for the lost ones.
      throw new StartRefused(
          "the database "
              + folder.database()
              + " is empty, but a server ran on this folder: expected the one that it left; of a"
              + " running server signet.db is not the whole, 'signet backup' makes a copy that is");
    }
    AccountId account = wanted.orElse(AccountId.DEFAULT);
    store.write(tx -> {
      tx.unrecorded(Unrecorded.FIRST_START);
      Settings.put(tx, ACCOUNT, account.value());
      return true;
    });
    return account;
  }
}
