// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.kernel.Region;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server says instead of starting on what it cannot use. */
final class StartTest {
  @TempDir private Path data;

  @BeforeEach
  void runOnce() {
    start("127.0.0.1").close();
  }

  private Signet start(String host) {
    return Signet.start(new Config(data, host, 0, List.of(), Optional.empty(), Region.DEFAULT));
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> start("127.0.0.1").close())
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aLostDatabaseIsNotReplaced() throws Exception {
    byte[] credentials = Files.readAllBytes(data.resolve("credentials"));
    Files.delete(data.resolve("signet.db"));
    assertRefused("signet.db is empty");
    assertRefused("signet.db is empty"); // the file that the first try made changes nothing
    assertThat(data.resolve("credentials")).hasBinaryContent(credentials);
  }

  @Test
  void aDatabaseThatIsNoneIsNamed() throws Exception {
    Files.write(
        data.resolve("signet.db"), "no database".repeat(500).getBytes(StandardCharsets.US_ASCII));
    assertRefused("not a database");
  }

  @Test
  void aLostOrForeignSealIsNamed() throws Exception {
    Path seal = data.resolve("seal");
    Files.delete(seal);
    assertRefused("the seal " + seal + ": no such file");
    Files.writeString(seal, "AAAA");
    assertRefused("the seal " + seal + ": it is damaged");
    Files.writeString(seal, java.util.Base64.getEncoder().encodeToString(new byte[32]));
    assertRefused("the seal " + seal + ": it belongs to another data folder");
  }

  @Test
  void aHostThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> start("nowhere.invalid"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("host nowhere.invalid");
    assertThatThrownBy(() -> start(" ")).isInstanceOf(IllegalArgumentException.class);
  }
}
