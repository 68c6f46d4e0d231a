// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Estimates how many instructions a regular expression compiles to, without compiling it:
 * repetitions inside of repetitions multiply, and 23 characters may stand for a hundred million.
 * Too low rather than too high; what is no expression at all is left to the compiler to find.
 */
final class Repetitions {
  private static final long MOST = 1_000_000_000;
  private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:(,)(\\d{0,9}))?\\}");
  private static final Pattern CLASS =
      Pattern.compile("\\[\\^?\\]?(?:\\\\.|\\[:\\^?\\w+:\\]|[^\\]\\\\])*\\]", Pattern.DOTALL);
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:[pPx]\\{[^}]*\\}|x[0-9A-Fa-f]{2}|[pP].|.)", Pattern.DOTALL);
  private static final Pattern QUOTED = Pattern.compile("\\\\Q(.*?)(?:\\\\E|\\z)", Pattern.DOTALL);
  private static final Pattern GROUP = Pattern.compile("\\((?:\\?(?:P?<\\w*>|[imsU-]*:)|(?!\\?))");
  private static final Pattern FLAGS = Pattern.compile("\\(\\?[imsU-]*\\)");

  private final String regex;
  private final Deque<Group> open = new ArrayDeque<>();
  private Group group = new Group();

  /** What was read of a group; branches of one character count as one, they become a class. */
  private static final class Group {
    private long branches;
    private boolean singles;
    private long branch;
    private long last;

    void atom(long size) {
      branch = Math.min(MOST, branch + size);
      last = size;
    }

    void repeat(long times) {
      long repeated = Math.min(MOST, last * times);
      branch = Math.min(MOST, branch - last + repeated);
      last = repeated;
    }

    void endBranch() {
      singles |= branch == 1;
      branches = Math.min(MOST, branches + (branch == 1 ? 0 : branch));
      branch = 0;
      last = 0;
    }

    long size() {
      endBranch();
      return Math.min(MOST, branches + (singles ? 1 : 0));
    }
  }

  private Repetitions(String regex) {
    this.regex = regex;
  }

  static long instructions(String regex) {
    return new Repetitions(regex).read();
  }

  private long read() {
    int at = 0;
    while (at < regex.length()) {
      at = next(at);
    }
    while (!open.isEmpty()) {
      close();
    }
    return group.size();
  }

  private int next(int at) {
    switch (regex.charAt(at)) {
      case '\\' -> {
        Matcher quoted = at(QUOTED, at);
        if (quoted.lookingAt()) {
          quoted.group(1).chars().forEach(_ -> group.atom(1));
          return quoted.end();
        }
        group.atom(1);
        return end(ESCAPE, at);
      }
      case '[' -> {
        group.atom(1);
        return end(CLASS, at);
      }
      case '(' -> {
        if (at(FLAGS, at).lookingAt()) {
          return end(FLAGS, at);
        }
        open.push(group);
        group = new Group();
        return end(GROUP, at);
      }
      case ')' -> close();
      case '|' -> group.endBranch();
      case '{' -> {
        return count(at);
      }
      case '*', '+', '?' -> {}
      default -> group.atom(1);
    }
    return at + 1;
  }

  private int count(int at) {
    Matcher count = at(COUNT, at);
    if (!count.lookingAt()) {
      group.atom(1);
      return at + 1;
    }
    String most = count.group(3);
    group.repeat(Long.parseLong(most == null || most.isEmpty() ? count.group(1) : most));
    return count.end();
  }

  private void close() {
    if (!open.isEmpty()) {
      long size = group.size();
      group = open.pop();
      group.atom(Math.max(1, size)); // an empty one is an instruction too
    }
  }

  private int end(Pattern pattern, int at) {
    Matcher found = at(pattern, at);
    return found.lookingAt() ? found.end() : at + 1;
  }

  private Matcher at(Pattern pattern, int at) {
    return pattern.matcher(regex).region(at, regex.length());
  }
}
