// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an expression by the grammar of RE2 and counts what it compiles to, at least. Envoy has RE2
 * read octets, so a character beyond ASCII is several.
 */
final class Re2Parser {
  private static final int MAX_REPEAT = 1000;
  private static final int MAX_OCTET = 0xff;

  /** Deeper ones RE2 refuses too. */
  private static final int MAX_DEPTH = 200;

  /** RE2 reads a brace that is no repetition as itself. */
  private static final Pattern REPEAT =
      Pattern.compile("\\{(0|[1-9][0-9]{0,8})(,(0|[1-9][0-9]{0,8})?)?\\}");

  private static final Pattern GROUP =
      Pattern.compile("\\?(?:P?<(?<name>[A-Za-z0-9_]+)>|[imsU]*(?:-[imsU]+)?(?<end>[:)]))");
  private static final Set<String> POSIX =
      Set.of(
          "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
          "space", "upper", "word", "xdigit");
  private static final Pattern CATEGORY =
      Pattern.compile("Any|C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?");

  private final String text;
  private final Set<String> names = new HashSet<>();
  private int at;

  /** The expression is not one of RE2. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private Refused(String message) {
      super(message);
    }
  }

  /**
   * A part of an expression.
   *
   * @param size instructions that it compiles to, at least
   * @param repeats the product of the counted repetitions in it
   */
  private record Part(long size, long repeats) {
    static final Part ONE = new Part(1, 1);
  }

  Re2Parser(String text) {
    this.text = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** How many instructions the whole expression compiles to, at least. */
  long programSize() throws Refused {
    Part whole = alternatives(0);
    if (at < text.length()) {
      throw refused("a ')' without '('");
    }
    return whole.size() + 1;
  }

  private Part alternatives(int depth) throws Refused {
    Part all = sequence(depth);
    while (accept("|")) {
      Part next = sequence(depth);
      all = new Part(Math.max(all.size(), next.size()), Math.max(all.repeats(), next.repeats()));
    }
    return all;
  }

  private Part sequence(int depth) throws Refused {
    Part all = new Part(0, 1);
    while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
      Part next = repeated(atom(depth));
      all = new Part(all.size() + next.size(), Math.max(all.repeats(), next.repeats()));
    }
    return all;
  }

  private Part repeated(Part atom) throws Refused {
    Matcher counted = REPEAT.matcher(text).region(at, text.length());
    Part part;
    if (accept("*") || accept("+") || accept("?")) {
      part = new Part(atom.size() + 1, atom.repeats());
    } else if (counted.lookingAt()) {
      at = counted.end();
      part = counted(atom, counted);
    } else {
      return atom;
    }
    accept("?"); // as few as possible
    boolean again = at < text.length() && "*+?".indexOf(text.charAt(at)) >= 0;
    if (again || REPEAT.matcher(text).region(at, text.length()).lookingAt()) {
      throw refused("a repetition of a repetition");
    }
    return part;
  }

  private static Part counted(Part atom, Matcher counted) throws Refused {
    long least = Long.parseLong(counted.group(1));
    String upper = counted.group(3);
    boolean open = counted.group(2) != null && upper == null;
    long most = upper == null ? least : Long.parseLong(upper);
    long repeats = atom.repeats() * Math.max(1, most);
    if (most < least || repeats > MAX_REPEAT) {
      throw refused("a repetition above " + MAX_REPEAT + " or below its start");
    }
    return new Part(atom.size() * most + (most - least) + (open ? 1 : 0), repeats);
  }

  private Part atom(int depth) throws Refused {
    if (REPEAT.matcher(text).region(at, text.length()).lookingAt()) {
      throw refused("nothing to repeat before '{'");
    }
    int next = take();
    return switch (next) {
      case '(' -> group(depth + 1);
      case '[' -> charClass();
      case '\\' -> escape();
      case '*', '+', '?' -> throw refused("nothing to repeat before '" + (char) next + "'");
      default -> Part.ONE;
    };
  }

  private Part group(int depth) throws Refused {
    if (depth > MAX_DEPTH) {
      throw refused("more than " + MAX_DEPTH + " groups in each other");
    }
    if (at < text.length() && text.charAt(at) == '?') {
      Matcher group = GROUP.matcher(text).region(at, text.length());
      if (!group.lookingAt()) {
        throw refused(
            "a group of another kind than (...), (?:...), (?P<name>...) and flags i, m, s, U");
      }
      at = group.end();
      String name = group.group("name");
      if (name != null && !names.add(name)) {
        throw refused("two groups of one name");
      }
      if (")".equals(group.group("end"))) {
        return new Part(0, 1); // flags for what follows
      }
    }
    Part inner = alternatives(depth);
    if (!accept(")")) {
      throw refused("a '(' without ')'");
    }
    return inner;
  }

