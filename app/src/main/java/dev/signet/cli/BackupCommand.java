// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.backup.FolderCopy;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code signet backup}: a copy of a data folder, also while a server runs on it. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Copies a data folder, also while a server runs on it: its database as of one moment, and"
            + " the seal. The copy is checked and appears whole or not at all. Who has it has every"
            + " key: keep it as you keep the folder itself.")
final class BackupCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      description = "Where the copy is made; not there yet, in a folder that is.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path target;

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() {
    Path from = data.folder();
    FolderCopy.Made made = FolderCopy.make(from, target);
    System.out.println(target + " is a sound copy of " + from + CheckCommand.age(made.older()));
    RestoreCommand.tellSeal(from, made);
    return 0;
  }
}
