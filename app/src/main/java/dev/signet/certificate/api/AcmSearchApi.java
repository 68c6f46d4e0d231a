// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.certificate.CertificateFilter;
import dev.signet.certificate.CertificateFinder;
import dev.signet.certificate.CertificateLifecycle.Status;
import dev.signet.certificate.CertificateOrigin;
import dev.signet.certificate.CertificateSearch;
import dev.signet.certificate.CertificateSearch.Criterion;
import dev.signet.certificate.CertificateSearch.Order;
import dev.signet.certificate.ManagedCertificate;
import dev.signet.certificate.ValidationMethod;
import dev.signet.ground.Ground;
import dev.signet.ground.Pages;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.key.KeySpec;
import dev.signet.wire.generated.acm.AcmCertificateMetadataFilter;
import dev.signet.wire.generated.acm.CertificateExport;
import dev.signet.wire.generated.acm.CertificateFilterStatement;
import dev.signet.wire.generated.acm.CertificateKeyPairOrigin;
import dev.signet.wire.generated.acm.ComparisonOperator;
import dev.signet.wire.generated.acm.KeyUsageName;
import dev.signet.wire.generated.acm.SearchCertificatesRequest;
import dev.signet.wire.generated.acm.SearchCertificatesResponse;
import dev.signet.wire.generated.acm.SearchCertificatesSortBy;
import dev.signet.wire.generated.acm.SearchCertificatesSortOrder;
import dev.signet.wire.generated.acm.SubjectAlternativeNameFilter;
import dev.signet.wire.generated.acm.SubjectFilter;
import dev.signet.wire.generated.acm.TimestampRange;
import dev.signet.wire.generated.acm.X509AttributeFilter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SearchCertificates. What certificates of ours never have finds none. */
final class AcmSearchApi {
  private static final int USUAL_PAGE = 100;
  private static final int DEEPEST = 5;

  private final Ground ground;
  private final CertificateFinder finder;

  AcmSearchApi(Ground ground, CertificateFinder finder) {
    this.ground = ground;
    this.finder = finder;
  }

  SearchCertificatesResponse search(Caller caller, SearchCertificatesRequest request) {
    Instant now = ground.now();
    Pages.Listing listing =
        new Pages.Listing(
            "SearchCertificates",
            caller.home(),
            request.filterStatement() + "|" + request.sortBy() + "|" + request.sortOrder());
    CertificateSearch search =
        new CertificateSearch(
            request.filterStatement() == null
                ? Criterion.EVERY
                : criterion(request.filterStatement(), 1),
            order(request.sortBy()),
            request.sortOrder() != SearchCertificatesSortOrder.ASCENDING,
            place(listing, request.nextToken()),
            request.maxResults() == null ? USUAL_PAGE : request.maxResults());
    Page<ManagedCertificate> page = finder.search(caller.home(), search);
    return SearchCertificatesResponse.of()
        .withResults(page.items().stream().map(found -> AcmFoundApi.result(found, now)).toList())
        .withNextToken(ground.pages().next(listing, page));
  }

  /** This operation has no other error for a token that is not its own. */
  private Optional<String> place(Pages.Listing listing, @Nullable String token) {
    try {
      return ground.pages().position(listing, token);
    } catch (Refusal refusal) {
      throw Refusal.invalid(refusal.message());
    }
  }

  /** What nobody has a value of leaves all in the order of their ARNs. */
  private static Order order(@Nullable SearchCertificatesSortBy by) {
    return switch (by) {
      case null -> Order.CREATED_AT;
      case TYPE, CERTIFICATE_KEY_PAIR_ORIGIN -> Order.ORIGIN;
      case CERTIFICATE_ARN,
          MANAGED_BY,
          EXPORT_OPTION,
          VALIDATION_METHOD,
          ACME_ENDPOINT_ARN,
          ACME_ACCOUNT_ID ->
          Order.ARN;
      case CREATED_AT,
          NOT_AFTER,
          STATUS,
          RENEWAL_STATUS,
          EXPORTED,
          IN_USE,
          NOT_BEFORE,
          KEY_ALGORITHM,
          COMMON_NAME,
          REVOKED_AT,
          RENEWAL_ELIGIBILITY,
          ISSUED_AT,
          IMPORTED_AT ->
          Order.valueOf(by.name());
    };
  }

  private static Criterion criterion(CertificateFilterStatement statement, int depth) {
    if (depth > DEEPEST) {
      throw Refusal.invalid(
          "FilterStatement: expected at most " + DEEPEST + " statements in each other");
    }
    return switch (statement) {
      case CertificateFilterStatement.And(var parts) -> new Criterion.And(all(parts, depth));
      case CertificateFilterStatement.Or(var parts) -> new Criterion.Or(all(parts, depth));
      case CertificateFilterStatement.Not(var part) ->
          new Criterion.Not(criterion(part, depth + 1));
      case CertificateFilterStatement.Filter(var filter) ->
          switch (filter) {
            case dev.signet.wire.generated.acm.CertificateFilter.CertificateArn(var arn) ->
                new Criterion.OfArn(arn);
            case dev.signet.wire.generated.acm.CertificateFilter.X509AttributeFilter(var by) ->
                attribute(by);
            case dev.signet.wire.generated.acm.CertificateFilter.AcmCertificateMetadataFilter(
                    var by) ->
                metadata(by);
          };
    };
  }

