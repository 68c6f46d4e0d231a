// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelsTest {

  static List<Path> models() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../models"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void everyFileOfFacesBelongsToAModel() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../models/faces"))) {
      assertThat(files.toList())
          .isNotEmpty()
          .allSatisfy(
              file -> assertThat(Path.of("../models").resolve(file.getFileName())).isRegularFile());
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelHoldsFactsAndNoProse(Path model) throws IOException {
    assertThat(Files.readString(model))
        .contains("\"license\": \"Apache-2.0\"")
        .doesNotContain("documentation", "example", "<p>", "http://");
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelIsReadable(Path model) throws IOException {
    assertThat(ModelReader.read(model).operations()).isNotEmpty();
  }
}
