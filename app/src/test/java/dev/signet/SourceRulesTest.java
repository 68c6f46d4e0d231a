// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files stay small enough to be read, and pages lead somewhere. */
final class SourceRulesTest {
  private static final Path ROOT = Path.of("..");

  /** Each waits to be cut; the list only shrinks. */
  private static final List<String> EXCEPTIONS =
      List.of(
          "app/src/test/java/dev/signet/authority/AuthorityLifecycleTest.java row: 8 parameters,"
              + " expected at most 6",
          // One text, a template.
          "app/src/main/java/dev/signet/cli/Bootstrap.java envoy: 77 lines, expected at most 60");

  @Test
  void filesMethodsAndParameterListsAreShort() throws IOException {
    assertThat(SourceRules.tooBig(sources())).containsExactlyInAnyOrderElementsOf(EXCEPTIONS);
  }

  @Test
  void aLongFileALongMethodAndALongParameterListAreFound() {
    String method =
        "void all(int a, int b, int c, int d, int e, int f, int g) {" + "\n".repeat(60) + "}";
    String source = "class Big {" + method + "\n".repeat(340) + "}";
    assertThat(SourceRules.tooBig(Map.of("Big.java", source)))
        .containsExactly(
            "Big.java: 401 lines, expected at most 400",
            "Big.java all: 61 lines, expected at most 60",
            "Big.java all: 7 parameters, expected at most 6");
    String record = "record Small(int a, int b, int c, int d, int e, int f, int g) {}";
    assertThat(SourceRules.tooBig(Map.of("Small.java", record))).isEmpty();
  }

  /** Where programs start: each has one, and nobody names it in code. */
  private static final String ENTRY = "Main";

  @Test
  void twoClassesNeverHaveOneName() throws IOException {
    List<String> sources =
        files(".java")
            .map(file -> ROOT.relativize(file).toString())
            .filter(file -> file.contains("src/main/java/"))
            .toList();
    assertThat(SourceRules.sharedNames(sources))
        .filteredOn(shared -> !shared.startsWith(ENTRY + ":"))
        .isEmpty();
  }

  @Test
  void aNameThatIsTakenTwiceIsFound() {
    assertThat(
            SourceRules.sharedNames(
                List.of(
                    "pki/a/Names.java",
                    "wire/b/Names.java",
                    "wire/b/MemberNames.java",
                    "wire/b/package-info.java",
                    "pki/a/package-info.java")))
        .containsExactly("Names: pki/a/Names.java, wire/b/Names.java");
  }

  @Test
  void errorsOfServicesAreNamedInTheirTablesOnly() throws IOException {
    assertThat(SourceRules.strayErrorNames(main())).isEmpty();
  }

  @Test
  void nothingIsDecidedByTheTextOfAMessage() throws IOException {
    assertThat(SourceRules.decisionsOnMessages(main())).isEmpty();
  }

  @Test
  void aStrayErrorNameAndADecisionByAMessageAreFound() {
    String source =
        """
        class Stray {
          boolean all(Refusal refusal) {
            return refusal.message().contains("beyond") || why("InvalidArnException");
          }
        }
        """;
    assertThat(SourceRules.strayErrorNames(Map.of("Stray.java", source)))
        .containsExactly("Stray.java names InvalidArnException");
    assertThat(SourceRules.strayErrorNames(Map.of("StrayErrors.java", source))).isEmpty();
    assertThat(SourceRules.decisionsOnMessages(Map.of("Stray.java", source)))
        .containsExactly("Stray.java decides by refusal.message().contains(\"beyond\")");
  }

  /** The program's own sources. */
  private static Map<String, String> main() throws IOException {
    Map<String, String> sources = sources();
    sources.keySet().removeIf(name -> !name.startsWith("app/src/main/java/"));
    return sources;
  }

  private static Map<String, String> sources() throws IOException {
    return files(".java")
        .collect(Collectors.toMap(file -> ROOT.relativize(file).toString(), SourceRulesTest::text));
  }

  @Test
  void linksOfThePagesResolve() throws IOException {
    assertThat(
            files(".md").flatMap(page -> SourceRules.deadLinks(page, text(page)).stream()).toList())
        .isEmpty();
  }

  @Test
  void aDeadLinkIsFound() {
    assertThat(
            SourceRules.deadLinks(
                ROOT.resolve("README.md"),
                "[a](LICENSE) [b](docs/tour.md#here) [c](https://example.com/) [d](docs/gone.md)"))
        .containsExactly(ROOT.resolve("README.md") + ": docs/gone.md");
  }

  private static Stream<Path> files(String end) throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all
          .filter(file -> file.toString().endsWith(end))
          .filter(file ->
              Stream.of("/target/", "/.signet/", "/.git/", "/node_modules/")
                  .noneMatch(file.toString()::contains))
          .toList()
          .stream();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
