// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.kernel.Entropy;
import dev.signet.kernel.Region;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails, at whatever step, leaves no thread, no file and no port behind. */
final class StartFailureTest {
  @TempDir Path temporary;

  /** Chance that ends after some draws: each step of a first start draws. */
  private static final class EndingEntropy implements Entropy {
    private final Entropy chance = new SeededEntropy(5);
    private int left;

    EndingEntropy(int draws) {
      this.left = draws;
    }

    @Override
    public synchronized byte[] bytes(int count) {
      if (left-- <= 0) {
        throw new IllegalStateException("no more chance");
      }
      return chance.bytes(count);
    }
  }

  private Config config(int port) {
    return new Config(
        temporary.resolve("data"), "127.0.0.1", port, List.of(), Optional.empty(), Region.DEFAULT);
  }

  @Test
  void aStartThatFailsAtAnyStepLeavesNothing() throws IOException {
    int port = freePort();
    SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    startFully(port, clock); // what the JVM starts once for all is there from now on
    Set<String> before = threads();
    int failed = 0;
    for (int draws = 0; draws < 4000; draws += 1 + draws / 3) {
      try (Signet started = Signet.start(config(port), clock, new EndingEntropy(draws))) {
        assertThat(started.apiUrl()).isNotEmpty();
        break;
      } catch (IllegalStateException | StartRefused expected) {
        failed++;
        assertThat(temporary.resolve("data")).as("after %d draws", draws).doesNotExist();
        assertThat(threads()).as("after %d draws", draws).isSubsetOf(before);
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
      }
    }
    assertThat(failed).isGreaterThan(5);
  }

  @Test
  void aPortInUseLeavesNoFolderAndIsFoundBeforeAnythingIsRecorded() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Config config = config(taken.getLocalPort());
      SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
      assertThatThrownBy(() -> Signet.start(config, clock, new EndingEntropy(0)))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("cannot listen")
          .hasMessageContaining("; --host and --port name others");
    }
    assertThat(temporary.resolve("data")).doesNotExist();
  }

  @Test
  void anEmptyFolderThatWasThereStaysAsItWas() throws IOException {
    Path data = folder("rwxr-xr-x");
    assertThatThrownBy(() -> startAndFail()).isInstanceOf(RuntimeException.class);
    assertThat(data).isEmptyDirectory();
    assertThat(mode(data)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void aFolderOfSomebodyElseIsRefusedAndStaysAsItWas() throws IOException {
    Path data = folder("rwxr-xr-x");
    Files.writeString(data.resolve("mine"), "kept");
    assertThatThrownBy(() -> Signet.start(config(0)))
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            data
                + " is no data folder, mine is in it: expected an empty folder, one that is not there"
                + " yet, or one that a server ran on");
    assertThat(data).isDirectoryContaining("glob:**/mine");
    assertThat(data.toFile().list()).containsExactly("mine");
    assertThat(mode(data)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void aFileSystemThatIsEmptyIsAnEmptyFolder() throws IOException {
    Files.createDirectory(folder("rwx------").resolve("lost+found"));
    Signet.start(config(0)).close();
  }

  @Test
  void aFolderWithASealAloneStaysAsItWas() throws IOException {
    Path data = folder("rwxr-xr-x");
    Files.writeString(data.resolve("seal"), "kept");
    assertThatThrownBy(() -> Signet.start(config(0)))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("signet.db is empty, but a server ran on this folder");
    assertThat(data.toFile().list()).containsExactly("seal");
    assertThat(mode(data)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void aFolderThatAnotherServerUsesIsLeftToIt() throws IOException {
    Path data = folder("rwxr-xr-x");
    try (Signet _ = Signet.start(config(0))) {
      List<String> files = List.of(Objects.requireNonNull(data.toFile().list()));
      assertThatThrownBy(() -> Signet.start(config(0)))
          .hasMessageContaining("is in use by another");
      assertThat(data.toFile().list()).containsExactlyInAnyOrderElementsOf(files);
      assertThat(mode(data)).isEqualTo("rwx------");
    }
  }

  private void startAndFail() {
    Signet.start(config(0), SettableClock.at("2026-01-01T00:00:00Z"), new EndingEntropy(0));
  }

  private Path folder(String mode) throws IOException {
    Path data = Files.createDirectory(temporary.resolve("data"));
    return Files.setPosixFilePermissions(data, PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path folder) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }

  private void startFully(int port, SettableClock clock) throws IOException {
    Path data = temporary.resolve("warm");
    Signet.start(
            new Config(data, "127.0.0.1", port, List.of(), Optional.empty(), Region.DEFAULT),
            clock,
            new SeededEntropy(4))
        .close();
  }

  /** With the next one, below those that the system gives to outgoing connections. */
  private static int freePort() {
    for (int port = 20_000; port < 32_000; port += 2) {
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
          ServerSocket _ = new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException taken) {
        // the next one
      }
    }
    throw new AssertionError("no two ports are free");
  }

  /** Platform threads that a server has of its own. */
  private static Set<String> threads() {
    Set<String> names = new TreeSet<>();
    Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("signet-"))
        .forEach(names::add);
    return names;
  }
}
