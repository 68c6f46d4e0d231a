// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.util.Optional;

/** Which Signet this is. */
public final class Version {
  private Version() {}

  /** As the archive says; classes that were not packed have none. */
  public static String present() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("unpacked");
  }
}
