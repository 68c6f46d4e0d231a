// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ZoneHookTest {
  private static final ValidationRecord RECORD =
      new ValidationRecord("_a.example.com.", "_b.acm-validations.aws.");

  @TempDir private Path folder;

  @Test
  void aProgramIsToldTheRecordByItsArguments() throws IOException {
    ZoneHook hook = hook("echo \"$1 $2 $3\" >told");
    assertThat(hook.serves("_a.example.com.")).isTrue();
    assertThat(hook.set(RECORD)).isEmpty();
    assertThat(folder.resolve("told")).hasContent("_a.example.com. CNAME _b.acm-validations.aws.");
  }

  @Test
  void aProgramSaysByItsCodeThatItCouldNot() throws IOException {
    assertThat(hook("exit 3").set(RECORD))
        .hasValueSatisfying(why -> assertThat(why).endsWith("ended with code 3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec:hook",
        "hook",
        "rfc2136:",
        "rfc2136://127.0.0.1",
        "rfc2136://127.0.0.1/example.com",
        "rfc2136://127.0.0.1/example.com?key-file=key"
      })
  void whatIsNoHookIsRefused(String text) {
    assertThatThrownBy(() -> ZoneHook.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }

  private ZoneHook hook(String script) throws IOException {
    Path program = folder.resolve("hook");
    Files.writeString(program, "#!/bin/bash\ncd \"$(dirname \"$0\")\"\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return ZoneHook.parse("exec:" + program);
  }
}
