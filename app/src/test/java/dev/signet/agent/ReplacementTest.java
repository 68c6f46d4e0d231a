// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.agent.Targets.Keystore;
import dev.signet.agent.Targets.Layout;
import dev.signet.testkit.TestAuthority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replacement that ends between any two of its steps leaves what works. */
final class ReplacementTest {
  /** The process is gone. */
  private static final class Gone extends RuntimeException {}

  /** Ends before one of its steps; a file that was begun is half there. */
  private static final class EndingDisk implements Disk {
    private final Disk real = new HostDisk();
    private int left;

    EndingDisk(int steps) {
      this.left = steps;
    }

    private void step() {
      if (left-- == 0) {
        throw new Gone();
      }
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
      step();
      real.makeFolder(folder);
    }

    @Override
    public void write(Path file, FileContent content) throws IOException {
      if (left == 0) {
        Files.write(file, List.of("half"));
      }
      step();
      real.write(file, content);
    }

    @Override
    public void link(Path link, Path name) throws IOException {
      step();
      real.link(link, name);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      step();
      real.move(from, to);
    }

    @Override
    public void sync(Path folder) throws IOException {
      step();
      real.sync(folder);
    }

    @Override
    public void remove(Path path) throws IOException {
      step();
      real.remove(path);
    }
  }

  @TempDir Path temporary;

  private final TestAuthority.Leaf before = Pairs.leaf();
  private final TestAuthority.Leaf after = Pairs.leaf();

  private static void install(Disk disk, Targets targets, TestAuthority.Leaf leaf) {
    List<FileContent> files = FilePlan.of(targets, Pairs.of(leaf));
    if (targets.layout() == Layout.SYMLINK) {
      new Replacement(disk).folder(files);
    } else {
      new Replacement(disk).files(files);
    }
  }

  /** Ends after each count of steps; answers how often a pair was torn meanwhile. */
  private int torn(Layout layout) throws IOException {
    int torn = 0;
    for (int steps = 0; ; steps++) {
      Path home = Files.createDirectory(temporary.resolve(layout + "-" + steps));
      Path folder = home.resolve("site");
      if (layout == Layout.FILES) {
        Files.createDirectory(folder);
      }
      Targets targets = Pairs.targets(layout, folder, Optional.empty());
      install(new HostDisk(), targets, before);
      boolean ended = false;
      try {
        install(new EndingDisk(steps), targets, after);
      } catch (Gone e) {
        ended = true;
      }
      assertThat(Files.readString(targets.certificate()))
          .as("old or new, never half, after " + steps + " steps")
          .isIn(text(before), text(after));
      if (!Pairs.isPairOnDisk(targets)) {
        torn++;
      }
      install(new HostDisk(), targets, after);
      assertThat(Replacement.isDone(FilePlan.of(targets, Pairs.of(after)))).isTrue();
      assertThat(Pairs.isPairOnDisk(targets)).isTrue();
      try (Stream<Path> left = Files.list(layout == Layout.FILES ? folder : home)) {
        assertThat(left).as("nothing is left over").hasSize(3);
      }
      if (!ended) {
        assertThat(steps).as("ends that were tried").isGreaterThan(7);
        return torn;
      }
    }
  }

  private static String text(TestAuthority.Leaf leaf) {
    return Pairs.of(leaf).chain().first().pem() + "\n";
  }

  @Test
  void aFolderIsOldOrNewWhereverItEnds() throws IOException {
    assertThat(torn(Layout.SYMLINK)).isZero();
  }

  /** The control: this is what the link is for. */
  @Test
  void filesOneByOneMayBeTornAndHealNextTime() throws IOException {
    assertThat(torn(Layout.FILES)).isEqualTo(1);
  }

  @Test
  void modesAreAsToldAndAChangedOneIsSeen() throws IOException {
    Targets targets = Pairs.targets(Layout.FILES, temporary, Optional.empty());
    install(new HostDisk(), targets, before);
    List<FileContent> files = FilePlan.of(targets, Pairs.of(before));
    assertThat(Replacement.isDone(files)).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(targets.key())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(targets.certificate())))
        .isEqualTo("rw-r--r--");
    Files.setPosixFilePermissions(targets.key(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(Replacement.isDone(files)).isFalse();
    assertThat(Replacement.isDone(FilePlan.of(targets, Pairs.of(after)))).isFalse();
  }

  @Test
  void theKeystoreIsWhatTheJdkOpens() throws Exception {
    Path password = Files.writeString(temporary.resolve("password"), "open sesame\n");
    Keystore keystore = new Keystore(temporary.resolve("site.p12"), password);
    Targets targets = Pairs.targets(Layout.FILES, temporary, Optional.of(keystore));
    install(new HostDisk(), targets, before);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(
        new ByteArrayInputStream(Files.readAllBytes(keystore.file())), "open sesame".toCharArray());
    String alias = store.aliases().nextElement();
    assertThat(store.getCertificateChain(alias)).hasSize(2);
    assertThat(store.getKey(alias, "open sesame".toCharArray())).isEqualTo(before.key());
    assertThat(Replacement.isDone(FilePlan.of(targets, Pairs.of(before))))
        .as("salted anew, and yet the same")
        .isTrue();
    Files.writeString(password, "another\n");
    assertThat(Replacement.isDone(FilePlan.of(targets, Pairs.of(before)))).isFalse();
  }

  @Test
  void whoeverCouldLeadTheAgentElsewhereIsRefused() throws IOException {
    Path real = Files.createDirectory(temporary.resolve("real"));
    SafePlaces.requireSafe(Pairs.targets(Layout.FILES, real, Optional.empty()));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), real);
    assertRefused(Layout.FILES, link, "link is a symbolic link: expected a path without one");
    assertRefused(Layout.SYMLINK, link, "link is not a link of the agent's");
    assertRefused(Layout.SYMLINK, real, "real is not a link of the agent's");
    assertRefused(Layout.FILES, temporary.resolve("none"), "none is no folder: expected one");
    Path key = Files.createSymbolicLink(real.resolve("site.key"), temporary.resolve("x"));
    assertRefused(Layout.FILES, real, key + " is a symbolic link: expected a file");
    Files.delete(key);
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertRefused(Layout.FILES, real, "real is writable by everybody: expected");
  }

  private static void assertRefused(Layout layout, Path folder, String message) {
    assertThatThrownBy(
            () -> SafePlaces.requireSafe(Pairs.targets(layout, folder, Optional.empty())))
        .isInstanceOf(AgentRefused.class)
        .hasMessageContaining(message);
  }
}
