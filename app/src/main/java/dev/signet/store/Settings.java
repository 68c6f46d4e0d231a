// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import java.util.Optional;

/** Small values that belong to the data folder as a whole: its account, its wrapped master key. */
public final class Settings {
  private Settings() {}

  /** The value of a name. */
  public static Optional<String> get(Tx tx, String name) {
    return tx.first("SELECT value FROM settings WHERE name = ?", row -> row.getString(1), name);
  }

  /** Sets a value, replacing the old one. */
  public static void put(Tx tx, String name, String value) {
    tx.update(
        "INSERT INTO settings (name, value) VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value);
  }
}
