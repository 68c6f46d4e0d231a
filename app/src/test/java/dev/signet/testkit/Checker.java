// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import dev.signet.backup.FolderCheck;
import java.nio.file.Path;
import java.util.List;

/** What must hold of a data folder, after whatever happened to it: {@code signet check}. */
public final class Checker {
  private Checker() {}

  /** Fails when something in a folder is wrong. */
  public static void requireSound(Path folder) {
    List<String> wrong = check(folder);
    if (!wrong.isEmpty()) {
      throw new AssertionError(folder + ":\n  " + String.join("\n  ", wrong));
    }
  }

  /** What is wrong; nothing in a sound folder. */
  public static List<String> check(Path folder) {
    return FolderCheck.wrong(folder);
  }
}
