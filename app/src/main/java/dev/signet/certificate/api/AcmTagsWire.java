// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.kernel.Tags;
import dev.signet.wire.generated.acm.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes the API's tags. */
final class AcmTagsWire {
  private AcmTagsWire() {}

  static List<Tags.Tag> given(@Nullable List<Tag> tags) {
    return tags == null
        ? List.of()
        : tags.stream().map(tag -> new Tags.Tag(tag.key(), tag.value())).toList();
  }

  static List<Tag> shown(Tags tags) {
    return tags.values().entrySet().stream()
        .map(tag -> new Tag(tag.getKey(), tag.getValue()))
        .toList();
  }
}