  private Part escape() throws Refused {
    int next = take();
    if (next == 'Q') {
      int end = text.indexOf("\\E", at);
      int quoted = (end < 0 ? text.length() : end) - at;
      at = end < 0 ? text.length() : end + 2;
      return new Part(quoted, 1);
    }
    if ("bBAzdDsSwW".indexOf(next) < 0) {
      at--;
      escaped(true);
    }
    return Part.ONE;
  }

  private Part charClass() throws Refused {
    accept("^");
    boolean first = true;
    while (first || !accept("]")) {
      first = false;
      if (text.startsWith("[:", at) && text.indexOf(":]", at + 2) >= 0) {
        int end = text.indexOf(":]", at + 2);
        String name = text.substring(at + 2, end).replaceFirst("^\\^", "");
        if (!POSIX.contains(name)) {
          throw refused("an unknown class '" + name + "'");
        }
        at = end + 2;
      } else if (text.startsWith("\\", at)
          && at + 1 < text.length()
          && "dDsSwWpP".indexOf(text.charAt(at + 1)) >= 0) {
        at++;
        if ("pP".indexOf(text.charAt(at)) >= 0) {
          escaped(true);
        } else {
          at++;
        }
      } else {
        int low = member();
        boolean range = text.startsWith("-", at) && !text.startsWith("-]", at);
        if (range && at + 1 < text.length()) {
          at++;
          if (member() < low) {
            throw refused("a range that goes down");
          }
        }
      }
    }
    return Part.ONE;
  }

  private int member() throws Refused {
    int next = take();
    return next == '\\' ? escaped(false) : next;
  }

  /** The code point that stands after a backslash; any for a class of Unicode. */
  private int escaped(boolean unicode) throws Refused {
    int next = take();
    switch (next) {
      case 'p', 'P' -> {
        if (unicode) {
          unicode();
          return next;
        }
      }
      case 'a' -> {
        return 7;
      }
      case 'f' -> {
        return '\f';
      }
      case 'n' -> {
        return '\n';
      }
      case 'r' -> {
        return '\r';
      }
      case 't' -> {
        return '\t';
      }
      case 'v' -> {
        return 11;
      }
      case '0' -> {
        return number(8, 0, 2);
      }
      case 'x' -> {
        return hexadecimal();
      }
      default -> {
        if (next < 0x80 && !Character.isLetterOrDigit(next)) {
          return next;
        }
      }
    }
    throw refused("an unknown escape '\\" + (char) next + "'");
  }

  private int hexadecimal() throws Refused {
    if (!accept("{")) {
      return number(16, 2, 2);
    }
    int value = number(16, 1, 6);
    if (value > MAX_OCTET || !accept("}")) {
      throw refused("'\\x{' without an octet and '}'");
    }
    return value;
  }

  private int number(int radix, int least, int most) throws Refused {
    int start = at;
    int value = 0;
    while (at < text.length()
        && at - start < most
        && text.charAt(at) < 0x80
        && Character.digit(text.charAt(at), radix) >= 0) {
      value = value * radix + Character.digit(text.charAt(at), radix);
      at++;
    }
    if (at - start < least) {
      throw refused("'\\x' without digits");
    }
    return value;
  }

  private void unicode() throws Refused {
    String name;
    if (accept("{")) {
      int end = text.indexOf('}', at);
      if (end < 0) {
        throw refused("'\\p{' without '}'");
      }
      name = text.substring(at, end).replaceFirst("^\\^", "");
      at = end + 1;
    } else {
      name = String.valueOf((char) take());
    }
    if (!CATEGORY.matcher(name).matches() && !isScript(name)) {
      throw refused("an unknown class '\\p{" + name + "}'");
    }
  }

  /** RE2 knows the long names only, for example {@code Greek} and {@code Old_Italic}. */
  private static boolean isScript(String name) {
    try {
      return name.matches("[A-Z][a-z]+(_[A-Z][a-z]+)*")
          && Character.UnicodeScript.forName(name).name().equals(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean accept(String expected) {
    boolean found = text.startsWith(expected, at);
    if (found) {
      at += expected.length();
    }
    return found;
  }

  private int take() throws Refused {
    if (at >= text.length()) {
      throw refused("an early end");
    }
    int next = text.charAt(at);
    at++;
    return next;
  }

  private static Refused refused(String found) {
    return new Refused("found " + found);
  }
}
