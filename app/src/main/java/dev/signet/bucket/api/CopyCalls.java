// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.BucketReason;
import dev.signet.bucket.S3Answer;
import dev.signet.bucket.S3Request;
import dev.signet.bucket.content.Claims;
import dev.signet.bucket.object.Conditions;
import dev.signet.bucket.object.ObjectHeaders;
import dev.signet.bucket.object.ObjectKey;
import dev.signet.bucket.object.Objects;
import dev.signet.bucket.object.StoredObject;
import dev.signet.kernel.PieceStream;
import dev.signet.kernel.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** An object is stored from another one (CopyObject). */
final class CopyCalls {
  /** Which names the object that is copied. */
  static final String SOURCE = "x-amz-copy-source";

  private static final String VERSION = "?versionId=";

  private final Objects objects;

  CopyCalls(Objects objects) {
    this.objects = objects;
  }

  S3Answer copy(S3Request request, String source) {
    Objects.Found found = find(request, source);
    StoredObject original = found.object();
    if (ObjectInputs.conditions(request, SOURCE + "-").judge(original)
        == Conditions.Judgement.NOT_MODIFIED) {
      throw new Refusal(
          BucketReason.PRECONDITION,
          "At least one of the pre-conditions you specified did not hold: of the source");
    }
    Objects.Putting asked = ObjectCalls.putting(request);
    var putting =
        new Objects.Putting(
            asked.bucket(),
            asked.key(),
            headers(request, original),
            asked.acl(),
            asked.conditions());
    Claims claims =
        new Claims(
            OptionalLong.of(original.size()),
            Optional.empty(),
            ObjectInputs.claims(request).checksum());
    StoredObject copy =
        objects.put(
            request.caller(),
            putting,
            new PieceStream(objects.read(found, 0, original.size())),
            claims);
    return ObjectAnswers.versioned(
        copy,
        S3Answer.xml(
            200,
            S3Xml.document(
                "CopyObjectResult",
                xml ->
                    xml.element("ETag", ObjectAnswers.quoted(copy.about().etag()))
                        .element("LastModified", copy.modifiedAt()))));
  }

  private static ObjectHeaders headers(S3Request request, StoredObject original) {
    String directive = request.header("x-amz-metadata-directive").orElse("COPY");
    return switch (directive) {
      case "COPY" -> original.about().headers();
      case "REPLACE" -> ObjectInputs.headers(request);
      default ->
          throw Refusal.invalid(
              "x-amz-metadata-directive '" + directive + "': expected COPY or REPLACE");
    };
  }

  private Objects.Found find(S3Request request, String source) {
    int version = source.lastIndexOf(VERSION);
    String path = decoded(version < 0 ? source : source.substring(0, version));
    String plain = path.startsWith("/") ? path.substring(1) : path;
    int slash = plain.indexOf('/');
    if (slash < 1) {
      throw Refusal.invalid(SOURCE + " '" + source + "': expected bucket/key, percent-encoded");
    }
    return objects.find(
        request.caller(),
        plain.substring(0, slash),
        new ObjectKey(plain.substring(slash + 1)),
        version < 0 ? Optional.empty() : Optional.of(source.substring(version + VERSION.length())));
  }

  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(SOURCE + " '" + path + "': expected bucket/key, percent-encoded");
    }
  }
}
