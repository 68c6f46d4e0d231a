// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.S3Request;
import dev.signet.kernel.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The operations that are served, by what names them: a method, what the path names, and a
 * parameter of the query. A parameter that an operation does not know may be the name of another
 * one, and is refused.
 */
enum S3Operation {
  LIST_BUCKETS("GET", Level.SERVICE, ""),
  CREATE_BUCKET("PUT", Level.BUCKET, ""),
  HEAD_BUCKET("HEAD", Level.BUCKET, ""),
  DELETE_BUCKET("DELETE", Level.BUCKET, ""),
  GET_BUCKET_LOCATION("GET", Level.BUCKET, "location"),
  GET_BUCKET_VERSIONING("GET", Level.BUCKET, "versioning"),
  PUT_BUCKET_VERSIONING("PUT", Level.BUCKET, "versioning"),
  GET_BUCKET_ACL("GET", Level.BUCKET, "acl"),
  PUT_BUCKET_ACL("PUT", Level.BUCKET, "acl"),
  GET_BUCKET_POLICY("GET", Level.BUCKET, "policy"),
  PUT_BUCKET_POLICY("PUT", Level.BUCKET, "policy"),
  DELETE_BUCKET_POLICY("DELETE", Level.BUCKET, "policy"),
  GET_BUCKET_POLICY_STATUS("GET", Level.BUCKET, "policyStatus"),
  GET_PUBLIC_ACCESS_BLOCK("GET", Level.BUCKET, "publicAccessBlock"),
  PUT_PUBLIC_ACCESS_BLOCK("PUT", Level.BUCKET, "publicAccessBlock"),
  DELETE_PUBLIC_ACCESS_BLOCK("DELETE", Level.BUCKET, "publicAccessBlock"),
  GET_BUCKET_OWNERSHIP_CONTROLS("GET", Level.BUCKET, "ownershipControls"),
  PUT_BUCKET_OWNERSHIP_CONTROLS("PUT", Level.BUCKET, "ownershipControls"),
  DELETE_BUCKET_OWNERSHIP_CONTROLS("DELETE", Level.BUCKET, "ownershipControls"),
  GET_BUCKET_ENCRYPTION("GET", Level.BUCKET, "encryption"),
  GET_BUCKET_TAGGING("GET", Level.BUCKET, "tagging"),
  LIST_OBJECTS(
      "GET", Level.BUCKET, "", "prefix", "delimiter", "marker", "max-keys", "encoding-type"),
  LIST_OBJECTS_V2(
      "GET",
      Level.BUCKET,
      "list-type",
      "prefix",
      "delimiter",
      "continuation-token",
      "start-after",
      "fetch-owner",
      "max-keys",
      "encoding-type"),
  LIST_OBJECT_VERSIONS(
      "GET",
      Level.BUCKET,
      "versions",
      "prefix",
      "delimiter",
      "key-marker",
      "version-id-marker",
      "max-keys",
      "encoding-type"),
  LIST_MULTIPART_UPLOADS("GET", Level.BUCKET, "uploads"),
  DELETE_OBJECTS("POST", Level.BUCKET, "delete"),
  PUT_OBJECT("PUT", Level.OBJECT, ""),
  GET_OBJECT("GET", Level.OBJECT, "", Parameters.SHOWN),
  HEAD_OBJECT("HEAD", Level.OBJECT, "", Parameters.SHOWN),
  DELETE_OBJECT("DELETE", Level.OBJECT, "", "versionId"),
  GET_OBJECT_ACL("GET", Level.OBJECT, "acl", "versionId"),
  PUT_OBJECT_ACL("PUT", Level.OBJECT, "acl", "versionId"),
  CREATE_MULTIPART_UPLOAD("POST", Level.OBJECT, "uploads"),
  UPLOAD_PART("PUT", Level.OBJECT, "uploadId", "partNumber"),
  LIST_PARTS("GET", Level.OBJECT, "uploadId", "max-parts", "part-number-marker"),
  COMPLETE_MULTIPART_UPLOAD("POST", Level.OBJECT, "uploadId"),
  ABORT_MULTIPART_UPLOAD("DELETE", Level.OBJECT, "uploadId");

  /** What a path names. */
  private enum Level {
    SERVICE,
    BUCKET,
    OBJECT
  }

  private static final class Parameters {
    private static final String[] SHOWN = {
      "versionId",
      "response-content-type",
      "response-content-language",
      "response-expires",
      "response-cache-control",
      "response-content-disposition",
      "response-content-encoding"
    };
  }

  /** A parameter that names what the client calls. */
  private static final String CALL_NAME = "x-id";

  private final String method;
  private final Level level;
  private final String marker;

  @SuppressWarnings("ImmutableEnumChecker") // nobody can change what Set.of makes
  private final Set<String> known;

  S3Operation(String method, Level level, String marker, String... known) {
    this.method = method;
    this.level = level;
    this.marker = marker;
    this.known = Set.of(known);
  }

  /**
   * The operation of a request.
   *
   * @throws Refusal of kind NOT_IMPLEMENTED naming what is not served
   */
  static S3Operation of(S3Request request) {
    Set<String> names = new HashSet<>(request.query().keySet());
    names.remove(CALL_NAME);
    Level level = level(request);
    List<S3Operation> candidates =
        List.of(values()).stream()
            .filter(each -> each.level == level && each.method.equals(request.method()))
            .toList();
    return candidates.stream()
        .filter(each -> names.contains(each.marker))
        .findFirst()
        .or(() -> candidates.stream().filter(each -> each.marker.isEmpty()).findFirst())
        .filter(each -> each.knows(names))
        .orElseThrow(() -> notServed(request, names));
  }

  private static Level level(S3Request request) {
    if (request.bucket().isEmpty()) {
      return Level.SERVICE;
    }
    return request.key().isEmpty() ? Level.BUCKET : Level.OBJECT;
  }

  private boolean knows(Set<String> names) {
    return names.stream().allMatch(name -> name.equals(marker) || known.contains(name));
  }

  private static Refusal notServed(S3Request request, Set<String> names) {
    return Refusal.notImplemented(
        "A header or query you provided implies functionality that is not implemented: "
            + request.method()
            + " of "
            + request.resource()
            + (names.isEmpty() ? "" : " with " + String.join(", ", names)));
  }

  /** Whether it may change something. */
  boolean changes() {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  /** Whether its body is a document that is read whole. */
  boolean readsDocument() {
    return switch (this) {
      case CREATE_BUCKET,
          PUT_BUCKET_VERSIONING,
          PUT_BUCKET_POLICY,
          PUT_PUBLIC_ACCESS_BLOCK,
          PUT_BUCKET_OWNERSHIP_CONTROLS,
          DELETE_OBJECTS,
          COMPLETE_MULTIPART_UPLOAD ->
          true;
      default -> false;
    };
  }

  /** As AWS calls it. */
  String title() {
    StringBuilder title = new StringBuilder();
    for (String word : name().split("_", -1)) {
      title.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return title.toString();
  }
}
