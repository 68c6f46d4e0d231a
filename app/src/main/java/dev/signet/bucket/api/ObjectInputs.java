// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.BucketReason;
import dev.signet.bucket.CannedAcl;
import dev.signet.bucket.S3Request;
import dev.signet.bucket.content.ChecksumAlgorithm;
import dev.signet.bucket.content.Claims;
import dev.signet.bucket.content.ObjectChecksum;
import dev.signet.bucket.object.Conditions;
import dev.signet.bucket.object.ObjectHeaders;
import dev.signet.kernel.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the headers of a request say of an object. */
final class ObjectInputs {
  private static final Set<String> KEPT =
      Set.of(
          "content-type",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "expires");

  /** Each asks for something that is not built, and that must not be accepted in silence. */
  private static final List<String> NOT_BUILT =
      List.of(
          "x-amz-server-side-encryption",
          "x-amz-copy-source-server-side-encryption",
          "x-amz-object-lock",
          "x-amz-bucket-object-lock-enabled",
          "x-amz-website-redirect-location",
          "x-amz-tagging",
          "x-amz-grant-",
          "x-amz-mfa",
          "x-amz-write-offset-bytes",
          "x-amz-mp-object-size",
          "x-amz-rename-source");

  private static final String CHUNKED = "aws-chunked";
  private static final int MD5_OCTETS = 16;

  private ObjectInputs() {}

  /**
   * Refuses what is not built.
   *
   * @throws Refusal of kind NOT_IMPLEMENTED, or DENIED for a bucket that is another owner's than
   *     the request expects
   */
  static void requireBuilt(S3Request request) {
    for (String name : request.headers().keySet()) {
      if (NOT_BUILT.stream().anyMatch(name::startsWith)) {
        throw notBuilt(name, request.headers().get(name));
      }
    }
    requireOnly(request, "x-amz-storage-class", "STANDARD");
    requireOnly(request, "x-amz-checksum-type", "FULL_OBJECT");
    requireOwner(request, "x-amz-expected-bucket-owner");
    requireOwner(request, "x-amz-source-expected-bucket-owner");
  }

  private static void requireOnly(S3Request request, String header, String built) {
    request
        .header(header)
        .filter(value -> !value.equals(built))
        .ifPresent(value -> {
          throw notBuilt(header, value);
        });
  }

  private static void requireOwner(S3Request request, String header) {
    request
        .header(header)
        .filter(owner -> !owner.equals(request.caller().account().value()))
        .ifPresent(owner -> {
          throw Refusal.denied("Access Denied: " + header + " '" + owner + "' is another account");
        });
  }

  private static Refusal notBuilt(String header, String value) {
    return Refusal.notImplemented(
        "A header you provided implies functionality that is not implemented: "
            + header
            + ": "
            + value);
  }

  /** The headers that are kept with an object. */
  static ObjectHeaders headers(S3Request request) {
    Map<String, String> kept = new HashMap<>();
    request
        .headers()
        .forEach((name, value) -> {
          if (KEPT.contains(name) || name.startsWith(ObjectHeaders.OWN)) {
            kept.put(name, value);
          }
        });
    kept.computeIfPresent("content-encoding", (_, value) -> withoutChunks(value));
    return new ObjectHeaders(kept);
  }

  /** How the body travels is no property of the object. */
  private static @Nullable String withoutChunks(String encodings) {
    List<String> others =
        List.of(encodings.split(",", -1)).stream()
            .map(String::strip)
            .filter(encoding -> !encoding.equalsIgnoreCase(CHUNKED) && !encoding.isEmpty())
            .toList();
    return others.isEmpty() ? null : String.join(",", others);
  }

  /** The access control list; private unless another is named. */
  static CannedAcl acl(S3Request request) {
    return request
        .header("x-amz-acl")
        .map(text -> CannedAcl.of(text).orElseThrow(() -> notBuilt("x-amz-acl", text)))
        .orElse(CannedAcl.PRIVATE);
  }

  /** What the object is expected to be. */
  static Conditions conditions(S3Request request) {
    return conditions(request, "");
  }

