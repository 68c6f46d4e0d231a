// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.kernel.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {present()};
  }

  /** The program and what it runs on, in a line. */
  static String present() {
    return "signet " + Version.present() + " (Java " + Runtime.version() + ")";
  }
}
