// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import java.util.Set;

/** The errors of services after which the same call may go well by itself. */
final class PassingErrors {
  private static final Set<String> NAMES =
      Set.of("RequestInProgressException", "ThrottlingException");

  private static final int NOT_IMPLEMENTED = 501;
  private static final int TOO_MANY = 429;

  private PassingErrors() {}

  /**
   * Whether an answer is one of them.
   *
   * @param type the name that the answer gives the error, with or without what stands around it
   */
  static boolean isOne(int status, String type) {
    String name = type.substring(type.lastIndexOf('#') + 1).replaceAll(":.*", "");
    return status == TOO_MANY
        || (status / 100 == 5 && status != NOT_IMPLEMENTED)
        || NAMES.contains(name);
  }
}
