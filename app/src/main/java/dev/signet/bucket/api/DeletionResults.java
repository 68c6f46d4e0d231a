// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.BucketReason;
import dev.signet.bucket.S3Request;
import dev.signet.bucket.object.Conditions;
import dev.signet.bucket.object.ObjectKey;
import dev.signet.bucket.object.Objects;
import dev.signet.kernel.Refusal;
import java.util.List;
import java.util.Optional;

/** What came of each of the objects that one request deletes. */
final class DeletionResults {
  private DeletionResults() {}

  /** What came of one. */
  sealed interface Result {}

  private record Done(String key, Optional<String> version, Objects.Deleted deleted)
      implements Result {}

  private record Refused(String key, Optional<String> version, Refusal why) implements Result {}

  static Result of(Objects objects, S3Request request, XmlElement named) {
    String key = named.child("Key").map(XmlElement::text).orElse("");
    Optional<String> version = named.childText("VersionId");
    try {
      Conditions conditions =
          new Conditions(
              named.childText("ETag"), Optional.empty(), Optional.empty(), Optional.empty());
      return new Done(
          key,
          version,
          objects.delete(
              request.caller(), request.bucket(), new ObjectKey(key), version, conditions));
    } catch (Refusal refusal) {
      if (refusal.kind() == Refusal.Kind.UNAVAILABLE || isOfBucket(refusal)) {
        throw refusal; // it is so of all of them
      }
      return new Refused(key, version, refusal);
    }
  }

  private static boolean isOfBucket(Refusal refusal) {
    return refusal.reason() == BucketReason.NO_BUCKET || refusal.kind() == Refusal.Kind.DENIED;
  }

  static byte[] document(List<Result> results, boolean quiet) {
    return S3Xml.document(
        "DeleteResult",
        xml -> {
          for (Result result : results) {
            switch (result) {
              case Done done when !quiet -> write(xml, done);
              case Done _ -> {}
              case Refused refused -> write(xml, refused);
            }
          }
        });
  }

  private static void write(S3Xml xml, Done done) {
    xml.element(
        "Deleted",
        one -> {
          one.element("Key", done.key());
          done.version().ifPresent(id -> one.element("VersionId", id));
          if (done.deleted().marker()) {
            one.element("DeleteMarker", true);
            done.deleted().version().ifPresent(id -> one.element("DeleteMarkerVersionId", id));
          }
        });
  }

  private static void write(S3Xml xml, Refused refused) {
    xml.element(
        "Error",
        one -> {
          one.element("Key", refused.key());
          refused.version().ifPresent(id -> one.element("VersionId", id));
          one.element("Code", S3Errors.of(refused.why().reason()).code())
              .element("Message", refused.why().message());
        });
  }
}
