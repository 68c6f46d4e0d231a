// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorTest {
  @TempDir Path folder;

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectories(folder.resolve("models"));
  }

  @Test
  void aTinyModelBecomesTheSourceThatIsExpected() throws IOException {
    generate(resource("tiny.json"));
    assertThat(generated("tiny/Cup")).isEqualTo(resource("Cup.java.txt"));
    assertThat(generated("tiny/Size"))
        .contains("/** {@code extra-large}. */", "EXTRA_LARGE(\"extra-large\");");
    assertThat(generated("tiny/Shapes"))
        .contains(
            "case NAME -> StringShape.any().length(1, 9L).pattern(\"[\\\\w\\\"]+\").secret();")
        .contains("case COUNT -> IntegerShape.of(0, 2147483647);");
    assertThat(generated("tiny/Tiny"))
        .contains(
            "Operation<PourInput, Empty> POUR =",
            "\"Pour\", \"POST\", \"/pour/{cup}\", 201, false, null, java.util.List.of(\"Spilt\")")
        .contains("new ErrorShape(\"Spilt\", 409)");
    assertThat(generated("tiny/PourInput"))
        .contains("new Member(\"cup\", true, Member.Location.LABEL)");
    assertThat(generated("Services")).contains("dev.signet.wire.generated.tiny.Tiny.SERVICE");
  }

  @Test
  void whatIsGeneratedOnceIsNotTouchedAgainAndWhatIsGoneIsDeleted() throws IOException {
    generate(resource("tiny.json"));
    Path cup = file("tiny/Cup");
    Path stale = Files.writeString(cup.resolveSibling("Stale.java"), "class Stale {}");
    Files.setLastModifiedTime(cup, java.nio.file.attribute.FileTime.fromMillis(0));
    generate(resource("tiny.json"));
    assertThat(Files.getLastModifiedTime(cup).toMillis()).isZero();
    assertThat(stale).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"shape\": \"Count\", \"location\": \"uri\" | \"shape\": \"Count\", \"location\": \"header\" | location 'header' is not known",
        "\"shape\": \"Count\", \"location\": \"uri\" | \"shape\": \"Nobody\" | shape 'Nobody' is used, expected a definition",
        "\"extra-large\" | \"extra_large\", \"extra-large\" | two values become 'EXTRA_LARGE'",
        "\"type\": \"integer\" | \"type\": \"float\" | type 'float' is not known",
        "\"sizes\" | \"while\" | 'while' is not a Java name",
        "\"Cup\": { | \"Shape\": {\"type\": \"structure\", \"members\": {}}, \"Cup\": { | has a name that generated code uses",
        "\"rest-json\" | \"smithy\" | protocol 'smithy' is not known",
      })
  void aModelThatTheGeneratorDoesNotKnowIsRefused(String part, String other, String message)
      throws IOException {
    String model = resource("tiny.json");
    assertThat(model).contains(part);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> generate(model.replace(part, other)))
        .withMessageContaining(message);
  }

  @Test
  void whatFormsAndXmlCarryOtherwiseIsSaidForQueryServicesOnly() throws IOException {
    String model = resource("query.json");
    generate(model);
    assertThat(generated("tiny/Shapes"))
        .contains("case NAMED -> ListShape.of(Shapes.at(Shapes.TEXT)).named(\"item\");")
        .contains("case FLAT -> ListShape.of(Shapes.at(Shapes.TEXT)).named(\"Cup\").flattened();")
        .contains(
            "case NAMED_FLATTENED -> ListShape.of(Shapes.at(Shapes.TEXT)).named(\"item\").flattened();")
        .contains("case PAIRS -> MapShape.of(Shapes.at(Shapes.TEXT)).named(\"K\", \"value\");")
        .contains("case WHEN -> TimestampShape.any();")
        .contains("case WHEN_RFC822 -> TimestampShape.any().format(TimestampFormat.HTTP_DATE);");
    assertThat(generated("tiny/PourInput"))
        .contains(
            "Member.optional(\"Cup\")",
            "Member.optional(\"Hi\")",
            "case 3 -> Shapes.at(Shapes.WHEN_RFC822);");
    assertThat(generated("tiny/Tiny"))
        .contains(
            "\"https://tiny.example/doc/\"",
            "new ErrorShape(\"Spill\", 409)",
            "java.util.List.of(\"Spill\")");

    generate(model.replace("\"query\"", "\"json\""));
    assertThat(generated("tiny/Shapes")).doesNotContain("named", "flattened()");
    assertThat(generated("tiny/Tiny")).contains("new ErrorShape(\"Spilt\", 409)");
  }

  @Test
  void jsonIsFirstOfTheProtocolsThatAModelNames() throws IOException {
    String model = resource("tiny.json");
    generate(
        model.replace(
            "\"protocol\": \"rest-json\"",
            "\"protocol\": \"smithy-rpc-v2-cbor\", \"protocols\": [\"smithy-rpc-v2-cbor\", \"json\"]"));
    assertThat(generated("tiny/Tiny"))
        .contains("java.util.List.of(Protocol.JSON_1_1, Protocol.RPC_V2_CBOR)");
    generate(model);
    assertThat(generated("tiny/Tiny")).contains("java.util.List.of(Protocol.REST_JSON)");
  }

  private void generate(String model) throws IOException {
    Files.writeString(folder.resolve("models").resolve("tiny.json"), model);
    Main.main(new String[] {folder.resolve("models").toString(), folder.resolve("out").toString()});
  }

  private Path file(String name) {
    return folder.resolve("out/dev/signet/wire/generated").resolve(name + ".java");
  }

  private String generated(String name) throws IOException {
    return Files.readString(file(name));
  }

  private static String resource(String name) throws IOException {
    try (InputStream file = GeneratorTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
