// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.backup.FolderCopy;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet restore}: a data folder of what {@code signet backup} made. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Makes a data folder, which is not there yet, of a copy that 'signet backup' made."
            + " Certificates that were issued since then are unknown to it.")
final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "COPY", description = "What 'signet backup' made.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path copy;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--incomplete",
      description = "Takes also a copy of a running server's files that lacks its newest rows.")
  private boolean incomplete;

  @Override
  public Integer call() {
    Path to = data.folder();
    Path from = copy.toAbsolutePath().normalize();
    FolderCopy.Made made = FolderCopy.restore(from, to, incomplete);
    System.out.println(
        to
            + " is restored"
            + CheckCommand.age(made.older())
            + ": 'signet serve --data "
            + to
            + "' runs on it");
    tellSeal(from, made);
    return 0;
  }

  /** Whether others may have read the seal stays unknown, so that somebody should think of it. */
  static void tellSeal(Path from, FolderCopy.Made made) {
    made.openSeal()
        .ifPresent(mode ->
            System.out.println(
                "The seal in "
                    + from
                    + " had the mode "
                    + mode
                    + ", so that others may have read it; that of the copy is rw-------."
                    + " 'signet seal rotate' replaces it"));
  }
}
