// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.object;

import dev.signet.bucket.BucketReason;
import dev.signet.kernel.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What a request expects an object to be (RFC 9110, section 13): a tag that it has, one that it has
 * not, and whether it was modified.
 */
public record Conditions(
    Optional<String> match,
    Optional<String> noneMatch,
    Optional<Instant> modifiedSince,
    Optional<Instant> unmodifiedSince) {
  /** Anything. */
  public static final Conditions NONE =
      new Conditions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final String ANY = "*";

  /** What a reading request is answered. */
  public enum Judgement {
    SHOWN,
    NOT_MODIFIED
  }

  /**
   * Whether a reading request is shown an object; a tag is asked before a time.
   *
   * @throws Refusal of reason PRECONDITION
   */
  public Judgement judge(StoredObject object) {
    String etag = object.about().etag();
    Instant modified = object.modifiedAt().truncatedTo(ChronoUnit.SECONDS);
    if (match.isPresent()) {
      if (!names(match.get(), etag)) {
        throw failed("If-Match");
      }
    } else if (unmodifiedSince.filter(modified::isAfter).isPresent()) {
      throw failed("If-Unmodified-Since");
    }
    boolean known =
        noneMatch
            .map(tags -> names(tags, etag))
            .orElseGet(() -> modifiedSince.filter(since -> !modified.isAfter(since)).isPresent());
    return known ? Judgement.NOT_MODIFIED : Judgement.SHOWN;
  }

  /**
   * Whether an object may be written over what is there.
   *
   * @throws Refusal of reason PRECONDITION, or NO_OBJECT where one was expected
   */
  public void requireBefore(Optional<StoredObject> present) {
    if (noneMatch.isPresent()) {
      if (!noneMatch.get().equals(ANY)) {
        throw Refusal.notImplemented(
            "If-None-Match '" + noneMatch.get() + "' of a write is not implemented, expected *");
      }
      if (present.isPresent()) {
        throw failed("If-None-Match");
      }
    }
    if (match.isPresent()) {
      if (present.isEmpty()) {
        throw new Refusal(BucketReason.NO_OBJECT, "The specified key does not exist.");
      }
      if (!names(match.get(), present.get().about().etag())) {
        throw failed("If-Match");
      }
    }
  }

  private static boolean names(String tags, String etag) {
    return tags.equals(ANY)
        || List.of(tags.split(",", -1)).stream()
            .map(tag -> tag.strip().replaceFirst("^W/", "").replace("\"", ""))
            .anyMatch(etag::equals);
  }

  private static Refusal failed(String header) {
    return new Refusal(
        BucketReason.PRECONDITION,
        "At least one of the pre-conditions you specified did not hold: " + header);
  }
}
