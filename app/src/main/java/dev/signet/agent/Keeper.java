// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keeps one certificate of a host fresh. Whatever goes wrong, the files that are there stay: they
 * are replaced only by a pair that was checked. Used by one thread.
 */
final class Keeper {
  private final Installation installation;
  private final HostTools tools;

  /** Not told that its files are new; true at first, for a process that ended before it told. */
  private boolean mustTell = true;

  private Optional<Instant> lastSuccess = Optional.empty();
  private OptionalInt refreshExit = OptionalInt.empty();

  /**
   * What a keeper works with.
   *
   * @param clock by which certificates are judged
   */
  record HostTools(
      Fetching fetching, Replacement replacement, Refreshing refreshing, InstantSource clock) {}

  Keeper(Installation installation, HostTools tools) {
    this.installation = installation;
    this.tools = tools;
  }

  /** Looks once whether there is another certificate, and puts it in the place of the old. */
  CycleReport cycle() {
    boolean replaced = false;
    try {
      replaced = replace();
      mustTell |= replaced;
      tell();
      lastSuccess = Optional.of(tools.clock().instant());
      return report(replaced, Optional.empty(), false);
    } catch (AgentRefused e) {
      return report(replaced, Optional.of(String.valueOf(e.getMessage())), e.isPassing());
    }
  }

  private boolean replace() {
    Targets targets = installation.targets();
    SafePlaces.requireSafe(targets);
    List<FileContent> files = FilePlan.of(targets, tools.fetching().fetch(installation.origin()));
    if (Replacement.isDone(files)) {
      return false;
    }
    switch (targets.layout()) {
      case FILES -> tools.replacement().files(files);
      case SYMLINK -> tools.replacement().folder(files);
    }
    return true;
  }

  private void tell() {
    List<String> command = installation.refresh();
    if (!mustTell || command.isEmpty()) {
      return;
    }
    refreshExit = OptionalInt.empty();
    int exit = tools.refreshing().run(command);
    refreshExit = OptionalInt.of(exit);
    if (exit != 0) {
      throw new AgentRefused(
          command.getFirst() + " ended with " + exit + ": expected 0; it is run again next time");
    }
    mustTell = false;
  }

  private CycleReport report(boolean replaced, Optional<String> error, boolean soon) {
    return new CycleReport(
        installation,
        InstalledCertificate.in(installation.targets().certificate()),
        replaced,
        lastSuccess,
        error,
        soon,
        refreshExit);
  }
}
