// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.ground.Program;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Runs a program for each event: what it is sent is its standard input. */
public final class ProgramReceiver implements Receiver {
  /** As long as a function may run at AWS. */
  private static final Duration MOST = Duration.ofMinutes(15);

  private final Program program;

  public ProgramReceiver(Program program) {
    this.program = program;
  }

  @Override
  public Optional<String> take(JsonNode event, String input) throws InterruptedException {
    return program.run(MOST, Map.of(), input);
  }

  @Override
  public void close() {}
}
