// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Common members. */
final class FacesTest {
  private static final String MODEL =
      """
      {
      "metadata": {"apiVersion": "2026-01-01", "endpointPrefix": "tea", "protocol": "json"},
      "shapes": {
        "BrewInput": {"type": "structure", "required": ["pot"], "members": {
            "pot": {"shape": "Name"}, "leaf": {"shape": "Leaf"}, "limit": {"shape": "Count"}}},
        "PourInput": {"type": "structure", "required": ["pot", "leaf"], "members": {
            "pot": {"shape": "Name"}, "leaf": {"shape": "Name"}}},
        "ListInput": {"type": "structure", "members": {
            "pot": {"shape": "Name"}, "limit": {"shape": "Small"}}},
        "Drink": {"type": "structure", "required": ["pot", "grams", "cup", "leaf"], "members": {
            "cup": {"shape": "Name"}, "grams": {"shape": "Grams"}, "leaf": {"shape": "Leaf"},
            "pot": {"shape": "Name"}}},
        "Leaf": {"type": "structure", "members": {"name": {"shape": "Name"}}},
        "Name": {"type": "string"},
        "Grams": {"type": "long"},
        "Small": {"type": "integer", "max": 9},
        "Count": {"type": "integer"}
      }
      }
      """;
  private static final String FACES =
      """
      {
      "Potted": {"pot": "String"},
      "Named": {"cup": "String", "pot": "String"},
      "Weighed": {"grams": "long"},
      "Of<L>": {"leaf?": "L"},
      "Limited": {"limit?": "Integer"}
      }
      """;

  @TempDir Path folder;

  @Test
  void aFaceIsAnInterface() throws IOException {
    generate(FACES);
    assertThat(generated("Named"))
        .contains("public interface Named {", "  String cup();", "  String pot();");
    assertThat(generated("Of")).contains("public interface Of<L> {", "  @Nullable L leaf();");
    assertThat(generated("Limited")).contains("  @Nullable Integer limit();");
  }

  @Test
  void aRecordImplementsEachFaceOfWhichItHasAllMembers() throws IOException {
    generate(FACES);
    assertThat(generated("BrewInput")).contains(")\n    implements Potted, Of<Leaf>, Limited {");
    assertThat(generated("PourInput")).contains(")\n    implements Potted, Of<String> {");
    assertThat(generated("ListInput")).contains(")\n    implements Limited {");
    assertThat(generated("Drink")).contains(")\n    implements Potted, Named, Weighed, Of<Leaf> {");
    assertThat(generated("Leaf")).doesNotContain("implements");
  }

  @Test
  void aRecordWithoutWithersIsMadeOfWhatOthersHave() throws IOException {
    generate(FACES);
    assertThat(generated("Drink"))
        .contains(
            "public static Drink from(Named named, Weighed weighed, Leaf leaf) {",
            "return new Drink(named.cup(), weighed.grams(), leaf, named.pot());");
    assertThat(generated("BrewInput")).doesNotContain(" from(");
    assertThat(generated("Leaf")).doesNotContain(" from(");
  }

  @Test
  void withoutFacesNothingIsAdded() throws IOException {
    generate("{}");
    assertThat(generated("Drink")).doesNotContain("implements", " from(");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"Sweet\": {\"sugar\": \"String\"}} | no structure has all members of face 'Sweet'",
        "{\"Old\": {\"limit\": \"Integer\"}} | no structure has all members of face 'Old'",
        "{\"Old\": {\"pot\": \"Integer\"}} | no structure has all members of face 'Old'",
        "{\"Leaf\": {\"pot\": \"String\"}} | face 'Leaf' has the name of a shape",
      })
  void aFaceThatFitsNothingIsRefused(String faces, String message) {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> generate(faces))
        .withMessage("tea: " + message);
  }

  private void generate(String faces) throws IOException {
    Path models = folder.resolve("models");
    Files.createDirectories(models.resolve("faces"));
    Files.writeString(models.resolve("tea.json"), MODEL);
    Files.writeString(models.resolve("faces/tea.json"), faces);
    Main.main(new String[] {models.toString(), folder.resolve("out").toString()});
  }

  private String generated(String name) throws IOException {
    return Files.readString(
        folder.resolve("out/dev/signet/wire/generated/tea").resolve(name + ".java"));
  }
}
