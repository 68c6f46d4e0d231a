// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The path of one operation, cut at its slashes.
 *
 * @param operation whose path it is
 * @param segments literal segments, or labels in braces
 */
record PathTemplate(Operation<?, ?> operation, List<String> segments) {
  static PathTemplate of(Operation<?, ?> operation) {
    return new PathTemplate(operation, List.of(segments(operation.uriTemplate())));
  }

  /** The parts of a path between its slashes, without the empty one before the first. */
  static String[] segments(String path) {
    return (path.startsWith("/") ? path.substring(1) : path).split("/", -1);
  }

  String firstSegment() {
    return segments.getFirst();
  }

  /** The labels, or null when the request is for another operation. */
  @Nullable Map<String, String> match(String method, String[] path) {
    if (path.length != segments.size() || !method.equals(operation.method())) {
      return null;
    }
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < path.length; i++) {
      String segment = segments.get(i);
      if (segment.startsWith("{")) {
        labels.put(segment.substring(1, segment.length() - 1), path[i]);
      } else if (!segment.equals(path[i])) {
        return null;
      }
    }
    return labels;
  }
}
