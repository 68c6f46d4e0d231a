// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.backup.FolderCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code signet check}: whether what must hold of a data folder holds. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Looks through a data folder or a copy of one, also while a server runs on it, and prints a"
            + " line for whatever is wrong. Ends with 1 when there is any.")
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "${env:SIGNET_DATA}",
      description =
          "The folder (SIGNET_DATA; default: signet in XDG_DATA_HOME, or in ~/.local/share).")
  private @Nullable Path folder;

  @Override
  public Integer call() {
    Path looked = DataOption.orDefault(folder);
    List<String> wrong = FolderCheck.wrong(looked);
    if (wrong.isEmpty()) {
      System.out.println(looked + " is sound" + age(FolderCheck.isOlder(looked)));
      return 0;
    }
    wrong.forEach(System.out::println);
    return 1;
  }

  /** What is said of a folder that an older version left, as far as it could be checked. */
  static String age(boolean older) {
    return older ? ", of an older version: a start of the server on it brings it up to date" : "";
  }
}
