// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.rules;

import dev.signet.kernel.Refusal;
import dev.signet.mesh.resource.Match;
import java.util.List;
import java.util.Optional;

/** What must hold of the ways in which routes match paths, names, headers and metadata. */
final class MatchRules {
  private MatchRules() {}

  static void checkPath(Match.Http match) {
    if (match.prefix().isPresent() && match.path().isPresent()) {
      throw Refusal.invalid("match has prefix and path: expected at most one of them");
    }
    match
        .prefix()
        .filter(prefix -> !prefix.startsWith("/"))
        .ifPresent(prefix -> {
          throw Refusal.invalid("prefix '" + prefix + "': expected it to start with '/'");
        });
    match
        .path()
        .ifPresent(path -> {
          if (path.exact().isPresent() == path.regex().isPresent()) {
            throw Refusal.invalid("path: expected exactly one of exact, regex");
          }
          path.regex().ifPresent(Re2::require);
        });
  }

  static void checkHostname(Optional<Match.Hostname> hostname) {
    if (hostname
        .filter(name -> name.exact().isPresent() == name.suffix().isPresent())
        .isPresent()) {
      throw Refusal.invalid("hostname: expected exactly one of exact, suffix");
    }
  }

  static void checkFields(List<Match.Field> fields) {
    fields.forEach(field -> field.condition().ifPresent(MatchRules::check));
  }

  private static void check(Match.Condition condition) {
    switch (condition) {
      case Match.Condition.Regex(String regex) -> Re2.require(regex);
      case Match.Condition.Range(long start, long end) when start >= end ->
          throw Refusal.invalid("range from " + start + " to " + end + ": expected start < end");
      default -> {}
    }
  }
}