  /**
   * The same of the source of a copy.
   *
   * @param prefix of the headers' names
   */
  static Conditions conditions(S3Request request, String prefix) {
    return new Conditions(
        request.header(prefix + "if-match"),
        request.header(prefix + "if-none-match"),
        time(request, prefix + "if-modified-since"),
        time(request, prefix + "if-unmodified-since"));
  }

  /** A date that cannot be read does not count (RFC 9110, section 13.1.3). */
  private static Optional<Instant> time(S3Request request, String header) {
    return request
        .header(header)
        .flatMap(text -> {
          try {
            return Optional.of(
                DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
          } catch (DateTimeException e) {
            return Optional.empty();
          }
        });
  }

  /** What the sender says of an object's octets. */
  static Claims objectClaims(S3Request request) {
    Claims claims = claims(request);
    if (claims.size().isEmpty()) {
      throw new Refusal(BucketReason.NO_LENGTH, "You must provide the Content-Length HTTP header.");
    }
    return claims;
  }

  /** What the sender says of any body. */
  static Claims claims(S3Request request) {
    return new Claims(size(request), md5(request), checksum(request));
  }

  private static OptionalLong size(S3Request request) {
    Optional<String> decoded = request.header("x-amz-decoded-content-length");
    Optional<String> size = decoded.isPresent() ? decoded : request.header("content-length");
    if (size.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!size.get().matches("[0-9]{1,15}")) {
      throw Refusal.invalid("length '" + size.get() + "': expected a number of octets");
    }
    return OptionalLong.of(Long.parseLong(size.get()));
  }

  private static Optional<String> md5(S3Request request) {
    return request
        .header("content-md5")
        .map(text -> {
          try {
            if (Base64.getDecoder().decode(text).length == MD5_OCTETS) {
              return text;
            }
          } catch (IllegalArgumentException e) {
            // told below, like one of another length
          }
          throw new Refusal(
              BucketReason.BAD_DIGEST,
              "The Content-MD5 you specified is not valid: '"
                  + text
                  + "', expected Base64 of 16 octets");
        });
  }

  /**
   * The checksum of a header.
   *
   * @throws Refusal of reason BAD_REQUEST when there are several
   */
  static Optional<ObjectChecksum> checksumHeader(S3Request request) {
    List<ObjectChecksum> sent =
        List.of(ChecksumAlgorithm.values()).stream()
            .flatMap(each ->
                request.header(each.header()).stream()
                    .map(value -> new ObjectChecksum(each, value)))
            .toList();
    if (sent.size() > 1) {
      throw new Refusal(
          BucketReason.BAD_REQUEST,
          "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }
    return sent.stream().findFirst();
  }

  /** In a header, in one that follows the body, or to be computed only. */
  private static Optional<Claims.ClaimedChecksum> checksum(S3Request request) {
    Optional<ObjectChecksum> sent = checksumHeader(request);
    if (sent.isPresent()) {
      return Optional.of(new Claims.ClaimedChecksum(sent.get().algorithm(), () -> sent));
    }
    return request
        .header("x-amz-trailer")
        .map(name -> trailing(request, name.strip().toLowerCase(Locale.ROOT)))
        .or(() -> computed(request));
  }

  private static Claims.ClaimedChecksum trailing(S3Request request, String name) {
    ChecksumAlgorithm algorithm =
        ChecksumAlgorithm.ofHeader(name).orElseThrow(() -> notBuilt("x-amz-trailer", name));
    return new Claims.ClaimedChecksum(
        algorithm,
        () -> {
          String value = request.body().trailers().get().get(name);
          if (value == null) {
            throw new Refusal(
                BucketReason.BAD_REQUEST,
                "the body ended without the trailing header '" + name + "' that was announced");
          }
          return Optional.of(new ObjectChecksum(algorithm, value));
        });
  }

  private static Optional<Claims.ClaimedChecksum> computed(S3Request request) {
    return request
        .header("x-amz-sdk-checksum-algorithm")
        .or(() -> request.header("x-amz-checksum-algorithm"))
        .map(name ->
            ChecksumAlgorithm.ofHeader("x-amz-checksum-" + name.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> notBuilt("x-amz-sdk-checksum-algorithm", name)))
        .map(algorithm -> new Claims.ClaimedChecksum(algorithm, Optional::empty));
  }
}
