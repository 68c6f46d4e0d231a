// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.handler;

import dev.signet.ground.Program;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Runs a program for each step: the event is its standard input. */
public final class ProgramHandler implements RotationHandler {
  /** The longest step. */
  static final Duration MOST = Duration.ofMinutes(15);

  private final Program program;
  private final Duration most;

  public ProgramHandler(Program program) {
    this(program, MOST);
  }

  /** The same with another longest step. */
  ProgramHandler(Program program, Duration most) {
    this.program = program;
    this.most = most;
  }

  @Override
  public Optional<String> perform(RotationEvent event) {
    try {
      return program.run(
          most, Map.of("SIGNET_ROTATION_ATTEMPT", Integer.toString(event.attempt())), event.json());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("the server ended meanwhile");
    }
  }
}
