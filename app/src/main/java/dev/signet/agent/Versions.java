// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import dev.signet.kernel.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folders between which a link is switched: beside {@code site} they are {@code .site.1},
 * {@code .site.2} and so on.
 *
 * @param link what readers open
 */
record Versions(Path link) {

  /** Whether there is a link that leads to a version of it. */
  static boolean isOwnLink(Path link) {
    try {
      return Files.isSymbolicLink(link)
          && new Versions(link).number(Files.readSymbolicLink(link)) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** A version that is not there yet. */
  Path next() {
    List<Path> all = all();
    long newest = all.isEmpty() ? 0 : number(all.getLast());
    return link.resolveSibling("." + link.getFileName() + "." + (newest + 1));
  }

  /** What becomes the link by a rename. */
  Path nextLink() {
    return link.resolveSibling("." + link.getFileName() + ".new");
  }

  /** Those that are there, older ones first. */
  List<Path> all() {
    try (Stream<Path> siblings = Files.list(SafePlaces.folderOf(link))) {
      return siblings
          .filter(each -> number(each) > 0)
          .sorted(Comparator.comparingLong(this::number))
          .toList();
    } catch (IOException e) {
      throw new AgentRefused("cannot list the folder of " + link + ": " + FileTrouble.of(e));
    }
  }

  /** Its number; 0 of a path that is no version. */
  private long number(Path path) {
    String form = "\\." + Pattern.quote(String.valueOf(link.getFileName())) + "\\.([0-9]{1,15})";
    Matcher found = Pattern.compile(form).matcher(String.valueOf(path.getFileName()));
    return found.matches() ? Long.parseLong(found.group(1)) : 0;
  }
}
