// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code signet version}: what {@code signet --version} prints. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Prints the version, as --version does.")
final class VersionCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    System.out.println(VersionText.present());
    return 0;
  }
}
