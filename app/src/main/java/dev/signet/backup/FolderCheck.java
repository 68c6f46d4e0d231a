// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.backup;

import dev.signet.kernel.Refusal;
import dev.signet.key.Seal;
import dev.signet.store.SqliteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what is wrong with a data folder. It may look while a server runs on it. */
public final class FolderCheck {
  private record Found(
      List<String> wrong, Optional<String> masterKey, Map<String, byte[]> sealed) {}

  private FolderCheck() {}

  /**
   * What is wrong; nothing in a sound folder.
   *
   * @throws Refusal when there is no database that can be looked at
   */
  public static List<String> wrong(Path folder) {
    Path database = database(folder);
    boolean older = isOlder(folder);
    Found found =
        SqliteFile.read(
            database,
            tx ->
                new Found(
                    older ? FolderTables.wrongInAnyVersion(tx) : FolderTables.wrong(tx),
                    Seal.wrapped(tx),
                    FolderTables.sealed(tx)));
    List<String> wrong = new ArrayList<>(found.wrong());
    if (SqliteFile.isTorn(database)) {
      wrong.add("it was copied from a running server without its newest rows");
    }
    if (found.masterKey().isEmpty()) {
      wrong.add("it has no master key: no server ran on it");
      return wrong;
    }
    try {
      Seal.unopened(seal(folder), found.masterKey().get(), found.sealed())
          .forEach(name -> wrong.add("a key does not open: " + name));
    } catch (Refusal refusal) {
      wrong.add(refusal.message());
    }
    return wrong;
  }

  /**
   * Whether a folder is of an older version: the next start brings it up to date, and until then
   * only its file and its keys are checked.
   *
   * @throws Refusal as {@link #wrong}
   */
  public static boolean isOlder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw Refusal.notFound(folder + " does not exist: expected a data folder");
    }
    return SqliteFile.isOlder(database(folder));
  }

  /** The database of a data folder. */
  static Path database(Path folder) {
    return folder.resolve("signet.db");
  }

  /** What opens its keys. */
  static Path seal(Path folder) {
    return folder.resolve("seal");
  }
}
