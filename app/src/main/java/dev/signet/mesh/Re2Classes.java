// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Classes of characters and single escaped ones, as RE2 reads them. */
final class Re2Classes {
  private static final Set<String> POSIX =
      Set.of(
          "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
          "space", "upper", "word", "xdigit");
  private static final Pattern CATEGORY =
      Pattern.compile("Any|C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?");
  private static final Pattern NAMED = Pattern.compile("\\[:\\^?(.*?):\\]");
  private static final Pattern PERL = Pattern.compile("\\\\[dDsSwW]");
  private static final Pattern UNICODE = Pattern.compile("\\\\(?=[pP])");
  private static final Pattern UNICODE_NAME = Pattern.compile("[pP](?:\\{\\^?([^}]*)\\}|([^{]))");
  private static final Pattern RANGE = Pattern.compile("-(?=[^\\]])");
  private static final Pattern OCTET =
      Pattern.compile("x(?:\\{0{0,4}([0-9a-fA-F]{1,2})\\}|([0-9a-fA-F]{2}))");
  private static final Pattern OCTAL = Pattern.compile("0[0-7]{0,2}");
  private static final String LETTERS = "afnrtv";
  private static final String MEANT = "\u0007\f\n\r\t\u000b";

  private Re2Classes() {}

  /** What stands between brackets, the first one read already. */
  static void bracket(Re2Text text) throws Re2Text.Refused {
    text.accept("^");
    boolean first = true;
    while (first || !text.accept("]")) {
      first = false;
      Optional<MatchResult> named = text.take(NAMED);
      if (named.isPresent()) {
        String name = named.get().group(1);
        if (!POSIX.contains(name)) {
          throw Re2Text.refused("an unknown class '" + name + "'");
        }
      } else if (text.take(UNICODE).isPresent()) {
        unicode(text);
      } else if (text.take(PERL).isEmpty()) {
        range(text);
      }
    }
  }

  private static void range(Re2Text text) throws Re2Text.Refused {
    int low = member(text);
    if (text.take(RANGE).isPresent() && member(text) < low) {
      throw Re2Text.refused("a range that goes down");
    }
  }

  private static int member(Re2Text text) throws Re2Text.Refused {
    return text.accept("\\") ? escaped(text) : text.take();
  }

  /** The octet that stands after a backslash, which was read already. */
  static int escaped(Re2Text text) throws Re2Text.Refused {
    Optional<MatchResult> octal = text.take(OCTAL);
    if (octal.isPresent()) {
      return Integer.parseInt(octal.get().group(), 8);
    }
    Optional<MatchResult> octet = text.take(OCTET);
    if (octet.isPresent()) {
      String digits = octet.get().group(octet.get().group(1) == null ? 2 : 1);
      return Integer.parseInt(digits, 16);
    }
    int next = text.take();
    int letter = LETTERS.indexOf(next);
    if (letter >= 0) {
      return MEANT.charAt(letter);
    }
    if (next >= 0x80 || Character.isLetterOrDigit(next)) {
      throw Re2Text.refused("an unknown escape '\\" + (char) next + "'");
    }
    return next;
  }

  /** A class of Unicode, its backslash read already. */
  static void unicode(Re2Text text) throws Re2Text.Refused {
    MatchResult found =
        text.take(UNICODE_NAME)
            .orElseThrow(() -> Re2Text.refused("'\\p' without the name of a class"));
    String name = found.group(found.group(1) == null ? 2 : 1);
    if (!CATEGORY.matcher(name).matches() && !isScript(name)) {
      throw Re2Text.refused("an unknown class '\\p{" + name + "}'");
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
}
