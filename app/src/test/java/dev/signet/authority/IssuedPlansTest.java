// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.store.Store;
import dev.signet.testkit.TestStores;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How SQLite goes about what must not grow with all that was ever issued. */
@Tag("sqlite") // others say it in other words
final class IssuedPlansTest {
  @TempDir Path folder;

  @Test
  void theEndOfACaCertificateLooksAtWhatItIssuedOnly() {
    // What the foreign key asks when a row of authority_certificates goes.
    assertThat(plan("SELECT 1 FROM certificates WHERE issued_under = ?", 1))
        .containsExactly(
            "SEARCH certificates USING COVERING INDEX certificates_issued_under (issued_under=?)");
  }

  @Test
  void theNewestOfACaAreReadWithoutSortingTheRest() {
    assertThat(
            plan("SELECT der FROM certificates WHERE authority = ? ORDER BY id DESC LIMIT ?", 1, 2))
        .containsExactly("SEARCH certificates USING INDEX certificates_newest (authority=?)");
  }

  @Test
  void whatACaRevokedLastIsReadWithoutSortingTheRest() {
    assertThat(
            plan(
                "SELECT serial FROM revocations WHERE authority = ? ORDER BY seq DESC LIMIT ?",
                1,
                2))
        .containsExactly(
            "SEARCH revocations USING COVERING INDEX revocations_newest (authority=?)");
  }

  private List<String> plan(String sql, @Nullable Object... values) {
    Store store = TestStores.open(folder);
    try {
      return store.read(
          tx -> tx.list("EXPLAIN QUERY PLAN " + sql, row -> row.getString("detail"), values));
    } finally {
      store.close();
    }
  }
}
