// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Tags as they stand in a column: one JSON object. */
public final class TagText {
  // Jackson's own choice keeps 16 KiB of buffers for each thread that ever read a tag: each stream.
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
              .build());

  private TagText() {}

  /** Writes the object. */
  public static String of(Tags tags) {
    try {
      return JSON.writeValueAsString(tags.values());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("tags cannot be written", e);
    }
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IllegalStateException when it is something else now
   */
  public static Tags parse(String text) {
    try {
      return new Tags(JSON.readValue(text, new TypeReference<Map<String, String>>() {}));
    } catch (JsonProcessingException | Refusal | NullPointerException e) {
      throw new IllegalStateException("tags cannot be read", e);
    }
  }
}
