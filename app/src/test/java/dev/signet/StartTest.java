// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.kernel.Region;
import dev.signet.store.SqliteFile;
import java.io.File;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server says instead of starting on what it cannot use. */
final class StartTest {
  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rw-------");

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
  void aTriggerThatSomebodyElseMadeIsNamedAndNothingRuns() throws Exception {
    plant("TRIGGER planted AFTER INSERT ON settings BEGIN DELETE FROM keys; END");
    assertRefused("has the trigger planted, which Signet did not make: expected none");
  }

  @Test
  void aTableThatSomebodyElseMadeIsNamed() throws Exception {
    plant("TABLE planted (authority INTEGER REFERENCES authorities (id))");
    assertRefused("has the table planted, which Signet did not make: expected none");
  }

  private void plant(String what) throws SQLException {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("signet.db"));
        Statement statement = database.createStatement()) {
      statement.executeUpdate("CREATE " + what);
    }
  }

  @Test
  void aLostOrForeignSealIsNamed() throws Exception {
    Path seal = data.resolve("seal");
    Files.delete(seal);
    assertRefused("the seal " + seal + ": no such file");
    Files.createFile(seal, PosixFilePermissions.asFileAttribute(OWNERS));
    Files.writeString(seal, "AAAA");
    assertRefused("the seal " + seal + ": it is damaged");
    Files.writeString(seal, java.util.Base64.getEncoder().encodeToString(new byte[32]));
    assertRefused("the seal " + seal + ": it belongs to another data folder");
  }

  @Test
  void aKeyThatDoesNotOpenIsNamed() throws Exception {
    for (String table : List.of("keys", "access_keys")) {
      runOnce();
      try (Connection database =
              DriverManager.getConnection("jdbc:sqlite:" + data.resolve("signet.db"));
          Statement statement = database.createStatement()) {
        statement.executeUpdate("UPDATE " + table + " SET sealed = x'0102'");
      }
      assertRefused("does not open: it was altered or sealed by another key; 'signet check' tells");
      for (File file : Objects.requireNonNull(data.toFile().listFiles())) {
        Files.delete(file.toPath());
      }
    }
  }

  @Test
  void aFailedStartLeavesTheModeOfTheFolder() throws Exception {
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.delete(data.resolve("seal"));
    assertRefused("no such file");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwxr-xr-x");
  }

  @Test
  void aSealThatOthersMayReadIsRefusedWithTheCommandThatMendsIt() throws Exception {
    Path seal = data.resolve("seal");
    Files.setPosixFilePermissions(seal, PosixFilePermissions.fromString("rw-r--r--"));
    assertRefused("its mode is rw-r--r--, so that others may have read it");
    assertRefused("'chmod 600 " + seal + "'");
    Files.setPosixFilePermissions(seal, OWNERS);
    start("127.0.0.1").close();
  }

  @Test
  void aFolderThatIsOpenToOthersIsClosed() throws Exception {
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    start("127.0.0.1").close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
  }

  @Test
  void aCopyThatLostItsRowsIsRefused() throws Exception {
    Path copied = Files.createDirectory(data.resolve("copied"));
    Files.copy(data.resolve("seal"), copied.resolve("seal"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createFile(copied.resolve("signet.db")); // all rows stood in its write-ahead log
    Config config = new Config(copied, "127.0.0.1", 0, List.of(), Optional.empty(), Region.DEFAULT);
    assertThatThrownBy(() -> Signet.start(config).close())
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("signet.db is empty, but a server ran on this folder")
        .hasMessageContaining("signet backup");
  }

  @Test
  void aStartThatChangesNothingWritesNoFileAnew() throws Exception {
    Path trust = data.resolve("trust.pem");
    Object before = Files.getAttribute(trust, "unix:ino");
    start("127.0.0.1").close();
    assertThat(Files.getAttribute(trust, "unix:ino")).isEqualTo(before);
  }

  @Test
  void theSameCertificateIsShownAfterARestart() {
    long made = serverCertificates();
    start("127.0.0.1").close();
    assertThat(serverCertificates()).isEqualTo(made);
  }

  private long serverCertificates() {
    return SqliteFile.read(
        data.resolve("signet.db"),
        tx ->
            tx.first("SELECT count(*) FROM server_certificates", row -> row.getLong(1))
                .orElseThrow());
  }

  @Test
  void theMachinesOwnAddressIsServedByTls() throws Exception {
    for (String address : ownAddresses()) {
      try (Signet signet = start(address)) {
        assertThat(signet.apiUrl()).matches("https://.*:[1-9][0-9]*");
        assertThat(signet.statusUrl()).matches("http://.*:[1-9][0-9]*");
      }
    }
  }

  /** All at once, and each alone, without scopes of links, which no certificate can name. */
  private static List<String> ownAddresses() throws SocketException {
    Stream<String> each =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .map(InetAddress::getHostAddress)
            .map(address -> address.replaceFirst("%.*", ""));
    return Stream.concat(Stream.of("0.0.0.0"), each).toList();
  }

  @Test
  void aHostThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> start("nowhere.invalid"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("host nowhere.invalid");
    assertThatThrownBy(() -> start(" ")).isInstanceOf(IllegalArgumentException.class);
  }
}
