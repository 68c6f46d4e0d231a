// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.certificate.CertificateArn;
import dev.signet.certificate.ManagedCertificate;
import dev.signet.certificate.ManagedCertificates;
import dev.signet.certificate.PublicTerms;
import dev.signet.certificate.ValidationMethod;
import dev.signet.ground.Ground;
import dev.signet.ground.Pages;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.wire.codec.Empty;
import dev.signet.wire.generated.acm.CertificateExport;
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
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What concerns public certificates only; those of private CAs and imports answer it too. */
final class AcmValidationApi {
  private static final Logger log = LoggerFactory.getLogger(AcmValidationApi.class);

  private static final int USUAL_PAGE = 1000;

  private final Ground ground;
  private final ManagedCertificates certificates;

  AcmValidationApi(Ground ground, ManagedCertificates certificates) {
    this.ground = ground;
    this.certificates = certificates;
  }

  /** The names; of private ones and imports nobody has to prove anything. */
  ListCertificateDomainValidationsResponse list(
      Caller caller, ListCertificateDomainValidationsRequest request) {
    List<DomainValidationSummary> names =
        AcmDomainsApi.summaries(find(caller, request.certificateArn()));
    Pages.Listing listing =
        new Pages.Listing(
            "ListCertificateDomainValidations", caller.home(), request.certificateArn());
    int from =
        ground.pages().position(listing, request.nextToken()).map(Integer::parseInt).orElse(0);
    int limit = request.maxItems() == null ? USUAL_PAGE : request.maxItems();
    List<DomainValidationSummary> rest = names.subList(Math.min(from, names.size()), names.size());
    Page<DomainValidationSummary> page =
        Page.cut(
            rest.subList(0, Math.min(rest.size(), limit + 1)),
            limit,
            _ -> Integer.toString(from + limit));
    return ListCertificateDomainValidationsResponse.of()
        .withDomainValidationSummaryList(page.items())
        .withNextToken(ground.pages().next(listing, page));
  }

  /** Nothing of it changes anything: all that is public is logged, and exports are for ever. */
  Empty update(Caller caller, UpdateCertificateOptionsRequest request) {
    ManagedCertificate found = find(caller, request.certificateArn());
    CertificateOptions options = request.options();
    boolean exportable = found.terms().filter(PublicTerms::exportable).isPresent();
    if (options.export() != null
        && (found.terms().isEmpty()
            || exportable != (options.export() == CertificateExport.ENABLED))) {
      throw Refusal.invalid(
          "Export "
              + options.export().value()
              + ": expected none; whether a certificate may be exported never changes");
    }
    if (found.terms().isEmpty()) {
      throw Refusal.wrongState(
          "Certificate "
              + request.certificateArn()
              + ": expected a public one, whose validation and logging have options");
    }
    if (options.validationMethod() != null || found.current().isEmpty()) {
      throw Refusal.wrongState(
          "Certificate "
              + request.certificateArn()
              + ": expected one that was issued after a proof by EMAIL, to prove it by DNS from now"
              + " on");
    }
    return Empty.VALUE;
  }

  /** No mail is sent here; whoever asks for another one is told so in the log. */
  Empty resend(Caller caller, ResendValidationEmailRequest request) {
    ManagedCertificate found = find(caller, request.certificateArn());
    if (!found.isPending() || found.terms().orElseThrow().method() != ValidationMethod.EMAIL) {
      throw Refusal.wrongState(
          "Certificate " + request.certificateArn() + " waits for no mail: expected one that does");
    }
    AcmRequestApi.requireAbove(
        found.names(),
        request.domain().toLowerCase(Locale.ROOT),
        request.validationDomain().toLowerCase(Locale.ROOT));
    log.warn("{}: no mail is sent here; only DNS proves names", found.arn());
    return Empty.VALUE;
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
