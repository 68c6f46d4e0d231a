// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.certificate.ManagedCertificate;
import dev.signet.certificate.ManagedCertificates;
import dev.signet.ground.Ground;
import dev.signet.ground.Pages;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.wire.generated.acm.CertificateExport;
import dev.signet.wire.generated.acm.CertificateKeyPairOrigin;
import dev.signet.wire.generated.acm.CertificateStatus;
import dev.signet.wire.generated.acm.ExtendedKeyUsageName;
import dev.signet.wire.generated.acm.Filters;
import dev.signet.wire.generated.acm.KeyAlgorithm;
import dev.signet.wire.generated.acm.KeyUsageName;
import dev.signet.wire.generated.acm.ListCertificatesRequest;
import dev.signet.wire.generated.acm.ListCertificatesResponse;
import dev.signet.wire.generated.acm.SortOrder;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ListCertificates. EC certificates are shown only to those who ask for them, as the API says. */
final class AcmListApi {
  private static final int USUAL_PAGE = 100;
  private static final List<KeyAlgorithm> USUAL_KEYS =
      List.of(KeyAlgorithm.RSA_1024, KeyAlgorithm.RSA_2048);

  private final Ground ground;
  private final ManagedCertificates certificates;

  AcmListApi(Ground ground, ManagedCertificates certificates) {
    this.ground = ground;
    this.certificates = certificates;
  }

  ListCertificatesResponse list(Caller caller, ListCertificatesRequest request) {
    if ((request.sortBy() == null) != (request.sortOrder() == null)) {
      throw Refusal.invalid("SortBy and SortOrder: expected both or neither");
    }
    Instant now = ground.now();
    Pages.Listing listing = listing(caller, request);
    Page<ManagedCertificate> page =
        certificates.page(
            caller.home(),
            new ManagedCertificates.Listing(
                request.sortOrder() != SortOrder.ASCENDING,
                ground.pages().position(listing, request.nextToken()),
                request.maxItems() == null ? USUAL_PAGE : request.maxItems(),
                certificate -> isWanted(certificate, request, now)));
    return ListCertificatesResponse.of()
        .withCertificateSummaryList(
            page.items().stream().map(found -> AcmAnswersApi.summary(found, now)).toList())
        .withNextToken(ground.pages().next(listing, page));
  }

  private static Pages.Listing listing(Caller caller, ListCertificatesRequest request) {
    String filter =
        String.join(
            "|",
            String.valueOf(request.certificateStatuses()),
            String.valueOf(request.certificateKeyPairOrigins()),
            String.valueOf(request.includes()),
            String.valueOf(request.sortOrder()));
    return new Pages.Listing("ListCertificates", caller.home(), filter);
  }

  private static boolean isWanted(
      ManagedCertificate certificate, ListCertificatesRequest request, Instant now) {
    List<CertificateStatus> statuses = given(request.certificateStatuses());
    List<CertificateKeyPairOrigin> origins = given(request.certificateKeyPairOrigins());
    Filters includes = request.includes() == null ? Filters.of() : request.includes();
    List<KeyAlgorithm> keys = given(includes.keyTypes());
    return (statuses.isEmpty() || statuses.contains(AcmAnswersApi.status(certificate, now)))
        && (origins.isEmpty() || origins.contains(CertificateKeyPairOrigin.AWS_MANAGED))
        && (keys.isEmpty() ? USUAL_KEYS : keys).contains(AcmAnswersApi.keyAlgorithm(certificate))
        && includes.managedBy() == null
        && includes.exportOption() != CertificateExport.ENABLED
        && hasUsage(certificate, includes);
  }

  private static boolean hasUsage(ManagedCertificate certificate, Filters includes) {
    List<KeyUsageName> usages = given(includes.keyUsage());
    List<ExtendedKeyUsageName> purposes = given(includes.extendedKeyUsage());
    if (usages.isEmpty() && purposes.isEmpty()) {
      return true;
    }
    return certificate
        .current()
        .map(ManagedCertificate.Outcome.Issued::leaf)
        .filter(leaf ->
            usages.isEmpty() || !Collections.disjoint(usages, AcmAnswersApi.keyUsages(leaf)))
        .filter(leaf ->
            purposes.isEmpty() || !Collections.disjoint(purposes, AcmAnswersApi.purposes(leaf)))
        .isPresent();
  }

  private static <T> List<T> given(@Nullable List<T> filter) {
    return filter == null ? List.of() : filter;
  }
}
