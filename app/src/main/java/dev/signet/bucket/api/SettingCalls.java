// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.BucketReason;
import dev.signet.bucket.CannedAcl;
import dev.signet.bucket.S3Answer;
import dev.signet.bucket.S3Request;
import dev.signet.bucket.owned.AccessBlock;
import dev.signet.bucket.owned.Bucket;
import dev.signet.bucket.owned.OwnBuckets;
import dev.signet.bucket.owned.Ownership;
import dev.signet.bucket.owned.Versioning;
import dev.signet.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What owners set on their buckets. */
final class SettingCalls {
  private final OwnBuckets buckets;

  SettingCalls(OwnBuckets buckets) {
    this.buckets = buckets;
  }

  private Bucket bucket(S3Request request) {
    return buckets.get(request.caller(), request.bucket());
  }

  S3Answer versioning(S3Request request) {
    Versioning versioning = bucket(request).versioning();
    return S3Answer.xml(
        200,
        S3Xml.document(
            "VersioningConfiguration",
            xml -> {
              if (versioning != Versioning.NEVER) {
                xml.element("Status", versioning == Versioning.ENABLED ? "Enabled" : "Suspended");
              }
            }));
  }

  S3Answer setVersioning(S3Request request) {
    XmlElement given = SmallBodies.xml(request, "VersioningConfiguration");
    given
        .childText("MfaDelete")
        .filter(value -> !value.equals("Disabled"))
        .ifPresent(value -> {
          throw Refusal.notImplemented("MfaDelete '" + value + "' is not implemented");
        });
    String status = given.required("Status");
    Versioning versioning =
        switch (status) {
          case "Enabled" -> Versioning.ENABLED;
          case "Suspended" -> Versioning.SUSPENDED;
          default -> throw XmlElement.bad("Status '" + status + "', expected Enabled or Suspended");
        };
    buckets.version(request.caller(), request.bucket(), versioning);
    return S3Answer.empty(200, Map.of());
  }

  S3Answer policy(S3Request request) {
    String text = buckets.policy(request.caller(), request.bucket()).text();
    return new S3Answer(
        200,
        Map.of("content-type", "application/json"),
        new S3Answer.Octets(text.getBytes(StandardCharsets.UTF_8)));
  }

  S3Answer setPolicy(S3Request request) {
    String text = new String(SmallBodies.read(request), StandardCharsets.UTF_8);
    buckets.setPolicy(request.caller(), request.bucket(), text);
    return S3Answer.empty(204, Map.of());
  }

  S3Answer removePolicy(S3Request request) {
    buckets.removePolicy(request.caller(), request.bucket());
    return S3Answer.empty(204, Map.of());
  }

  S3Answer policyStatus(S3Request request) {
    boolean isPublic = buckets.policy(request.caller(), request.bucket()).isPublic();
    return S3Answer.xml(
        200, S3Xml.document("PolicyStatus", xml -> xml.element("IsPublic", isPublic)));
  }

  S3Answer accessBlock(S3Request request) {
    AccessBlock block = bucket(request).access().block();
    if (block.equals(AccessBlock.NONE)) {
      throw new Refusal(
          BucketReason.NO_ACCESS_BLOCK,
          "The public access block configuration was not found: '" + request.bucket() + "'");
    }
    return S3Answer.xml(
        200,
        S3Xml.document(
            "PublicAccessBlockConfiguration",
            xml ->
                xml.element("BlockPublicAcls", block.publicAcls())
                    .element("IgnorePublicAcls", block.ignorePublicAcls())
                    .element("BlockPublicPolicy", block.publicPolicy())
                    .element("RestrictPublicBuckets", block.restrictBuckets())));
  }

  S3Answer setAccessBlock(S3Request request) {
    XmlElement given = SmallBodies.xml(request, "PublicAccessBlockConfiguration");
    AccessBlock block =
        new AccessBlock(
            truth(given, "BlockPublicAcls"),
            truth(given, "IgnorePublicAcls"),
            truth(given, "BlockPublicPolicy"),
            truth(given, "RestrictPublicBuckets"));
    buckets.block(request.caller(), request.bucket(), block);
    return S3Answer.empty(200, Map.of());
  }

  private static boolean truth(XmlElement given, String name) {
    String text = given.childText(name).orElse("false");
    return switch (text) {
      case "true", "TRUE" -> true;
      case "false", "FALSE" -> false;
      default -> throw XmlElement.bad(name + " '" + text + "', expected true or false");
    };
  }

  S3Answer removeAccessBlock(S3Request request) {
    buckets.block(request.caller(), request.bucket(), AccessBlock.NONE);
    return S3Answer.empty(204, Map.of());
  }

  S3Answer ownership(S3Request request) {
    Ownership ownership = bucket(request).access().ownership();
    if (ownership == Ownership.UNSAID) {
      throw new Refusal(
          BucketReason.NO_OWNERSHIP,
          "The bucket ownership controls were not found: '" + request.bucket() + "'");
    }
    return S3Answer.xml(
        200,
        S3Xml.document(
            "OwnershipControls",
            xml -> xml.element("Rule", rule -> rule.element("ObjectOwnership", ownership.text()))));
  }

  S3Answer setOwnership(S3Request request) {
    XmlElement given = SmallBodies.xml(request, "OwnershipControls");
    XmlElement rule = given.child("Rule").orElseThrow(() -> XmlElement.bad("it has no Rule"));
    buckets.own(request.caller(), request.bucket(), ownership(rule.required("ObjectOwnership")));
    return S3Answer.empty(200, Map.of());
  }

  /** An ObjectOwnership as it is written. */
  static Ownership ownership(String text) {
    return Ownership.of(text)
        .orElseThrow(() ->
            Refusal.invalid(
                "ObjectOwnership '"
                    + text
                    + "': expected BucketOwnerEnforced, BucketOwnerPreferred or ObjectWriter"));
  }

  S3Answer removeOwnership(S3Request request) {
    buckets.own(request.caller(), request.bucket(), Ownership.UNSAID);
    return S3Answer.empty(204, Map.of());
  }

  S3Answer acl(S3Request request) {
    return AclAnswers.of(bucket(request).home().account(), CannedAcl.PRIVATE);
  }

  /** A bucket gives nothing to others; so the only list that it takes is the one that it has. */
  S3Answer setAcl(S3Request request) {
    Bucket bucket = bucket(request);
    CannedAcl acl = AclAnswers.asked(request);
    bucket.requireTakes(acl);
    if (acl != CannedAcl.PRIVATE) {
      throw Refusal.notImplemented(
          "x-amz-acl '" + acl.text() + "' of a bucket is not implemented, expected private");
    }
    return S3Answer.empty(200, Map.of());
  }

  S3Answer encryption(S3Request request) {
    Bucket bucket = bucket(request);
    throw new Refusal(
        BucketReason.NO_ENCRYPTION,
        "The server side encryption configuration was not found: objects of '"
            + bucket.name()
            + "' are not encrypted");
  }

  S3Answer tagging(S3Request request) {
    Bucket bucket = bucket(request);
    throw new Refusal(BucketReason.NO_TAGS, "The TagSet does not exist: '" + bucket.name() + "'");
  }
}
