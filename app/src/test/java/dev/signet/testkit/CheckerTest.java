// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.Config;
import dev.signet.Signet;
import dev.signet.kernel.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checker finds nothing in a sound folder, and each fault that was planted. */
final class CheckerTest {
  @TempDir static Path temporary;
  @TempDir Path folder;

  @BeforeAll
  static void serve() {
    Signet.start(
            new Config(
                temporary.resolve("data"),
                "127.0.0.1",
                0,
                List.of(),
                Optional.empty(),
                Region.DEFAULT),
            SettableClock.at("2026-01-01T00:00:00Z"),
            new SeededEntropy(1))
        .close();
  }

  @BeforeEach
  void copy() throws IOException {
    for (String file : List.of("signet.db", "seal")) {
      Files.copy(
          temporary.resolve("data").resolve(file),
          folder.resolve(file),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  @Test
  void aSoundFolderHasNothingWrong() {
    assertThat(Checker.check(folder)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a key has no owner|INSERT INTO keys VALUES ('k', 'EC_P256', x'00', x'00')",
        "a certificate is not the root's|UPDATE server_certificates SET serial = 'aa'",
        "a server's certificate is not in the log|DELETE FROM changes WHERE kind LIKE 'trust.%'",
        "a join token has no timer|INSERT INTO join_tokens (id, secret_hash, resource, expires_at)"
            + " VALUES ('t', x'00', 'arn', 1)",
        "a registered proxy has no timer|INSERT INTO endpoints (node, proxy, address, binds)"
            + " VALUES ('arn:n', 'p', '127.0.0.1', '')",
        "a mesh resource's beginning is not in the log|INSERT INTO mesh_resources (arn, account,"
            + " region, kind, container, mesh, parent, name, spec, version, uid, created_at,"
            + " updated_at, tags) VALUES ('arn:m', '000000000000', 'us-east-1', 'MESH', '', 'm',"
            + " '', 'm', '{}', 1, 'u', 1, 1, '{}')",
        "a mesh resource is in the log, and neither it nor its end|INSERT INTO changes (at,"
            + " account, region, kind, subject, actor) VALUES (1, '000000000000', 'us-east-1',"
            + " 'mesh.created', 'arn:gone', 'me')",
        "a bucket's beginning is not in the log|INSERT INTO buckets VALUES ('b', '000000000000',"
            + " 'us-east-1', 1, 'NEVER', 'ENFORCED', 15, NULL)",
        "octets are nobody's, and no timer removes them|INSERT INTO bucket_chunks"
            + " VALUES (1, 0, x'00')",
        "an access key is in the log, and neither it nor its end|DELETE FROM access_keys",
        "an access key does not open|UPDATE access_keys SET sealed = x'01'",
        "an authority that is not deleted has a timer|INSERT INTO timers VALUES"
            + " ('authority.removal', 'arn:a', 1, 0)",
      })
  void aPlantedFaultIsSeen(String fault, String sql) throws SQLException {
    plant(sql);
    assertThat(Checker.check(folder)).as(fault).isNotEmpty();
  }

  @Test
  void aTextThatTheServerCannotReadIsNamed() throws SQLException {
    plant(mesh("{\"spec\":"));
    assertThat(Checker.check(folder)).contains("a text is no JSON object: the spec of: arn:m");
  }

  @Test
  void aUseThatIsNotRecordedIsNamed() throws SQLException {
    plant(mesh("{\"tls\":[{\"certificateArn\":\"arn:c\"}]}"));
    assertThat(Checker.check(folder))
        .contains("a resource names a certificate, and its use is not recorded: arn:m arn:c");
  }

  private static String mesh(String spec) {
    return "INSERT INTO mesh_resources (arn, account, region, kind, container, mesh, parent, name,"
        + " spec, version, uid, created_at, updated_at, tags) VALUES ('arn:m', '000000000000',"
        + " 'us-east-1', 'MESH', '', 'm', '', 'm', '"
        + spec
        + "', 1, 'u', 1, 1, '{}')";
  }

  private void plant(String sql) throws SQLException {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("signet.db"));
        Statement statement = database.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
