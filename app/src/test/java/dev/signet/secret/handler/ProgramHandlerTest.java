// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.ground.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramHandlerTest {
  private static final RotationEvent EVENT =
      new RotationEvent(RotationStep.SET_SECRET, "arn:of:a:secret", "v2", 3);

  @TempDir private Path folder;

  @Test
  void itGetsTheEventAndTheAttemptAndExitCode0SaysThatItIsDone() throws IOException {
    Program program = program("cat >event; echo \"$SIGNET_ROTATION_ATTEMPT\" >attempt");
    assertThat(new ProgramHandler(program).perform(EVENT)).isEmpty();
    assertThat(folder.resolve("event"))
        .hasContent(
            "{\"Step\":\"setSecret\",\"SecretId\":\"arn:of:a:secret\","
                + "\"ClientRequestToken\":\"v2\"}");
    assertThat(folder.resolve("attempt")).hasContent("3");
  }

  @Test
  void anotherCodeIsAFailureThatRepeatsNothingOfWhatItPrinted() throws IOException {
    Program program = program("echo planted; echo planted >&2; exit 7");
    assertThat(new ProgramHandler(program).perform(EVENT))
        .hasValueSatisfying(why -> assertThat(why).endsWith("ended with code 7"))
        .hasValueSatisfying(why -> assertThat(why).doesNotContain("planted"));
  }

  @Test
  void oneThatDoesNotReadTheEventIsJudgedByItsCode() throws IOException {
    assertThat(new ProgramHandler(program("exec <&-; exit 0")).perform(EVENT)).isEmpty();
  }

  @Test
  void oneThatIsNoneIsAFailure() {
    assertThat(new ProgramHandler(new Program(folder.resolve("missing"))).perform(EVENT))
        .hasValueSatisfying(why -> assertThat(why).contains("cannot be run"));
  }

  @Test
  void oneThatTakesTooLongIsEndedWithAllThatItStarted() throws IOException {
    Program program = program("sleep 600 & echo $! >child; wait");
    assertThat(new ProgramHandler(program, Duration.ofSeconds(2)).perform(EVENT))
        .hasValueSatisfying(why -> assertThat(why).contains("took longer than PT2S"));
    long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
    ProcessHandle.of(child).ifPresent(left -> left.onExit().join());
    assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void theEndOfTheServerEndsIt() throws IOException {
    Program program = program("sleep 600");
    Thread.currentThread().interrupt();
    assertThat(new ProgramHandler(program).perform(EVENT)).contains("the server ended meanwhile");
    assertThat(Thread.interrupted()).isTrue();
  }

  private Program program(String script) throws IOException {
    Path program = folder.resolve("program");
    Files.writeString(program, "#!/bin/bash\ncd \"$(dirname \"$0\")\"\n" + script + "\n");
    return new Program(
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------")));
  }
}
