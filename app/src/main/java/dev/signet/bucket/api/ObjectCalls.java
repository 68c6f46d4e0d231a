// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.S3Answer;
import dev.signet.bucket.S3Request;
import dev.signet.bucket.content.ContentReader;
import dev.signet.bucket.object.Conditions;
import dev.signet.bucket.object.ObjectKey;
import dev.signet.bucket.object.Objects;
import dev.signet.bucket.object.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Objects are stored, read and deleted. */
final class ObjectCalls {
  private static final String OVERRIDE = "response-";
  private static final int MOST_DELETED = 1000;

  private final Objects objects;

  ObjectCalls(Objects objects) {
    this.objects = objects;
  }

  S3Answer put(S3Request request) {
    return ObjectAnswers.stored(
        objects.put(
            request.caller(),
            putting(request),
            request.body().octets(),
            ObjectInputs.objectClaims(request)));
  }

  /** What is to be stored, but for its octets. */
  static Objects.Putting putting(S3Request request) {
    return new Objects.Putting(
        request.bucket(),
        new ObjectKey(request.key()),
        ObjectInputs.headers(request),
        ObjectInputs.acl(request),
        ObjectInputs.conditions(request));
  }

  S3Answer get(S3Request request) {
    Objects.Found found = find(request);
    StoredObject object = found.object();
    if (ObjectInputs.conditions(request).judge(object) == Conditions.Judgement.NOT_MODIFIED) {
      return S3Answer.empty(304, ObjectAnswers.validators(object));
    }
    Map<String, String> headers = new TreeMap<>(ObjectAnswers.headers(object));
    request
        .query()
        .forEach((name, value) -> {
          if (name.startsWith(OVERRIDE)) {
            headers.put(name.substring(OVERRIDE.length()), QueryHeaders.requireValue(name, value));
          }
        });
    Optional<ByteRange> range =
        request.header("range").flatMap(text -> ByteRange.of(text, object.size()));
    if (range.isPresent()) {
      headers.put("content-range", range.get().text(object.size()));
      long first = range.get().first();
      return shown(found, 206, headers, first, range.get().length());
    }
    if (request.header("x-amz-checksum-mode").isPresent()) {
      object.about().checksum().ifPresent(sum -> ObjectAnswers.checksum(headers, sum));
    }
    return shown(found, 200, headers, 0, object.size());
  }

  private S3Answer shown(
      Objects.Found found, int status, Map<String, String> headers, long from, long length) {
    ContentReader octets = objects.read(found, from, length);
    return new S3Answer(status, headers, new S3Answer.Pieces(length, octets));
  }

  private Objects.Found find(S3Request request) {
    return objects.find(
        request.caller(),
        request.bucket(),
        new ObjectKey(request.key()),
        request.parameter("versionId"));
  }

  S3Answer delete(S3Request request) {
    Objects.Deleted deleted =
        objects.delete(
            request.caller(),
            request.bucket(),
            new ObjectKey(request.key()),
            request.parameter("versionId"),
            ObjectInputs.conditions(request));
    Map<String, String> headers = new TreeMap<>();
    deleted.version().ifPresent(id -> headers.put("x-amz-version-id", id));
    if (deleted.marker()) {
      headers.put("x-amz-delete-marker", "true");
    }
    return S3Answer.empty(204, headers);
  }

  /** Each of a list is deleted by itself: what is refused is told beside what was done. */
  S3Answer deleteAll(S3Request request) {
    XmlElement given = SmallBodies.xml(request, "Delete");
    List<XmlElement> named = given.all("Object");
    if (named.isEmpty() || named.size() > MOST_DELETED) {
      throw XmlElement.bad(named.size() + " objects, expected 1 to " + MOST_DELETED);
    }
    boolean quiet = given.childText("Quiet").filter("true"::equals).isPresent();
    List<DeletionResults.Result> results = new ArrayList<>();
    for (XmlElement each : named) {
      results.add(DeletionResults.of(objects, request, each));
    }
    return S3Answer.xml(200, DeletionResults.document(results, quiet));
  }

  S3Answer acl(S3Request request) {
    return AclAnswers.of(request.caller().account(), find(request).object().about().acl());
  }

  S3Answer setAcl(S3Request request) {
    objects.setAcl(
        request.caller(),
        request.bucket(),
        new ObjectKey(request.key()),
        request.parameter("versionId"),
        AclAnswers.asked(request));
    return S3Answer.empty(200, Map.of());
  }
}
