// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.SealReplacement;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code signet seal rotate}: another seal in the place of the present one. */
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes another seal for a data folder on which no server runs, and seals all keys anew.",
      "It may be interrupted at any moment: the next start finishes it or takes it back.",
      "Earlier backups keep opening with the earlier seal."
    })
final class SealRotateCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() {
    Path folder = data.folder();
    SealReplacement.of(folder);
    System.out.println("Replaced " + folder.resolve("seal") + "; all keys are sealed by it");
    return 0;
  }
}
