// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The picture of the rooms in the tour is drawn from the code. */
final class RoomsTest {
  /** Run the test with {@code -Dsignet.write-picture=true} to draw it anew. */
  private static final boolean WRITE = Boolean.getBoolean("signet.write-picture");

  private static final Path TOUR = Path.of("../docs/tour.md");
  private static final String BEGIN = "```mermaid\n";
  private static final String END = "```\n";

  private final Rooms rooms =
      Rooms.of(
          new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("dev.signet"));

  @Test
  void thePictureOfTheRoomsIsTheCode() throws IOException {
    String tour = Files.readString(TOUR);
    int begin = tour.indexOf(BEGIN) + BEGIN.length();
    int end = tour.indexOf(END, begin);
    if (WRITE) {
      tour = tour.substring(0, begin) + rooms.picture() + tour.substring(end);
      Files.writeString(TOUR, tour);
      end = tour.indexOf(END, begin);
    }
    assertThat(tour.substring(begin, end)).isEqualTo(rooms.picture());
  }

  @Test
  void everyRoomStandsOnAFloorAndNoArrowLeadsUp() {
    assertThat(rooms.homeless()).isEmpty();
    assertThat(rooms.climbing()).isEmpty();
  }

  @Test
  void anArrowThatLeadsUpIsSeen() {
    Rooms wrong =
        new Rooms(
            new TreeMap<>(
                Map.of("kernel", new TreeSet<>(List.of("mesh")), "attic", new TreeSet<>())));
    assertThat(wrong.climbing()).containsExactly("kernel --> mesh");
    assertThat(wrong.homeless()).containsExactly("attic");
  }

  @Test
  void anArrowThatFollowsFromOthersIsNotDrawn() {
    Rooms three =
        new Rooms(
            new TreeMap<>(
                Map.of(
                    "api", new TreeSet<>(List.of("mesh", "kernel")),
                    "mesh", new TreeSet<>(List.of("kernel")),
                    "kernel", new TreeSet<>())));
    assertThat(three.picture())
        .contains("api --> mesh", "mesh --> kernel")
        .doesNotContain("api --> kernel");
  }
}
