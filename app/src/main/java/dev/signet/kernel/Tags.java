// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tags of one resource, sorted by key. Keys are case-sensitive and unique; there are at most
 * {@value #LIMIT}, in legal characters.
 */
public record Tags(Map<String, String> values) {
  /** Most tags that one resource may carry, in every service. */
  public static final int LIMIT = 50;

  /** No tags. */
  public static final Tags NONE = new Tags(Map.of());

  private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  /**
   * Tags that may stand on a resource.
   *
   * @throws Refusal of reason ILLEGAL_TAG or TOO_MANY_TAGS
   */
  public Tags {
    values.forEach(Tags::requireLegal);
    if (values.size() > LIMIT) {
      throw new Refusal(
          SharedReason.TOO_MANY_TAGS,
          values.size() + " tags: expected at most " + LIMIT,
          "TooManyTagsException");
    }
    values = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(values)));
  }

  /**
   * One tag as a caller gives it.
   *
   * @param value absent counts as empty where tags are set, and as any where they are removed
   */
  public record Tag(String key, @Nullable String value) {
    private String set() {
      return value == null ? "" : value;
    }
  }

  /**
   * The tags of a list.
   *
   * @throws Refusal of reason TAG_GIVEN_TWICE for a key that is in it twice, else as the
   *     constructor
   */
  public static Tags of(Collection<Tag> given) {
    Map<String, String> tags = new TreeMap<>();
    for (Tag tag : given) {
      requireLegal(tag.key(), tag.set());
      if (tags.put(tag.key(), tag.set()) != null) {
        throw new Refusal(
            SharedReason.TAG_GIVEN_TWICE,
            "tag '" + tag.key() + "' is given twice: expected each key once");
      }
    }
    return new Tags(tags);
  }

  /** These tags with the others put over them. */
  public Tags with(Tags others) {
    return with(others.values);
  }

  /** The same. */
  public Tags with(Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(values);
    all.putAll(others);
    return new Tags(all);
  }

  /** These tags without those; one that is given with a value goes only if it has that value. */
  public Tags withoutMatching(Collection<Tag> removed) {
    Map<String, String> all = new TreeMap<>(values);
    for (Tag tag : removed) {
      if (tag.value() == null || tag.value().equals(values.get(tag.key()))) {
        all.remove(tag.key());
      }
    }
    return new Tags(all);
  }

  /** These tags without the given keys; unknown keys are ignored. */
  public Tags without(Iterable<String> keys) {
    Map<String, String> all = new TreeMap<>(values);
    keys.forEach(all::remove);
    return new Tags(all);
  }

  private static void requireLegal(String key, String value) {
    if (!isLegalKey(key) || !isLegalValue(value)) {
      throw new Refusal(
          SharedReason.ILLEGAL_TAG,
          "tag '"
              + key
              + "': expected letters, digits, spaces and _.:/=+-@, at most 128 in the key and 256 in"
              + " the value, and no key under aws:");
    }
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
