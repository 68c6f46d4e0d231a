// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One condition of a listing: one of the values has to fit. A value that begins with {@code !} fits
 * where the rest of it does not.
 */
public record SecretFilter(Key key, List<String> values) {
  /** What is compared. */
  public enum Key {
    DESCRIPTION,
    NAME,
    TAG_KEY,
    TAG_VALUE,
    /** Of replicas and what other services own; there are none yet. */
    NOTHING,
    ALL
  }

  /** Copies the values. */
  public SecretFilter {
    values = List.copyOf(values);
  }

  boolean fits(Secret secret) {
    return values.stream()
        .anyMatch(value ->
            value.startsWith("!") ? !fits(secret, value.substring(1)) : fits(secret, value));
  }

  private boolean fits(Secret secret, String value) {
    return switch (key) {
      case DESCRIPTION -> lower(secret.description().orElse("")).startsWith(lower(value));
      case NAME -> secret.name().startsWith(value);
      case TAG_KEY -> secret.tags().values().keySet().stream().anyMatch(k -> k.startsWith(value));
      case TAG_VALUE -> secret.tags().values().values().stream().anyMatch(v -> v.startsWith(value));
      case NOTHING -> false;
      case ALL ->
          Arrays.stream(lower(value).split(" ", -1))
              .allMatch(word -> texts(secret).anyMatch(text -> lower(text).contains(word)));
    };
  }

  private static Stream<String> texts(Secret secret) {
    return Stream.of(
            Stream.of(secret.name(), secret.description().orElse("")),
            secret.tags().values().keySet().stream(),
            secret.tags().values().values().stream())
        .flatMap(each -> each);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
