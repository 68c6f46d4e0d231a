// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.S3Answer;
import dev.signet.bucket.S3Request;
import dev.signet.bucket.object.ObjectListing;
import dev.signet.bucket.object.StoredObject;
import dev.signet.ground.Pages;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is in a bucket. */
final class ListingCalls {
  private static final int MOST = 1000;
  private static final String UNESCAPED = "-_.~/";

  private final ObjectListing listing;
  private final Pages pages;

  ListingCalls(ObjectListing listing, Pages pages) {
    this.listing = listing;
    this.pages = pages;
  }

  S3Answer objects(S3Request request) {
    String marker = request.query().getOrDefault("marker", "");
    ObjectListing.Asked asked = asked(request, marker);
    ObjectListing.Listed listed = present(request, asked);
    UnaryOperator<String> spelled = spelling(request);
    return S3Answer.xml(
        200,
        S3Xml.document(
            "ListBucketResult",
            xml -> {
              begin(xml, request, asked, listed, spelled);
              xml.element("Marker", spelled.apply(marker));
              if (listed.truncated()) {
                last(listed).ifPresent(name -> xml.element("NextMarker", spelled.apply(name)));
              }
              write(xml, request, listed, true);
            }));
  }

  S3Answer objectsV2(S3Request request) {
    String token = request.query().get("continuation-token");
    String startAfter = request.query().getOrDefault("start-after", "");
    Pages.Listing place = place(request);
    ObjectListing.Asked asked = asked(request, pages.position(place, token).orElse(startAfter));
    ObjectListing.Listed listed = present(request, asked);
    UnaryOperator<String> spelled = spelling(request);
    @Nullable String next =
        listed.truncated() ? pages.next(place, new Page<>(List.of(), last(listed))) : null;
    boolean owners = request.parameter("fetch-owner").filter("true"::equals).isPresent();
    return S3Answer.xml(
        200,
        S3Xml.document(
            "ListBucketResult",
            xml -> {
              begin(xml, request, asked, listed, spelled);
              xml.element("KeyCount", listed.entries().size());
              if (token != null) {
                xml.element("ContinuationToken", token);
              }
              if (next != null) {
                xml.element("NextContinuationToken", next);
              }
              if (!startAfter.isEmpty()) {
                xml.element("StartAfter", spelled.apply(startAfter));
              }
              write(xml, request, listed, owners);
            }));
  }

  private ObjectListing.Listed present(S3Request request, ObjectListing.Asked asked) {
    return listing.present(request.caller(), asked);
  }

  S3Answer versions(S3Request request) {
    String keyMarker = request.query().getOrDefault("key-marker", "");
    Optional<String> versionMarker =
        request.parameter("version-id-marker").filter(marker -> !marker.isEmpty());
    if (versionMarker.isPresent() && keyMarker.isEmpty()) {
      throw Refusal.invalid("A version-id marker cannot be specified without a key marker.");
    }
    ObjectListing.Asked asked = asked(request, keyMarker);
    ObjectListing.Listed listed = listing.versions(request.caller(), asked, versionMarker);
    UnaryOperator<String> spelled = spelling(request);
    return S3Answer.xml(
        200,
        S3Xml.document(
            "ListVersionsResult",
            xml -> {
              begin(xml, request, asked, listed, spelled);
              xml.element("KeyMarker", spelled.apply(keyMarker))
                  .element("VersionIdMarker", versionMarker.orElse(""));
              if (listed.truncated() && !listed.entries().isEmpty()) {
                ObjectListing.Entry last = listed.entries().getLast();
                xml.element("NextKeyMarker", spelled.apply(last.name()));
                if (last instanceof ObjectListing.Single single) {
                  xml.element("NextVersionIdMarker", single.object().version().id());
                }
              }
              for (ObjectListing.Entry entry : listed.entries()) {
                switch (entry) {
                  case ObjectListing.Single single -> version(xml, request, single.object());
                  case ObjectListing.Group group -> group(xml, spelled, group);
                }
              }
            }));
  }

