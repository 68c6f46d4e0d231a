// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tags of one resource, sorted by key. Keys are case-sensitive and unique. */
public record Tags(Map<String, String> values) {
  /** Most tags that one resource may carry, in every service. */
  public static final int LIMIT = 50;

  /** No tags. */
  public static final Tags NONE = new Tags(Map.of());

  private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  public Tags {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(values)));
  }

  /** These tags with the others put over them. */
  public Tags with(Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(values);
    all.putAll(others);
    return new Tags(all);
  }

  /** These tags without the key, where a given value must match too; otherwise as they are. */
  public Tags withoutMatching(String key, @Nullable String value) {
    return value == null || value.equals(values.get(key)) ? without(List.of(key)) : this;
  }

  /** These tags without the given keys; unknown keys are ignored. */
  public Tags without(Iterable<String> keys) {
    Map<String, String> all = new TreeMap<>(values);
    keys.forEach(all::remove);
    return new Tags(all);
  }

  /** Whether a key may be used: 1 to 128 legal characters, not under the reserved {@code aws:}. */
  public static boolean isLegalKey(String key) {
    return !key.isEmpty()
        && key.length() <= 128
        && !key.regionMatches(true, 0, "aws:", 0, 4)
        && CHARACTERS.matcher(key).matches();
  }

  /** Whether a value may be used: up to 256 legal characters. */
  public static boolean isLegalValue(String value) {
    return value.length() <= 256 && CHARACTERS.matcher(value).matches();
  }
}
