// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.S3Answer;
import dev.signet.bucket.S3Request;
import dev.signet.bucket.content.ChecksumAlgorithm;
import dev.signet.bucket.content.ObjectChecksum;
import dev.signet.bucket.object.ObjectKey;
import dev.signet.bucket.object.StoredObject;
import dev.signet.bucket.upload.PartList;
import dev.signet.bucket.upload.Upload;
import dev.signet.bucket.upload.UploadedPart;
import dev.signet.bucket.upload.Uploads;
import dev.signet.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Objects that are put in parts. */
final class UploadCalls {
  private static final int MOST_LISTED = 1000;

  private final Uploads uploads;

  UploadCalls(Uploads uploads) {
    this.uploads = uploads;
  }

  private static Uploads.Named named(S3Request request) {
    return new Uploads.Named(
        request.bucket(), new ObjectKey(request.key()), request.parameter("uploadId").orElse(""));
  }

  S3Answer begin(S3Request request) {
    Upload upload = uploads.begin(request.caller(), ObjectCalls.putting(request));
    byte[] document =
        S3Xml.document(
            "InitiateMultipartUploadResult",
            xml ->
                xml.element("Bucket", upload.bucket())
                    .element("Key", upload.key().text())
                    .element("UploadId", upload.id()));
    return S3Answer.xml(200, document);
  }

  S3Answer putPart(S3Request request) {
    if (request.header(CopyCalls.SOURCE).isPresent()) {
      throw Refusal.notImplemented("UploadPartCopy is not implemented");
    }
    UploadedPart part =
        uploads.put(
            request.caller(),
            named(request),
            Numbers.of(request, "partNumber", 0),
            request.body().octets(),
            ObjectInputs.objectClaims(request));
    Map<String, String> headers = new TreeMap<>();
    headers.put("etag", ObjectAnswers.quoted(part.etag()));
    part.checksum().ifPresent(sum -> headers.put(sum.algorithm().header(), sum.base64()));
    return S3Answer.empty(200, headers);
  }

  S3Answer complete(S3Request request) {
    List<PartList.Wanted> wanted =
        SmallBodies.xml(withoutChecksum(request), "CompleteMultipartUpload").all("Part").stream()
            .map(UploadCalls::wanted)
            .toList();
    if (wanted.isEmpty()) {
      throw XmlElement.bad("it names no Part, expected at least one");
    }
    StoredObject object =
        uploads.complete(
            request.caller(),
            named(request),
            new Uploads.Completion(
                wanted, ObjectInputs.checksumHeader(request), ObjectInputs.conditions(request)));
    return ObjectAnswers.versioned(
        object,
        S3Answer.xml(
            200,
            S3Xml.document(
                "CompleteMultipartUploadResult",
                xml ->
                    xml.element("Location", request.resource())
                        .element("Bucket", request.bucket())
                        .element("Key", request.key())
                        .element("ETag", ObjectAnswers.quoted(object.about().etag())))));
  }

  /** Here the checksum's header is of the object, not of the body. */
  private static S3Request withoutChecksum(S3Request request) {
    Map<String, String> headers = new TreeMap<>(request.headers());
    headers.keySet().removeIf(name -> ChecksumAlgorithm.ofHeader(name).isPresent());
    return new S3Request(
        request.caller(),
        request.method(),
        request.bucket(),
        request.key(),
        request.query(),
        headers,
        request.body());
  }

  private static PartList.Wanted wanted(XmlElement part) {
    String number = part.required("PartNumber");
    if (!number.matches("[0-9]{1,5}")) {
      throw XmlElement.bad("PartNumber '" + number + "', expected a number");
    }
    Optional<ObjectChecksum> checksum =
        List.of(ChecksumAlgorithm.values()).stream()
            .flatMap(each ->
                part.childText("Checksum" + each.name()).stream()
                    .map(text -> new ObjectChecksum(each, text)))
            .findFirst();
    return new PartList.Wanted(
        Integer.parseInt(number), part.required("ETag").replace("\"", ""), checksum);
  }

  S3Answer abort(S3Request request) {
    uploads.abort(request.caller(), named(request));
    return S3Answer.empty(204, Map.of());
  }

  S3Answer list(S3Request request) {
    List<Upload> all = uploads.list(request.caller(), request.bucket());
    List<Upload> shown = all.subList(0, Math.min(Uploads.LISTED, all.size()));
    return S3Answer.xml(
        200,
        S3Xml.document(
            "ListMultipartUploadsResult",
            xml -> {
              xml.element("Bucket", request.bucket())
                  .element("MaxUploads", Uploads.LISTED)
                  .element("IsTruncated", shown.size() < all.size());
              shown.forEach(upload ->
                  xml.element(
                      "Upload",
                      one ->
                          one.element("Key", upload.key().text())
                              .element("UploadId", upload.id())
                              .element("StorageClass", "STANDARD")
                              .element("Initiated", upload.startedAt())));
            }));
  }

  S3Answer listParts(S3Request request) {
    int most = Math.min(MOST_LISTED, Numbers.of(request, "max-parts", MOST_LISTED));
    int after = Numbers.of(request, "part-number-marker", 0);
    List<UploadedPart> all =
        uploads.parts(request.caller(), named(request)).stream()
            .filter(part -> part.number() > after)
            .toList();
    List<UploadedPart> shown = all.subList(0, Math.min(most, all.size()));
    return S3Answer.xml(
        200,
        S3Xml.document(
            "ListPartsResult",
            xml -> {
              xml.element("Bucket", request.bucket())
                  .element("Key", request.key())
                  .element("UploadId", request.query().getOrDefault("uploadId", ""))
                  .element("PartNumberMarker", after)
                  .element("MaxParts", most)
                  .element("IsTruncated", shown.size() < all.size());
              if (!shown.isEmpty()) {
                xml.element("NextPartNumberMarker", shown.getLast().number());
              }
              shown.forEach(part -> xml.element("Part", one -> write(one, part)));
            }));
  }

  private static void write(S3Xml xml, UploadedPart part) {
    xml.element("PartNumber", part.number())
        .element("LastModified", part.modifiedAt())
        .element("ETag", ObjectAnswers.quoted(part.etag()))
        .element("Size", part.piece().size());
    part.checksum().ifPresent(sum -> xml.element("Checksum" + sum.algorithm(), sum.base64()));
  }
}