  private static void version(S3Xml xml, S3Request request, StoredObject object) {
    boolean marker = object.version().marker();
    xml.element(
        marker ? "DeleteMarker" : "Version",
        one -> {
          one.element("Key", spelling(request).apply(object.key().text()))
              .element("VersionId", object.version().id())
              .element("IsLatest", object.version().newest())
              .element("LastModified", object.modifiedAt());
          if (!marker) {
            content(one, object);
          }
          ObjectAnswers.owner(one, "Owner", request.caller().account());
        });
  }

  private static void content(S3Xml xml, StoredObject object) {
    xml.element("ETag", ObjectAnswers.quoted(object.about().etag()))
        .element("Size", object.size())
        .element("StorageClass", "STANDARD");
  }

  private static void begin(
      S3Xml xml,
      S3Request request,
      ObjectListing.Asked asked,
      ObjectListing.Listed listed,
      UnaryOperator<String> spelled) {
    xml.element("Name", request.bucket())
        .element("Prefix", spelled.apply(asked.prefix()))
        .element("MaxKeys", asked.limit())
        .element("IsTruncated", listed.truncated());
    asked.delimiter().ifPresent(text -> xml.element("Delimiter", spelled.apply(text)));
    request.parameter("encoding-type").ifPresent(type -> xml.element("EncodingType", type));
  }

  private static void write(
      S3Xml xml, S3Request request, ObjectListing.Listed listed, boolean owners) {
    UnaryOperator<String> spelled = spelling(request);
    for (ObjectListing.Entry entry : listed.entries()) {
      switch (entry) {
        case ObjectListing.Single single ->
            xml.element(
                "Contents",
                one -> {
                  one.element("Key", spelled.apply(entry.name()))
                      .element("LastModified", single.object().modifiedAt());
                  content(one, single.object());
                  if (owners) {
                    ObjectAnswers.owner(one, "Owner", request.caller().account());
                  }
                });
        case ObjectListing.Group group -> group(xml, spelled, group);
      }
    }
  }

  private static void group(S3Xml xml, UnaryOperator<String> spelled, ObjectListing.Group group) {
    xml.element("CommonPrefixes", one -> one.element("Prefix", spelled.apply(group.name())));
  }

  private static Optional<String> last(ObjectListing.Listed listed) {
    return listed.entries().isEmpty()
        ? Optional.empty()
        : Optional.of(listed.entries().getLast().name());
  }

  private static ObjectListing.Asked asked(S3Request request, String after) {
    return new ObjectListing.Asked(
        request.bucket(),
        request.query().getOrDefault("prefix", ""),
        request.parameter("delimiter").filter(delimiter -> !delimiter.isEmpty()),
        after,
        Math.min(MOST, Numbers.of(request, "max-keys", MOST)));
  }

  private static Pages.Listing place(S3Request request) {
    return new Pages.Listing(
        "ListObjectsV2",
        request.caller().home(),
        request.bucket()
            + " "
            + request.query().getOrDefault("delimiter", "")
            + " "
            + request.query().getOrDefault("prefix", ""));
  }

  /** How names are written: as they are, or percent-encoded where the client asks for it. */
  private static UnaryOperator<String> spelling(S3Request request) {
    String type = request.query().getOrDefault("encoding-type", "");
    return switch (type) {
      case "" -> UnaryOperator.identity();
      case "url" -> ListingCalls::encoded;
      default ->
          throw Refusal.invalid("Invalid Encoding Method specified in Request: '" + type + "'");
    };
  }

  private static String encoded(String name) {
    StringBuilder text = new StringBuilder(name.length());
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || UNESCAPED.indexOf(c) >= 0;
      text.append(plain ? "" + c : "%%%02X".formatted((int) c));
    }
    return text.toString();
  }
}
