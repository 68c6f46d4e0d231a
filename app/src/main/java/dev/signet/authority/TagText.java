// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.kernel.Tags;
import java.util.Map;

/** Tags as they stand in a column: a JSON object. */
final class TagText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TagText() {}

  static String write(Tags tags) {
    try {
      return JSON.writeValueAsString(tags.values());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write tags", e);
    }
  }

  static Tags read(String text) {
    try {
      return new Tags(JSON.readValue(text, new TypeReference<Map<String, String>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot read tags", e);
    }
  }
}
