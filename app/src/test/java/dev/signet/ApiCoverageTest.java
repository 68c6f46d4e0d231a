// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SignetExtension;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.codec.ServiceModel;
import dev.signet.wire.generated.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page that tells which operations are built is generated, and is true. */
final class ApiCoverageTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  /** Run the test with {@code -Dsignet.write-coverage=true} to write the page anew. */
  private static final boolean WRITE = Boolean.getBoolean("signet.write-coverage");

  private static final Path PAGE = Path.of("../docs/reference/api-coverage.md");

  @Test
  void thePageListsWhatIsBuiltAndWhatIsMissing() throws Exception {
    String page = page();
    if (WRITE) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # API coverage

            Generated from the models and from what the server answers; `ApiCoverageTest` keeps it fresh.
            An operation that is missing answers HTTP 501, `NotImplementedException`.
            """);
    for (ServiceModel service : Services.all()) {
      long built = service.operations().stream().filter(ApiCoverageTest::isBuilt).count();
      page.append("\n## ")
          .append(service.name())
          .append(": ")
          .append(built)
          .append(" of ")
          .append(service.operations().size())
          .append("\n\n| operation | |\n|---|---|\n");
      for (Operation<?, ?> operation : service.operations()) {
        page.append("| ")
            .append(operation.name())
            .append(" | ")
            .append(isBuilt(operation) ? "built" : "missing")
            .append(" |\n");
      }
    }
    return page.toString();
  }

  private static boolean isBuilt(Operation<?, ?> operation) {
    return signet.running().operations().contains(operation);
  }
}
