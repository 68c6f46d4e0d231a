// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SignedClient.Answer;
import dev.signet.testkit.SignetExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The end of an authority that nobody restored in time. */
final class RemovalTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private CaCalls calls() {
    return new CaCalls(signet.client("us-east-1"));
  }

  @Test
  void theEndOfTheWindowDestroysTheKeyAndAllThatTheAuthorityHad() throws IOException {
    String root = calls().activeRoot();
    CaCalls.ok(calls().issue(root, calls().csr(root), "EndEntityCertificate"));
    CaCalls.ok(
        calls()
            .on(
                "CreatePermission",
                root,
                Map.of("Principal", "acm.amazonaws.com", "Actions", List.of("IssueCertificate"))));
    byte[] sealed = sealedKey(root);
    deleted(root, 7);
    signet.clock().advance(Duration.ofDays(7).minusSeconds(1));
    list();
    assertThat(count("keys WHERE sealed = x'" + hex(sealed) + "'")).isOne();
    assertThat(onDisk(sealed)).isTrue();

    signet.clock().advance(Duration.ofSeconds(1));
    assertThat(list().body()).doesNotContain(root);
    calls().create("ROOT"); // a signed call agrees with a clock that jumped
    destroyed(sealed);
    assertThat(count("authorities WHERE arn = '" + root + "'")).isZero();
    for (String table :
        List.of("certificates", "authority_certificates", "authority_permissions")) {
      assertThat(count(table + " WHERE authority NOT IN (SELECT id FROM authorities)")).isZero();
    }
    assertThat(count("changes WHERE kind = 'authority.removed' AND subject = '" + root + "'"))
        .isOne();
    assertThat(calls().on("RestoreCertificateAuthority", root, Map.of()).errorType())
        .isEqualTo("ResourceNotFoundException");
    eventually("its sealed key is in no file", () -> !onDisk(sealed));
  }

  @Test
  void aStartAfterTheWindowDestroysTheKey() {
    String pending = calls().create("SUBORDINATE");
    byte[] sealed = sealedKey(pending);
    deleted(pending, 30);
    signet.restart();
    signet.clock().advance(Duration.ofDays(30));
    signet.restart();
    calls().create("ROOT"); // a signed call agrees with a clock that jumped
    destroyed(sealed);
  }

  @Test
  void aRestoredAuthorityKeepsItsKey() {
    String root = calls().activeRoot();
    deleted(root, 7);
    CaCalls.ok(calls().on("RestoreCertificateAuthority", root, Map.of()));
    signet.clock().advance(Duration.ofDays(8));
    list();
    CaCalls.ok(calls().on("UpdateCertificateAuthority", root, Map.of("Status", "ACTIVE")));
    CaCalls.ok(calls().issue(root, calls().csr(root), "RootCACertificate"));
  }

  private void deleted(String authority, int days) {
    String status =
        calls()
            .on("DescribeCertificateAuthority", authority, Map.of())
            .json()
            .at("/CertificateAuthority/Status")
            .asText();
    if (status.equals("ACTIVE")) {
      CaCalls.ok(calls().on("UpdateCertificateAuthority", authority, Map.of("Status", "DISABLED")));
    }
    CaCalls.ok(
        calls()
            .on(
                "DeleteCertificateAuthority",
                authority,
                Map.of("PermanentDeletionTimeInDays", days)));
  }

  private static void destroyed(byte[] sealed) {
    eventually(
        "its key is destroyed", () -> count("keys WHERE sealed = x'" + hex(sealed) + "'") == 0);
  }

  private Answer list() {
    Answer answer = calls().client().privateCa("ListCertificateAuthorities", Map.of());
    CaCalls.ok(answer);
    return answer;
  }

  private static byte[] sealedKey(String authority) {
    return first(
        "SELECT k.sealed FROM keys k JOIN authorities a ON a.key_id = k.id WHERE a.arn = '"
            + authority
            + "'",
        row -> row.getBytes(1));
  }

  private static int count(String rows) {
    return first("SELECT COUNT(*) FROM " + rows, row -> row.getInt(1));
  }

  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private static <T> T first(String sql, Reading<T> reading) {
    String database = "jdbc:sqlite:" + signet.folder().resolve("signet.db");
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return reading.of(row);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether any file of the data folder holds these octets. */
  private static boolean onDisk(byte[] octets) {
    String wanted = new String(octets, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(signet.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted)) {
          return true;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return false;
  }

  private static String hex(byte[] octets) {
    return java.util.HexFormat.of().formatHex(octets);
  }
}
