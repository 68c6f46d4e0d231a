// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads an expression by the grammar of RE2 and counts what it compiles to, at least. Envoy has RE2
 * read octets, so a character beyond ASCII is several.
 */
final class Re2Parser {
  private static final int MAX_REPEAT = 1000;

  /** Deeper ones RE2 refuses too. */
  private static final int MAX_DEPTH = 200;

  /** RE2 reads a brace that is no repetition as itself. */
  private static final Pattern REPEAT =
      Pattern.compile("\\{(0|[1-9][0-9]{0,8})(,(0|[1-9][0-9]{0,8})?)?\\}");

  private static final Pattern GROUP =
      Pattern.compile("\\?(?:P?<(?<name>[A-Za-z0-9_]+)>|[imsU]*(?:-[imsU]+)?:)");

  /** For what follows; nothing that could be repeated. */
  private static final Pattern FLAGS = Pattern.compile("\\(\\?[imsU]*(?:-[imsU]+)?\\)");

  private final Re2Text text;
  private final Set<String> names = new HashSet<>();

  /**
   * A part of an expression.
   *
   * @param size instructions that it compiles to, at least
   * @param repeats the product of the counted repetitions in it
   */
  private record Part(long size, long repeats) {
    static final Part NOTHING = new Part(0, 1);
    static final Part ONE = new Part(1, 1);
  }

  Re2Parser(String text) {
    this.text = new Re2Text(text);
  }

  /** How many instructions the whole expression compiles to, at least. */
  long programSize() throws Re2Text.Refused {
    Part whole = alternatives(0);
    if (!text.atEnd()) {
      throw Re2Text.refused("a ')' without '('");
    }
    return whole.size() + 1;
  }

  private Part alternatives(int depth) throws Re2Text.Refused {
    Part all = sequence(depth);
    while (text.accept("|")) {
      Part next = sequence(depth);
      all = new Part(Math.max(all.size(), next.size()), Math.max(all.repeats(), next.repeats()));
    }
    return all;
  }

  private Part sequence(int depth) throws Re2Text.Refused {
    Part all = Part.NOTHING;
    while (!text.atEnd() && !text.isNext("|)")) {
      if (text.take(FLAGS).isPresent()) {
        continue;
      }
      Part next = repeated(atom(depth));
      all = new Part(all.size() + next.size(), Math.max(all.repeats(), next.repeats()));
    }
    return all;
  }

  private Part repeated(Part atom) throws Re2Text.Refused {
    if (!isRepetition()) {
      return atom;
    }
    Optional<MatchResult> counted = text.take(REPEAT);
    Part part;
    if (counted.isPresent()) {
      part = counted(atom, counted.get());
    } else {
      text.take();
      part = new Part(atom.size() + 1, atom.repeats());
    }
    text.accept("?"); // as few as possible
    if (isRepetition()) {
      throw Re2Text.refused("a repetition of a repetition");
    }
    return part;
  }

  private boolean isRepetition() {
    return text.isNext("*+?") || text.isNext(REPEAT);
  }

  private static Part counted(Part atom, MatchResult counted) throws Re2Text.Refused {
    long least = Long.parseLong(counted.group(1));
    String upper = counted.group(3);
    boolean open = counted.group(2) != null && upper == null;
    long most = upper == null ? least : Long.parseLong(upper);
    long repeats = atom.repeats() * Math.max(1, most);
    if (most < least || repeats > MAX_REPEAT) {
      throw Re2Text.refused("a repetition above " + MAX_REPEAT + " or below its start");
    }
    return new Part(atom.size() * most + (most - least) + (open ? 1 : 0), repeats);
  }

  private Part atom(int depth) throws Re2Text.Refused {
    if (isRepetition()) {
      throw Re2Text.refused("a repetition of nothing");
    }
    int next = text.take();
    return switch (next) {
      case '(' -> group(depth + 1);
      case '[' -> {
        Re2Classes.bracket(text);
        yield Part.ONE;
      }
      case '\\' -> escape();
      default -> Part.ONE;
    };
  }

  private Part group(int depth) throws Re2Text.Refused {
    if (depth > MAX_DEPTH) {
      throw Re2Text.refused("more than " + MAX_DEPTH + " groups in each other");
    }
    if (text.isNext("?")) {
      MatchResult group =
          text.take(GROUP)
              .orElseThrow(() ->
                  Re2Text.refused(
                      "a group of another kind than (...), (?:...), (?P<name>...) and flags i, m,"
                          + " s, U"));
      String name = group.group("name");
      if (name != null && !names.add(name)) {
        throw Re2Text.refused("two groups of one name");
      }
    }
    Part inner = alternatives(depth);
    if (!text.accept(")")) {
      throw Re2Text.refused("a '(' without ')'");
    }
    return inner;
  }

  private Part escape() throws Re2Text.Refused {
    if (text.accept("Q")) {
      return new Part(text.takeUntil("\\E"), 1);
    }
    if (text.isNext("bBAzdDsSwW")) {
      text.take();
    } else if (text.isNext("pP")) {
      Re2Classes.unicode(text);
    } else {
      Re2Classes.escaped(text);
    }
    return Part.ONE;
  }
}
