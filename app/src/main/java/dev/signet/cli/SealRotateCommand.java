// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.SealReplacement;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:SIGNET_DATA}",
      description = "Data folder (SIGNET_DATA; default: ~/.local/share/signet).")
  private @Nullable Path data;

  @Override
  public Integer call() {
    Path folder = DataOption.orDefault(data);
    SealReplacement.of(folder);
    System.out.println("Replaced " + folder.resolve("seal") + "; all keys are sealed by it");
    return 0;
  }
}
