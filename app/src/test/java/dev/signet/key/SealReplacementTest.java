// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.store.Settings;
import dev.signet.store.SqliteStore;
import dev.signet.store.Unrecorded;
import dev.signet.testkit.SeededEntropy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A seal is replaced whole or not at all, wherever that is interrupted. */
final class SealReplacementTest {
  @TempDir Path folder;
  private final SeededEntropy entropy = new SeededEntropy(1);
  private SqliteStore store;

  /** One sealed value, kept among the settings. */
  private final SealedRows rows =
      (tx, again) ->
          Settings.put(
              tx,
              "thing",
              text(again.again("thing", sealed(Settings.get(tx, "thing").orElseThrow()))));

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("signet.db"), () -> {});
    Sealed sealed = sealer().seal("thing", "a secret".getBytes(UTF_8));
    store.write(tx -> {
      tx.unrecorded(Unrecorded.HOUSEKEEPING);
      Settings.put(tx, "thing", text(sealed));
      return true;
    });
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static String text(Sealed sealed) {
    return Base64.getEncoder().encodeToString(sealed.bytes());
  }

  private static Sealed sealed(String text) {
    return new Sealed(Base64.getDecoder().decode(text));
  }

  private Sealer sealer() {
    return Seal.open(seal(), store, entropy);
  }

  private void replace(SealedRows... more) {
    List<SealedRows> all = new java.util.ArrayList<>(List.of(rows));
    all.addAll(List.of(more));
    Seal.replace(seal(), store, entropy, all, tx -> tx.unrecorded(Unrecorded.HOUSEKEEPING));
  }

  private Path seal() {
    return folder.resolve("seal");
  }

  private Path next() {
    return folder.resolve("seal.next");
  }

  private void assertEverythingOpens() {
    Sealed kept = sealed(store.read(tx -> Settings.get(tx, "thing")).orElseThrow());
    assertThat(new String(sealer().open("thing", kept), UTF_8)).isEqualTo("a secret");
    assertThat(next()).doesNotExist();
  }

  @Test
  void everythingOpensWithTheNewSealAndNothingWithTheOld() throws Exception {
    String old = Files.readString(seal());
    Sealed before = sealed(store.read(tx -> Settings.get(tx, "thing")).orElseThrow());
    replace();
    assertThat(Files.readString(seal())).isNotEqualTo(old);
    assertEverythingOpens();
    assertThatThrownBy(() -> sealer().open("thing", before)).hasMessageContaining("another key");
    SecretFile.write(seal(), old);
    assertThatThrownBy(this::sealer).hasMessageContaining("belongs to another data folder");
  }

  @Test
  void anEndBeforeTheDatabaseWasSealedAnewTakesItBack() throws Exception {
    String old = Files.readString(seal());
    SecretFile.write(next(), Base64.getEncoder().encodeToString(entropy.bytes(32)) + "\n");
    assertEverythingOpens();
    assertThat(Files.readString(seal())).isEqualTo(old);
  }

  @Test
  void anEndAfterTheDatabaseWasSealedAnewIsFinished() throws Exception {
    String old = Files.readString(seal());
    replace();
    String replaced = Files.readString(seal());
    // As it was before the file took its place.
    Files.move(seal(), next(), StandardCopyOption.REPLACE_EXISTING);
    SecretFile.write(seal(), old);
    assertEverythingOpens();
    assertThat(Files.readString(seal())).isEqualTo(replaced);
  }

  @Test
  void anEndAmidTheRowsLeavesAllOfThemAsTheyWere() {
    assertThatThrownBy(() ->
            replace((tx, again) -> {
              throw new IllegalStateException("ended here");
            }))
        .hasMessageContaining("ended here");
    assertEverythingOpens();
    replace(); // and it can be tried again
    assertEverythingOpens();
  }
}
