// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.kernel.Region;
import dev.signet.testkit.Checker;
import dev.signet.testkit.calls.HttpCalls;
import dev.signet.testkit.calls.PrivateCaCalls;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.generated.secretsmanager.CreateSecretRequest;
import dev.signet.wire.generated.secretsmanager.GetSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder whose seal was replaced goes on as before. */
final class ReplacedSealTest {
  @TempDir private Path data;

  private Signet start() {
    return Signet.start(
        new Config(data, "127.0.0.1", 0, List.of(), Optional.empty(), Region.DEFAULT));
  }

  private HttpCalls calls(Signet server) {
    return new HttpCalls(
        URI.create(server.apiUrl()),
        HttpCalls.credentials(data.resolve("credentials")),
        "us-east-1",
        InstantSource.system());
  }

  @Test
  void keysAndCredentialsWorkAndTheOldSealOpensNothing() throws Exception {
    String authority;
    try (Signet server = start()) {
      HttpCalls calls = calls(server);
      authority = calls.pca().root("kept");
      calls.call(
          SecretsManager.CREATE_SECRET,
          CreateSecretRequest.of("kept")
              .withClientRequestToken("v".repeat(32))
              .withSecretString("nobody else's"));
    }
    String old = Files.readString(data.resolve("seal"));
    SealReplacement.of(data);
    assertThat(Files.readString(data.resolve("seal"))).isNotEqualTo(old);
    try (Signet server = start()) {
      HttpCalls calls = calls(server); // by the access key, which is sealed too
      PrivateCaCalls pca = calls.pca();
      String issued =
          pca.issue(authority, Kind.P256, pca.csr(authority), "RootCACertificate/V1", 1);
      assertThat(issued).startsWith(authority);
      assertThat(
              calls
                  .call(SecretsManager.GET_SECRET_VALUE, GetSecretValueRequest.of("kept"))
                  .secretString())
          .isEqualTo("nobody else's");
    }
    Checker.requireSound(data);
    assertThat(sealed()).isEqualTo(List.of("access_keys", "keys", "secret_versions"));
  }

  @Test
  void aFolderInUseOrWithoutADatabaseIsRefused() {
    try (Signet server = start()) {
      assertThat(server.apiUrl()).isNotEmpty();
      assertThatThrownBy(() -> SealReplacement.of(data))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("in use");
    }
    assertThatThrownBy(() -> SealReplacement.of(data.resolve("none")))
        .hasMessageContaining("is no data folder");
    assertThat(data.resolve("none")).doesNotExist();
  }

  /** The tables with sealed values: one more has to be sealed anew too. */
  private List<String> sealed() throws Exception {
    List<String> tables = new ArrayList<>();
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("signet.db"));
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c"
                    + " WHERE m.type = 'table' AND c.name = 'sealed' ORDER BY m.name")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }
}
