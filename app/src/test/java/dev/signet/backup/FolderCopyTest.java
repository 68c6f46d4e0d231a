// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.Config;
import dev.signet.SealReplacement;
import dev.signet.Signet;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import dev.signet.testkit.OlderFolder;
import dev.signet.testkit.SignetExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
  void aSymbolicLinkIsNoPlace() throws IOException {
    Path target = Files.createDirectory(folder.resolve("target"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    assertRefused(() -> FolderCopy.make(signet.folder(), link), "a symbolic link to " + target);
    assertRefused(() -> FolderCopy.restore(signet.folder(), link, true), "a symbolic link");
    Path nowhere = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("none"));
    assertRefused(() -> FolderCopy.make(signet.folder(), nowhere), "a symbolic link");
    assertThat(names(folder)).containsExactlyInAnyOrder("target", "link", "dangling");
    assertThat(link).isSymbolicLink();
    assertThat(names(target)).isEmpty();
  }

  @Test
  void aSealThatIsNoTextIsNotSoundAndNotShown() throws IOException {
    Path copy = folder.resolve("copy");
    FolderCopy.make(signet.folder(), copy);
    Files.write(copy.resolve("seal"), new byte[] {(byte) 0xFF, 'S', 'E', 'C', (byte) 0xC3});
    assertThat(FolderCheck.wrong(copy)).singleElement().asString().contains("no base64");
    assertRefused(() -> FolderCopy.make(copy, folder.resolve("again")), "it is damaged, no base64");
  }

  @Test
  void aDatabaseThatRunsWhatSomebodyElseMadeIsRefusedNamingIt() throws Exception {
    for (String foreign :
        List.of(
            "TRIGGER planted AFTER UPDATE ON authorities BEGIN DELETE FROM changes; END",
            "VIEW planted AS SELECT 1",
            "TABLE planted (id INTEGER)")) {
      Path copy = folder.resolve(foreign.substring(0, 4));
      FolderCopy.make(signet.folder(), copy);
      try (var database = DriverManager.getConnection("jdbc:sqlite:" + copy + "/signet.db");
          var statement = database.createStatement()) {
        statement.executeUpdate("CREATE " + foreign);
      }
      assertRefused(() -> FolderCheck.wrong(copy), "planted, which Signet did not make");
      assertRefused(() -> FolderCopy.make(copy, folder.resolve("b")), "planted");
      assertRefused(() -> FolderCopy.restore(copy, folder.resolve("b"), true), "planted");
    }
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
    assertRefused(() -> FolderCheck.wrong(folder.resolve("none")), "none does not exist");
    assertRefused(
        () -> FolderCopy.restore(copy, folder.resolve("data"), false),
        copy.resolve("seal") + " does not exist");
    assertThat(names(folder)).containsExactly("copy");
  }

  @Test
  void aBackupIsMadeInAFolderThatIsThereAndOutsideOfTheFolderItself() throws IOException {
    assertRefused(
        () -> FolderCopy.make(signet.folder(), folder.resolve("disk/copy")),
        folder.resolve("disk") + " does not exist: expected a folder to make copy in");
    assertThat(names(folder)).isEmpty();
    Path link = Files.createSymbolicLink(folder.resolve("link"), signet.folder());
    for (Path inside : List.of(signet.folder(), link)) {
      assertRefused(() -> FolderCopy.make(signet.folder(), inside.resolve("copy")), "itself");
    }
    assertThat(signet.folder().resolve("copy")).doesNotExist();
  }

  @Test
  void aFolderIsRestoredAlsoWhereNoneIsAboveItYet() {
    Path copy = folder.resolve("copy");
    FolderCopy.make(signet.folder(), copy);
    FolderCopy.restore(copy, folder.resolve("home/share/data"), false);
    assertThat(FolderCheck.wrong(folder.resolve("home/share/data"))).isEmpty();
  }

  @Test
  void aSealThatOthersCouldReadIsClosedAndTold() throws IOException {
    Path copy = folder.resolve("copy");
    assertThat(FolderCopy.make(signet.folder(), copy).openSeal()).isEmpty();
    Files.setPosixFilePermissions(
        copy.resolve("seal"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(FolderCopy.restore(copy, folder.resolve("data"), false).openSeal())
        .contains("rw-r--r--");
    assertThat(mode(folder.resolve("data/seal"))).isEqualTo("rw-------");
  }

  @Test
  void whatWasAbandonedIsRemovedByTheNextForTheSamePlace() throws IOException {
    Path abandoned = left(".copy.growing-1", Duration.ofMinutes(61));
    Path growing = left(".copy.growing-2", Duration.ofMinutes(59));
    Path others = left(".other.growing-3", Duration.ofDays(9));
    FolderCopy.make(signet.folder(), folder.resolve("copy"));
    assertThat(abandoned).doesNotExist();
    assertThat(growing).isDirectoryContaining("glob:**/seal");
    assertThat(others).isDirectoryContaining("glob:**/seal");
  }

  /** What a process that was killed leaves. */
  private Path left(String name, Duration age) throws IOException {
    Path left = Files.createDirectory(folder.resolve(name));
    FileTime then = FileTime.from(Files.getLastModifiedTime(left).toInstant().minus(age));
    Files.setLastModifiedTime(Files.writeString(left.resolve("seal"), "keys"), then);
    return Files.setLastModifiedTime(left, then);
  }

  @Test
  void aFolderOfAnOlderVersionIsCheckedAndCopiedAsOne() throws Exception {
    Path older = folder.resolve("older");
    FolderCopy.make(signet.folder(), older);
    OlderFolder.make(older, 7);
    assertThat(FolderCheck.isOlder(older)).isTrue();
    assertThat(FolderCheck.wrong(older)).isEmpty();
    assertThat(FolderCopy.make(older, folder.resolve("backup")).older()).isTrue();
    Path data = folder.resolve("data");
    assertThat(FolderCopy.restore(folder.resolve("backup"), data, false).older()).isTrue();
    assertThatThrownBy(() -> SealReplacement.of(data))
        .hasMessageContaining("is of an older version: expected one that a start");
    assertThat(FolderCheck.isOlder(data)).isTrue();
    start(data).close();
    assertThat(FolderCheck.isOlder(data)).isFalse();
    SealReplacement.of(data);
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + older + "/signet.db");
        var statement = database.createStatement()) {
      statement.executeUpdate("UPDATE keys SET sealed = x'01'");
    }
    assertThat(FolderCheck.wrong(older)).isNotEmpty();
    assertThat(FolderCheck.isOlder(signet.folder())).isFalse();
  }

  private static Signet start(Path data) {
    return Signet.start(
        new Config(data, "127.0.0.1", 0, List.of(), Optional.empty(), Region.DEFAULT));
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
