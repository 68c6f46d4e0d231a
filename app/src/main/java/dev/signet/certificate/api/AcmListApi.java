// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.certificate.CertificateFilter;
import dev.signet.certificate.CertificateLifecycle.Status;
import dev.signet.certificate.CertificateOrigin;
import dev.signet.certificate.ListedCertificate;
import dev.signet.certificate.ManagedCertificates;
import dev.signet.ground.Ground;
import dev.signet.ground.Pages;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.pki.key.KeySpec;
import dev.signet.wire.generated.acm.CertificateExport;
import dev.signet.wire.generated.acm.CertificateKeyPairOrigin;
import dev.signet.wire.generated.acm.CertificateStatus;
import dev.signet.wire.generated.acm.Filters;
import dev.signet.wire.generated.acm.KeyAlgorithm;
import dev.signet.wire.generated.acm.KeyUsageName;
import dev.signet.wire.generated.acm.ListCertificatesRequest;
import dev.signet.wire.generated.acm.ListCertificatesResponse;
import dev.signet.wire.generated.acm.SortOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    Page<ListedCertificate> page =
        certificates.page(
            caller.home(),
            new ManagedCertificates.Listing(
                request.sortOrder() != SortOrder.ASCENDING,
                ground.pages().position(listing, request.nextToken()),
                request.maxItems() == null ? USUAL_PAGE : request.maxItems(),
                filter(request)));
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

  /** Values that no certificate of ours has are left out, so that a set may be empty. */
  private static CertificateFilter filter(ListCertificatesRequest request) {
    Filters includes = request.includes() == null ? Filters.of() : request.includes();
    List<KeyAlgorithm> keys = given(includes.keyTypes()).orElse(USUAL_KEYS);
    Optional<Set<Status>> statuses =
        given(request.certificateStatuses()).map(all -> known(all, AcmListApi::status));
    return new CertificateFilter(
        Optional.of(known(keys, key -> KeySpec.named(key.value()))),
        statuses,
        given(request.certificateKeyPairOrigins())
            .map(all ->
                all.stream()
                    .flatMap(each -> origins(each).stream())
                    .collect(Collectors.toUnmodifiableSet())),
        given(includes.keyUsage())
            .map(usages ->
                new CertificateFilter.Usages(
                    known(usages, AcmAnswersApi::keyUsage), usages.contains(KeyUsageName.ANY))),
        given(includes.extendedKeyUsage()).map(names -> known(names, AcmAnswersApi::purpose)),
        Optional.ofNullable(includes.exportOption())
            .map(option -> option == CertificateExport.ENABLED),
        Optional.ofNullable(includes.managedBy()).map(by -> by.value()));
  }

  static Set<CertificateOrigin> origins(CertificateKeyPairOrigin wanted) {
    return switch (wanted) {
      case AWS_MANAGED -> Set.of(CertificateOrigin.PRIVATE, CertificateOrigin.AMAZON_ISSUED);
      case CUSTOMER_PROVIDED -> Set.of(CertificateOrigin.IMPORTED);
      case ACME -> Set.of();
    };
  }

  private static Optional<Status> status(CertificateStatus wanted) {
    return Arrays.stream(Status.values())
        .filter(status -> status.name().equals(wanted.name()))
        .findFirst();
  }

  private static <T, R> Set<R> known(List<T> given, Function<T, Optional<R>> reading) {
    return given.stream()
        .flatMap(each -> reading.apply(each).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static <T> Optional<List<T>> given(@Nullable List<T> filter) {
    return Optional.ofNullable(filter).filter(all -> !all.isEmpty());
  }
}
