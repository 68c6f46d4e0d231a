// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.store.SqliteStore;
import dev.signet.testkit.SeededEntropy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SealTest {
  @TempDir Path folder;
  private final SeededEntropy entropy = new SeededEntropy(1);
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("signet.db"), () -> {});
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatWasSealedOpensAfterARestart() {
    Sealed sealed = sealer().seal("thing", "a secret".getBytes(UTF_8));
    assertThat(new String(sealer().open("thing", sealed), UTF_8)).isEqualTo("a secret");
  }

  @Test
  void theSealFileIsForItsOwnerOnly() throws Exception {
    sealer();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(seal())))
        .isEqualTo("rw-------");
  }

  @Test
  void aSealedValueCannotBeMovedToAnotherObject() {
    Sealed sealed = sealer().seal("mine", "a secret".getBytes(UTF_8));
    assertThatThrownBy(() -> sealer().open("yours", sealed)).hasMessageContaining("altered");
  }

  @Test
  void everyAlteredOctetIsNoticed() {
    Sealer sealer = sealer();
    Sealed sealed = sealer.seal("thing", "a secret".getBytes(UTF_8));
    for (int i = 0; i < sealed.bytes().length; i++) {
      byte[] altered = sealed.bytes().clone();
      altered[i] ^= 1;
      assertThatThrownBy(() -> sealer.open("thing", new Sealed(altered)))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> sealer.open("thing", new Sealed(new byte[3])))
        .hasMessageContaining("altered");
  }

  @Test
  void anotherSealDoesNotOpenTheDatabase() throws Exception {
    sealer();
    Files.delete(seal());
    SecretFile.write(seal(), java.util.Base64.getEncoder().encodeToString(new byte[32]));
    assertThatThrownBy(this::sealer).hasMessageContaining("belongs to another data folder");
  }

  @Test
  void aSealThatIsNoTextIsSaidToBeDamagedWithoutItsContent() throws Exception {
    sealer();
    Files.write(seal(), new byte[] {(byte) 0xFF, 'S', 'E', 'C', (byte) 0xC3, '('});
    assertThatThrownBy(this::sealer)
        .hasMessage(
            "the seal %s: it is damaged, no base64: expected the file that was made with this data",
            seal())
        .message()
        .doesNotContain("SEC");
  }

  @Test
  void aMissingSealIsNamed() throws Exception {
    sealer();
    Files.delete(seal());
    assertThatThrownBy(this::sealer).hasMessageContaining("no such file");
  }

  private Sealer sealer() {
    return Seal.open(seal(), store, entropy);
  }

  private Path seal() {
    return folder.resolve("seal");
  }
}
