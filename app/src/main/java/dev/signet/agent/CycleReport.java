// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a certificate of the host stands after it was looked at.
 *
 * @param installed what is on the disk now
 * @param replaced whether its files were replaced this time
 * @param lastSuccess when all of it went well last
 * @param error why it did not this time
 * @param soon whether it is worth trying again soon
 * @param refreshExit what the command ended with last
 */
public record CycleReport(
    Installation installation,
    Optional<InstalledCertificate> installed,
    boolean replaced,
    Optional<Instant> lastSuccess,
    Optional<String> error,
    boolean soon,
    OptionalInt refreshExit) {

  /** A line for people. */
  public String line() {
    String file = installation.targets().certificate().toString();
    String there =
        installed
            .map(each -> "serial " + each.serial() + " until " + each.notAfter())
            .orElse("nothing");
    return error
        .map(why -> file + ": " + why + "; it holds " + there)
        .orElseGet(() -> file + (replaced ? " holds now " : " holds ") + there);
  }
}
