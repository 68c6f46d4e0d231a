// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.S3Answer;
import dev.signet.bucket.content.ObjectChecksum;
import dev.signet.bucket.object.StoredObject;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Sha256;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What answers say of objects in their headers. */
final class ObjectAnswers {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private ObjectAnswers() {}

  static String quoted(String etag) {
    return "\"" + etag + "\"";
  }

  static String httpDate(Instant time) {
    return HTTP_DATE.format(time);
  }

  /** Who owns something: S3 names accounts by a hash. */
  static void owner(S3Xml xml, String element, AccountId account) {
    xml.element(element, owner -> owner.element("ID", canonicalId(account)));
  }

  static String canonicalId(AccountId account) {
    return Sha256.hex("signet account " + account);
  }

  /** An object was stored. */
  static S3Answer stored(StoredObject object) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("etag", quoted(object.about().etag()));
    object.about().checksum().ifPresent(checksum -> checksum(headers, checksum));
    return versioned(object, S3Answer.empty(200, headers));
  }

  /** What every answer with an object says of it. */
  static Map<String, String> headers(StoredObject object) {
    Map<String, String> headers = new TreeMap<>(object.about().headers().values());
    headers.putAll(validators(object));
    headers.put("accept-ranges", "bytes");
    return headers;
  }

  /** The same where only what tells its state is wanted. */
  static Map<String, String> validators(StoredObject object) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("etag", quoted(object.about().etag()));
    headers.put("last-modified", httpDate(object.modifiedAt()));
    version(object).ifPresent(id -> headers.put("x-amz-version-id", id));
    return headers;
  }

  static void checksum(Map<String, String> headers, ObjectChecksum checksum) {
    headers.put(checksum.algorithm().header(), checksum.base64());
    headers.put("x-amz-checksum-type", "FULL_OBJECT");
  }

  /** An answer that names the version of an object, where it has one. */
  static S3Answer versioned(StoredObject object, S3Answer answer) {
    return version(object).map(id -> answer.with("x-amz-version-id", id)).orElse(answer);
  }

  private static Optional<String> version(StoredObject object) {
    return Optional.of(object.version().id()).filter(id -> !id.equals(StoredObject.UNVERSIONED));
  }
}