  private static List<Criterion> all(List<CertificateFilterStatement> parts, int depth) {
    return parts.stream().map(part -> criterion(part, depth + 1)).toList();
  }

  private static Criterion attribute(X509AttributeFilter filter) {
    return switch (filter) {
      case X509AttributeFilter.Subject(SubjectFilter.CommonName(var name)) ->
          new Criterion.CommonName(name.value(), isPart(name.comparisonOperator()));
      case X509AttributeFilter.SubjectAlternativeName(
              SubjectAlternativeNameFilter.DnsName(var name)) ->
          new Criterion.DnsName(name.value(), isPart(name.comparisonOperator()));
      case X509AttributeFilter.ExtendedKeyUsage(var name) ->
          or(AcmAnswersApi.purpose(name).map(Criterion.Serves::new));
      case X509AttributeFilter.KeyUsage(var name) -> usage(name);
      case X509AttributeFilter.KeyAlgorithm(var key) ->
          or(KeySpec.named(key.value()).map(Criterion.OfKey::new));
      case X509AttributeFilter.SerialNumber(var serial) ->
          or(Serial.ofHex(serial).map(Criterion.OfSerial::new));
      case X509AttributeFilter.NotAfter(var range) -> within(true, range);
      case X509AttributeFilter.NotBefore(var range) -> within(false, range);
    };
  }

  private static boolean isPart(ComparisonOperator operator) {
    return operator == ComparisonOperator.CONTAINS;
  }

  private static Criterion usage(KeyUsageName name) {
    if (name == KeyUsageName.ANY) {
      return new Criterion.Uses(new CertificateFilter.Usages(Set.of(), true));
    }
    return or(
        AcmAnswersApi.keyUsage(name)
            .map(usage -> new Criterion.Uses(new CertificateFilter.Usages(Set.of(usage), false))));
  }

  private static Criterion within(boolean end, TimestampRange range) {
    if (range.start() != null && range.end() != null && range.start().isAfter(range.end())) {
      throw Refusal.invalid(
          "Start " + range.start() + ": expected one that is not after End " + range.end());
    }
    return new Criterion.Within(
        end, Optional.ofNullable(range.start()), Optional.ofNullable(range.end()));
  }

  private static Criterion metadata(AcmCertificateMetadataFilter filter) {
    return switch (filter) {
      case AcmCertificateMetadataFilter.Status(var status) ->
          or(named(Status.values(), status.name()).map(Criterion.InState::new));
      case AcmCertificateMetadataFilter.RenewalStatus(var status) ->
          or(
              named(ManagedCertificate.RenewalStatus.values(), status.name())
                  .map(Criterion.Renewed::new));
      case AcmCertificateMetadataFilter.Type(var type) ->
          or(named(CertificateOrigin.values(), type.name()).map(Criterion.From::new));
      case AcmCertificateMetadataFilter.InUse(var used) -> new Criterion.InUse(used);
      case AcmCertificateMetadataFilter.Exported(var exported) -> new Criterion.Exported(exported);
      case AcmCertificateMetadataFilter.ExportOption(var option) ->
          new Criterion.Exportable(option == CertificateExport.ENABLED);
      case AcmCertificateMetadataFilter.CertificateKeyPairOrigin(var origin) -> origin(origin);
      case AcmCertificateMetadataFilter.ManagedBy(var by) -> new Criterion.ManagedBy(by.value());
      case AcmCertificateMetadataFilter.ValidationMethod(var method) ->
          or(named(ValidationMethod.values(), method.name()).map(Criterion.ProvenBy::new));
      case AcmCertificateMetadataFilter.AcmeEndpointArn _,
          AcmCertificateMetadataFilter.AcmeAccountId _,
          AcmCertificateMetadataFilter.RootHierarchyType _ ->
          Criterion.NONE;
    };
  }

  private static Criterion origin(CertificateKeyPairOrigin wanted) {
    return new Criterion.Or(
        AcmListApi.origins(wanted).stream().<Criterion>map(Criterion.From::new).toList());
  }

  private static <T extends Enum<T>> Optional<T> named(T[] all, String name) {
    return Arrays.stream(all).filter(each -> each.name().equals(name)).findFirst();
  }

  private static Criterion or(Optional<? extends Criterion> known) {
    return known.isPresent() ? known.get() : Criterion.NONE;
  }
}
