// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  void itGetsItsInputArgumentsAndVariables() throws Exception {
    Program program = program("cat >input; echo \"$1,$2,$GIVEN\" >told");
    assertThat(program.run(LONG, Map.of("GIVEN", "three"), "in", "one", "t w o")).isEmpty();
    assertThat(folder.resolve("input")).hasContent("in");
    assertThat(folder.resolve("told")).hasContent("one,t w o,three");
  }

  /** More than a pipe holds, so that the write of it waits for somebody who reads. */
  @Test
  void oneThatReadsNothingOfALongInputIsEndedInTimeToo() throws Exception {
    assertThat(program("sleep 600").run(Duration.ofSeconds(1), Map.of(), "x".repeat(1 << 20)))
        .hasValueSatisfying(why -> assertThat(why).endsWith("took longer than PT1S"));
  }

  @Test
  void helpersAreProgramsByAbsolutePathsAndAddresses() {
    assertThat(Helper.parse("exec:/bin/true")).contains(new Program(Path.of("/bin/true")));
    URI url = URI.create("https://hooks.example:8443/x");
    assertThat(Helper.parse(url.toString())).contains(new Endpoint(url));
    assertThat(Helper.parse("builtin:x")).isEqualTo(Optional.empty());
    assertThatThrownBy(() -> Helper.parse("exec:true"))
        .hasMessage("exec:true: expected an absolute path");
    assertThatThrownBy(() -> Helper.parse("https:///x"))
        .hasMessage("'https:///x': expected http://HOST… or https://HOST…");
    assertThatThrownBy(() -> Helper.parse("https://user:planted@hooks.example/x"))
        .hasMessage("URL of hooks.example: expected no user in it, everybody sees it");
  }

  private Program program(String script) throws IOException {
    Path program = folder.resolve("program");
    Files.writeString(program, "#!/bin/bash\ncd \"$(dirname \"$0\")\"\n" + script + "\n");
    return new Program(
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------")));
  }
}
