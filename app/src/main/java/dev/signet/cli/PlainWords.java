// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import java.io.IOException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.regex.Pattern;

/**
 * What a failure of the platform means, in words for the person who ran a command. The platform's
 * own messages often name its classes, or say nothing.
 */
final class PlainWords {
  private static final Pattern FAILURE =
      Pattern.compile("\\b(?:[a-z_]\\w*\\.)+[A-Z][\\w$]*(?:Exception|Error)\\b(?::\\s*)?");

  private PlainWords() {}

  /** Why nothing came from another machine. */
  static String of(IOException failure) {
    return switch (failure) {
      case UnknownHostException _ -> "its name is not known here";
      case HttpTimeoutException _ -> "it took too long";
      default -> without(failure);
    };
  }

  /** The message of a failure without names of classes; never empty. */
  static String without(Throwable failure) {
    String text = withoutClasses(String.valueOf(failure.getMessage())).strip();
    return text.isEmpty() || text.equals("null") ? "the connection broke" : text;
  }

  /** A text without the names of classes that stand in it. */
  static String withoutClasses(String text) {
    return FAILURE.matcher(text).replaceAll("");
  }
}
