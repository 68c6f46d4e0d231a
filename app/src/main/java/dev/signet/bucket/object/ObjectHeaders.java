// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.object;

import dev.signet.bucket.BucketReason;
import dev.signet.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The headers that come with an object's octets: its type, how it may be cached, and the user's own
 * ({@code x-amz-meta-…}). Names are in lower case.
 */
public record ObjectHeaders(Map<String, String> values) {
  /** How headers of the user's own begin. */
  public static final String OWN = "x-amz-meta-";

  private static final String TYPE = "content-type";
  private static final int MOST = 2048; // octets of names and values of the user's own

  /**
   * Headers; an object without a type has that of any octets.
   *
   * @throws Refusal of reason LONG_METADATA
   */
  public ObjectHeaders {
    Map<String, String> sorted = new TreeMap<>(values);
    sorted.putIfAbsent(TYPE, "binary/octet-stream");
    int own =
        sorted.entrySet().stream()
            .filter(header -> header.getKey().startsWith(OWN))
            .mapToInt(header ->
                header.getKey().length()
                    - OWN.length()
                    + header.getValue().getBytes(StandardCharsets.UTF_8).length)
            .sum();
    if (own > MOST) {
      throw new Refusal(
          BucketReason.LONG_METADATA,
          "Your metadata headers have " + own + " octets: expected at most " + MOST);
    }
    values = Map.copyOf(sorted);
  }

  /** As they are stored: no header has a line end in it. */
  public String text() {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue())
            .collect(Collectors.joining("\n"));
  }

  /** Reads what is stored. */
  public static ObjectHeaders parse(String text) {
    return new ObjectHeaders(
        text.lines()
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.indexOf(':')),
                    line -> line.substring(line.indexOf(':') + 1))));
  }
}
