// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.ObjectStore;
import dev.signet.bucket.S3Answer;
import dev.signet.bucket.S3Request;
import dev.signet.bucket.object.ObjectListing;
import dev.signet.bucket.object.Objects;
import dev.signet.bucket.owned.OwnBuckets;
import dev.signet.bucket.upload.Uploads;
import dev.signet.ground.Pages;
import dev.signet.kernel.Refusal;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Answers the operations of the S3 REST API that are served. */
public final class S3Calls {
  /** Documents at a time: each is some megabytes, and many times that once it is parsed. */
  private static final int DOCUMENTS = 4;

  private static final int PATIENCE_SECONDS = 1;

  private final Semaphore documents = new Semaphore(DOCUMENTS);
  private final BucketCalls buckets;
  private final SettingCalls settings;
  private final ListingCalls listings;
  private final ObjectCalls objects;
  private final CopyCalls copies;
  private final UploadCalls uploads;

  public S3Calls(
      OwnBuckets buckets, Objects objects, ObjectListing listing, Uploads uploads, Pages pages) {
    this.buckets = new BucketCalls(buckets, uploads);
    this.settings = new SettingCalls(buckets);
    this.listings = new ListingCalls(listing, pages);
    this.objects = new ObjectCalls(objects);
    this.copies = new CopyCalls(objects);
    this.uploads = new UploadCalls(uploads);
  }

  /**
   * The operation that a request names.
   *
   * @throws Refusal of kind NOT_IMPLEMENTED, or INVALID for a query that no headers can say
   */
  public ObjectStore.Call call(S3Request asked) {
    S3Request request = QueryHeaders.folded(asked);
    S3Operation operation = S3Operation.of(request);
    return new ObjectStore.Call() {
      @Override
      public String operation() {
        return operation.title();
      }

      @Override
      public boolean changes() {
        return operation.changes();
      }

      @Override
      public S3Answer answer() {
        ObjectInputs.requireBuilt(request);
        return operation.readsDocument()
            ? answerDocument(operation, request)
            : S3Calls.this.answer(operation, request);
      }
    };
  }

  private S3Answer answerDocument(S3Operation operation, S3Request request) {
    if (!hasRoom()) {
      throw Refusal.throttled("Please reduce your request rate: " + DOCUMENTS + " are being read");
    }
    try {
      return answer(operation, request);
    } finally {
      documents.release();
    }
  }

  private boolean hasRoom() {
    try {
      return documents.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private S3Answer answer(S3Operation operation, S3Request request) {
    return switch (operation) {
      case LIST_BUCKETS -> buckets.list(request);
      case CREATE_BUCKET -> buckets.create(request);
      case HEAD_BUCKET -> buckets.head(request);
      case DELETE_BUCKET -> buckets.delete(request);
      case GET_BUCKET_LOCATION -> buckets.locate(request);
      case GET_BUCKET_VERSIONING -> settings.versioning(request);
      case PUT_BUCKET_VERSIONING -> settings.setVersioning(request);
      case GET_BUCKET_ACL -> settings.acl(request);
      case PUT_BUCKET_ACL -> settings.setAcl(request);
      case GET_BUCKET_POLICY -> settings.policy(request);
      case PUT_BUCKET_POLICY -> settings.setPolicy(request);
      case DELETE_BUCKET_POLICY -> settings.removePolicy(request);
      case GET_BUCKET_POLICY_STATUS -> settings.policyStatus(request);
      case GET_PUBLIC_ACCESS_BLOCK -> settings.accessBlock(request);
      case PUT_PUBLIC_ACCESS_BLOCK -> settings.setAccessBlock(request);
      case DELETE_PUBLIC_ACCESS_BLOCK -> settings.removeAccessBlock(request);
      case GET_BUCKET_OWNERSHIP_CONTROLS -> settings.ownership(request);
      case PUT_BUCKET_OWNERSHIP_CONTROLS -> settings.setOwnership(request);
      case DELETE_BUCKET_OWNERSHIP_CONTROLS -> settings.removeOwnership(request);
      case GET_BUCKET_ENCRYPTION -> settings.encryption(request);
      case GET_BUCKET_TAGGING -> settings.tagging(request);
      case LIST_OBJECTS -> listings.objects(request);
      case LIST_OBJECTS_V2 -> listings.objectsV2(request);
      case LIST_OBJECT_VERSIONS -> listings.versions(request);
      case LIST_MULTIPART_UPLOADS -> uploads.list(request);
      case DELETE_OBJECTS -> objects.deleteAll(request);
      case PUT_OBJECT -> put(request);
      case GET_OBJECT, HEAD_OBJECT -> objects.get(request);
      case DELETE_OBJECT -> objects.delete(request);
      case GET_OBJECT_ACL -> objects.acl(request);
      case PUT_OBJECT_ACL -> objects.setAcl(request);
      case CREATE_MULTIPART_UPLOAD -> uploads.begin(request);
      case UPLOAD_PART -> uploads.putPart(request);
      case LIST_PARTS -> uploads.listParts(request);
      case COMPLETE_MULTIPART_UPLOAD -> uploads.complete(request);
      case ABORT_MULTIPART_UPLOAD -> uploads.abort(request);
    };
  }

  private S3Answer put(S3Request request) {
    Optional<String> source = request.header(CopyCalls.SOURCE);
    return source.isPresent() ? copies.copy(request, source.get()) : objects.put(request);
  }

  /** A refusal as S3 spells it. */
  public static S3Answer refused(Refusal refusal, String resource, String requestId) {
    S3Errors error = S3Errors.of(refusal.reason());
    return error(error.status(), error.code(), refusal.message(), resource, requestId);
  }

  /** The error's name. */
  public static String errorOf(Refusal refusal) {
    return S3Errors.of(refusal.reason()).code();
  }

  /** An error. */
  public static S3Answer error(
      int status, String code, String message, String resource, String requestId) {
    return S3Answer.xml(
        status,
        S3Xml.plainDocument(
            "Error",
            xml ->
                xml.element("Code", code)
                    .element("Message", message)
                    .element("Resource", resource)
                    .element("RequestId", requestId)));
  }
}
