// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.domain;

import dev.signet.ground.Program;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A program that sets records: called with name, CNAME and value, it makes that record the only one
 * of its name. It is called again until the record is seen.
 */
record ZoneProgram(Program program) implements ZoneHook {
  private static final Duration MOST = Duration.ofMinutes(1);

  @Override
  public boolean serves(String name) {
    return true;
  }

  @Override
  public Optional<String> set(ValidationRecord record) {
    try {
      return program.run(MOST, Map.of(), "", record.name(), "CNAME", record.value());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("the server ended meanwhile");
    }
  }
}
