// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.certificate.CertificateArn;
import dev.signet.certificate.ManagedCertificate;
import dev.signet.certificate.ManagedCertificates;
import dev.signet.ground.Ground;
import dev.signet.ground.Pages;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.wire.codec.Empty;
import dev.signet.wire.generated.acm.CertificateOptions;
import dev.signet.wire.generated.acm.DomainValidationSummary;
import dev.signet.wire.generated.acm.ListCertificateDomainValidationsRequest;
import dev.signet.wire.generated.acm.ListCertificateDomainValidationsResponse;
import dev.signet.wire.generated.acm.ListTagsForResourceRequest;
import dev.signet.wire.generated.acm.ListTagsForResourceResponse;
import dev.signet.wire.generated.acm.ResendValidationEmailRequest;
import dev.signet.wire.generated.acm.TagResourceRequest;
import dev.signet.wire.generated.acm.UntagResourceRequest;
import dev.signet.wire.generated.acm.UpdateCertificateOptionsRequest;
import java.util.List;

/** What concerns public certificates only, as certificates of private CAs and imports answer it. */
final class AcmValidationApi {
  private static final int USUAL_PAGE = 1000;

  private final Ground ground;
  private final ManagedCertificates certificates;

  AcmValidationApi(Ground ground, ManagedCertificates certificates) {
    this.ground = ground;
    this.certificates = certificates;
  }

  /** The names; nobody has to prove anything of them. */
  ListCertificateDomainValidationsResponse list(
      Caller caller, ListCertificateDomainValidationsRequest request) {
    List<String> names = find(caller, request.certificateArn()).names().all();
    Pages.Listing listing =
        new Pages.Listing(
            "ListCertificateDomainValidations", caller.home(), request.certificateArn());
    int from =
        ground.pages().position(listing, request.nextToken()).map(Integer::parseInt).orElse(0);
    int limit = request.maxItems() == null ? USUAL_PAGE : request.maxItems();
    List<String> rest = names.subList(Math.min(from, names.size()), names.size());
    Page<String> page =
        Page.cut(
            rest.subList(0, Math.min(rest.size(), limit + 1)),
            limit,
            _ -> Integer.toString(from + limit));
    return ListCertificateDomainValidationsResponse.of()
        .withDomainValidationSummaryList(
            page.items().stream().map(DomainValidationSummary::of).toList())
        .withNextToken(ground.pages().next(listing, page));
  }

  Empty update(Caller caller, UpdateCertificateOptionsRequest request) {
    find(caller, request.certificateArn());
    CertificateOptions options = request.options();
    if (options.export() != null) {
      throw Refusal.invalid(
          "Export: expected none; whether a certificate may be exported never changes");
    }
    throw Refusal.wrongState(
        "Certificate "
            + request.certificateArn()
            + ": expected a public one, whose validation and logging have options");
  }

  Empty resend(Caller caller, ResendValidationEmailRequest request) {
    find(caller, request.certificateArn());
    throw Refusal.wrongState(
        "Certificate " + request.certificateArn() + " waits for no mail: expected one that does");
  }

  Empty tag(Caller caller, TagResourceRequest request) {
    requireResource(request.resourceArn(), "AddTagsToCertificate");
    return Empty.VALUE;
  }

  Empty untag(Caller caller, UntagResourceRequest request) {
    requireResource(request.resourceArn(), "RemoveTagsFromCertificate");
    return Empty.VALUE;
  }

  ListTagsForResourceResponse listTags(Caller caller, ListTagsForResourceRequest request) {
    requireResource(request.resourceArn(), "ListTagsForCertificate");
    return ListTagsForResourceResponse.of();
  }

  /** Refuses all: these operations are for ACME endpoints and what they have; there is none. */
  private static void requireResource(String arn, String forCertificates) {
    if (CertificateArn.parse(arn).isPresent()) {
      throw Refusal.invalid(
          "ResourceArn '" + arn + "' is a certificate: expected " + forCertificates);
    }
    throw Refusal.notFound("Could not find resource " + arn + ".");
  }

  private ManagedCertificate find(Caller caller, String arn) {
    return certificates.find(caller, CertificateArn.of(arn));
  }
}
