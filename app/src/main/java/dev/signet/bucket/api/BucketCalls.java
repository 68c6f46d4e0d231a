// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.BucketReason;
import dev.signet.bucket.CannedAcl;
import dev.signet.bucket.S3Answer;
import dev.signet.bucket.S3Request;
import dev.signet.bucket.owned.Bucket;
import dev.signet.bucket.owned.BucketName;
import dev.signet.bucket.owned.OwnBuckets;
import dev.signet.bucket.owned.Ownership;
import dev.signet.bucket.upload.Uploads;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import java.util.List;
import java.util.Map;

/** Buckets come, are looked at, and go. */
final class BucketCalls {
  private static final String DEFAULT_REGION = "us-east-1"; // which S3 writes as nothing

  private final OwnBuckets buckets;
  private final Uploads uploads;

  BucketCalls(OwnBuckets buckets, Uploads uploads) {
    this.buckets = buckets;
    this.uploads = uploads;
  }

  S3Answer list(S3Request request) {
    List<Bucket> all = buckets.list(request.caller());
    return S3Answer.xml(
        200,
        S3Xml.document(
            "ListAllMyBucketsResult",
            xml -> {
              ObjectAnswers.owner(xml, "Owner", request.caller().account());
              xml.element(
                  "Buckets",
                  each ->
                      all.forEach(bucket ->
                          each.element(
                              "Bucket",
                              one ->
                                  one.element("Name", bucket.name().value())
                                      .element("CreationDate", bucket.createdAt())
                                      .element("BucketRegion", bucket.home().region().name()))));
            }));
  }

  S3Answer create(S3Request request) {
    if (ObjectInputs.acl(request) != CannedAcl.PRIVATE) {
      throw Refusal.notImplemented(
          "x-amz-acl '" + request.headers().get("x-amz-acl") + "' of a bucket: expected private");
    }
    BucketName name = new BucketName(request.bucket());
    Ownership ownership =
        request
            .header("x-amz-object-ownership")
            .map(SettingCalls::ownership)
            .orElse(Ownership.ENFORCED);
    buckets.create(request.caller(), name, location(request), ownership);
    return S3Answer.empty(200, Map.of("location", "/" + name));
  }

  /** Where the bucket is to live: in the Region of the call, unless another one is named. */
  private static Region location(S3Request request) {
    byte[] body = SmallBodies.read(request);
    if (body.length == 0) {
      return request.caller().region();
    }
    XmlElement configuration = XmlElement.parse(body, "CreateBucketConfiguration");
    for (XmlElement child : configuration.children()) {
      if (!child.name().equals("LocationConstraint")) {
        throw Refusal.notImplemented(child.name() + " of a new bucket is not implemented");
      }
    }
    String named = configuration.childText("LocationConstraint").orElse("");
    if (named.isEmpty()) {
      return request.caller().region();
    }
    String region = named.equals("EU") ? "eu-west-1" : named; // as S3 once called it
    if (!Region.isWellFormed(region)) {
      throw new Refusal(
          BucketReason.BAD_LOCATION,
          "The specified location constraint is not valid: '" + named + "', expected a Region");
    }
    return new Region(region);
  }

  S3Answer head(S3Request request) {
    Bucket bucket = buckets.get(request.caller(), request.bucket());
    return S3Answer.empty(200, Map.of("x-amz-bucket-region", bucket.home().region().name()));
  }

  S3Answer locate(S3Request request) {
    String region = buckets.get(request.caller(), request.bucket()).home().region().name();
    return S3Answer.xml(
        200,
        S3Xml.document(
            "LocationConstraint", xml -> xml.text(region.equals(DEFAULT_REGION) ? "" : region)));
  }

  S3Answer delete(S3Request request) {
    buckets.delete(
        request.caller(),
        request.bucket(),
        (tx, bucket) -> uploads.abortAll(tx, request.caller(), bucket));
    return S3Answer.empty(204, Map.of());
  }
}
