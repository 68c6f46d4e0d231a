// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.kernel.Refusal;
import dev.signet.testkit.SignetExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a folder on which a server runs. */
final class FolderCopyTest {
  @RegisterExtension static final SignetExtension signet = SignetExtension.now();

  @TempDir Path folder;

  @Test
  void aCopyOfARunningServersFolderIsWholeSoundAndClosedToOthers() throws IOException {
    String root = signet.pca().root("copied");
    Path copy = folder.resolve("copy");
    FolderCopy.make(signet.folder(), copy);
    assertThat(FolderCheck.wrong(copy)).isEmpty();
    assertThat(names(copy)).containsExactlyInAnyOrder("signet.db", "seal");
    assertThat(mode(copy)).isEqualTo("rwx------");
    assertThat(mode(copy.resolve("seal"))).isEqualTo("rw-------");
    assertThat(mode(copy.resolve("signet.db"))).isEqualTo("rw-------");
    assertThat(names(folder)).containsExactly("copy");
    assertThat(
            Files.readString(
                copy.resolve("signet.db"), java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains(root);
  }

  @Test
  void aPlaceThatIsTakenIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("mine"), "kept");
    assertRefused(() -> FolderCopy.make(signet.folder(), folder), "is not empty");
    assertThat(names(folder)).containsExactly("mine");
  }

  @Test
  void aFolderThatIsNotSoundIsNotCopiedAndNothingAppears() throws Exception {
    Path broken = folder.resolve("broken");
    FolderCopy.make(signet.folder(), broken);
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + broken + "/signet.db");
        var statement = database.createStatement()) {
      statement.executeUpdate("UPDATE server_certificates SET serial = 'aa'");
    }
    assertRefused(
        () -> FolderCopy.make(broken, folder.resolve("copy")), "is not the internal root's");
    assertThat(names(folder)).containsExactly("broken");
  }

  @Test
  void aFilesCopyThatLacksItsNewestRowsIsTakenOnlyIfThatIsWanted() throws IOException {
    Path torn = Files.createDirectory(folder.resolve("torn"));
    for (String file : List.of("signet.db", "seal")) {
      Files.copy(
          signet.folder().resolve(file), torn.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
    assertRefused(() -> FolderCopy.make(torn, folder.resolve("copy")), "without its newest rows");
    assertThat(FolderCheck.wrong(torn)).isNotEmpty();
  }

  @Test
  void aFolderWithoutItsOwnSealIsNotSound() throws IOException {
    Path copy = folder.resolve("copy");
    FolderCopy.make(signet.folder(), copy);
    Files.delete(copy.resolve("seal"));
    assertThat(FolderCheck.wrong(copy)).singleElement().asString().contains("no such file");
    assertRefused(() -> FolderCheck.wrong(folder.resolve("none")), "expected the database");
  }

  private static void assertRefused(ThrowingCallable call, String reason) {
    assertThatThrownBy(call).isInstanceOf(Refusal.class).hasMessageContaining(reason);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
