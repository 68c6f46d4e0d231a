// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.upload;

import dev.signet.bucket.BucketReason;
import dev.signet.bucket.content.ChecksumAlgorithm;
import dev.signet.bucket.content.ObjectChecksum;
import dev.signet.kernel.Refusal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which parts become an object, and what its ETag is; pure. */
public final class PartList {
  /** The least octets of a part that is not the last. */
  static final long LEAST = 5L << 20;

  private PartList() {}

  /**
   * A part as a completion names it.
   *
   * @param etag without quotes
   */
  public record Wanted(int number, String etag, Optional<ObjectChecksum> checksum) {}

  /**
   * The parts that are wanted.
   *
   * @throws Refusal of reason BAD_PART, BAD_PART_ORDER or SMALL_PART
   */
  static List<UploadedPart> joined(List<UploadedPart> stored, List<Wanted> wanted) {
    Map<Integer, UploadedPart> byNumber =
        stored.stream().collect(Collectors.toMap(UploadedPart::number, Function.identity()));
    List<UploadedPart> joined = new ArrayList<>();
    int before = 0;
    for (Wanted each : wanted) {
      if (each.number() <= before) {
        throw new Refusal(
            BucketReason.BAD_PART_ORDER,
            "The list of parts was not in ascending order: part "
                + each.number()
                + " stands after "
                + before);
      }
      before = each.number();
      joined.add(part(byNumber.get(each.number()), each));
    }
    for (UploadedPart part : joined.subList(0, Math.max(0, joined.size() - 1))) {
      if (part.piece().size() < LEAST) {
        throw new Refusal(
            BucketReason.SMALL_PART,
            "Your proposed upload is smaller than the minimum allowed size: part "
                + part.number()
                + " has "
                + part.piece().size()
                + " octets, expected at least "
                + LEAST
                + " of each but the last");
      }
    }
    return joined;
  }

  private static UploadedPart part(@Nullable UploadedPart part, Wanted wanted) {
    if (part == null || !isWanted(part, wanted)) {
      throw new Refusal(
          BucketReason.BAD_PART,
          "One or more of the specified parts could not be found: part "
              + wanted.number()
              + " with the entity tag '"
              + wanted.etag()
              + "' and its checksum");
    }
    return part;
  }

  private static boolean isWanted(UploadedPart part, Wanted wanted) {
    return part.etag().equals(wanted.etag())
        && (wanted.checksum().isEmpty() || wanted.checksum().equals(part.checksum()));
  }

  /** The MD5 of the parts' MD5s, and how many they are. */
  static String etag(List<UploadedPart> parts) {
    ChecksumAlgorithm.Running md5 = ChecksumAlgorithm.md5();
    for (UploadedPart part : parts) {
      byte[] hash = HexFormat.of().parseHex(part.etag());
      md5.update(hash, 0, hash.length);
    }
    return HexFormat.of().formatHex(md5.value()) + "-" + parts.size();
  }
}
