// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An expression and how far it was read. Each character stands for an octet. */
final class Re2Text {
  private final String text;
  private int at;

  /** The expression is not one of RE2. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private Refused(String message) {
      super(message);
    }
  }

  Re2Text(String text) {
    this.text = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  static Refused refused(String found) {
    return new Refused("found " + found);
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** Whether one of these characters comes next. */
  boolean isNext(String anyOf) {
    return !atEnd() && anyOf.indexOf(text.charAt(at)) >= 0;
  }

  boolean isNext(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length()).lookingAt();
  }

  boolean accept(String expected) {
    boolean found = text.startsWith(expected, at);
    if (found) {
      at += expected.length();
    }
    return found;
  }

  Optional<MatchResult> take(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    at = matcher.end();
    return Optional.of(matcher.toMatchResult());
  }

  int take() throws Refused {
    if (atEnd()) {
      throw refused("an early end");
    }
    at++;
    return text.charAt(at - 1);
  }

  /** Skips to behind that end, or to the end of all; how much was before it. */
  int takeUntil(String end) {
    int found = text.indexOf(end, at);
    int skipped = (found < 0 ? text.length() : found) - at;
    at = found < 0 ? text.length() : found + end.length();
    return skipped;
  }
}
