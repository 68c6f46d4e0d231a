// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.api;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.OutsideBuckets;
import dev.signet.authority.grant.Grants;
import dev.signet.authority.grant.Policies;
import dev.signet.authority.issuing.IssueCommand;
import dev.signet.authority.issuing.IssuedArn;
import dev.signet.authority.issuing.IssuedCertificates;
import dev.signet.authority.issuing.StoredCertificate;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.AuthorityLifecycle;
import dev.signet.authority.lifecycle.OwnAuthorities;
import dev.signet.authority.report.AuditReports;
import dev.signet.authority.revocation.Revocations;
import dev.signet.ground.Api;
import dev.signet.ground.Ground;
import dev.signet.ground.Pages;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.codec.Pem;
import dev.signet.pki.status.RevocationReason;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Empty;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.CertificateAuthorityStatus;
import dev.signet.wire.generated.acmpca.CreateCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.CreateCertificateAuthorityResponse;
import dev.signet.wire.generated.acmpca.DeleteCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.DescribeCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.DescribeCertificateAuthorityResponse;
import dev.signet.wire.generated.acmpca.GetCertificateAuthorityCertificateRequest;
import dev.signet.wire.generated.acmpca.GetCertificateAuthorityCertificateResponse;
import dev.signet.wire.generated.acmpca.GetCertificateAuthorityCsrRequest;
import dev.signet.wire.generated.acmpca.GetCertificateAuthorityCsrResponse;
import dev.signet.wire.generated.acmpca.GetCertificateRequest;
import dev.signet.wire.generated.acmpca.GetCertificateResponse;
import dev.signet.wire.generated.acmpca.ImportCertificateAuthorityCertificateRequest;
import dev.signet.wire.generated.acmpca.IssueCertificateRequest;
import dev.signet.wire.generated.acmpca.IssueCertificateResponse;
import dev.signet.wire.generated.acmpca.ListCertificateAuthoritiesRequest;
import dev.signet.wire.generated.acmpca.ListCertificateAuthoritiesResponse;
import dev.signet.wire.generated.acmpca.ResourceOwner;
import dev.signet.wire.generated.acmpca.RestoreCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.RevokeCertificateRequest;
import dev.signet.wire.generated.acmpca.UpdateCertificateAuthorityRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates the acm-pca API to the commands of this feature. */
public final class AcmPcaApi {
  private static final int MAX_PAGE = 100;
  private static final int RESTORATION_DAYS = 30;

  private final Ground ground;
  private final OwnAuthorities authorities;
  private final IssuedCertificates certificates;
  private final Revocations revocations;
  private final OutsideBuckets buckets;

  private AcmPcaApi(
      Ground ground,
      OwnAuthorities authorities,
      IssuedCertificates certificates,
      Revocations revocations,
      OutsideBuckets buckets) {
    this.ground = ground;
    this.authorities = authorities;
    this.certificates = certificates;
    this.revocations = revocations;
    this.buckets = buckets;
  }

  /** What is built of the service. */
  public static Api of(
      Ground ground,
      OwnAuthorities authorities,
      IssuedCertificates certificates,
      OutsideBuckets buckets) {
    AcmPcaApi api =
        new AcmPcaApi(ground, authorities, certificates, new Revocations(ground), buckets);
    Bindings<Caller> signed =
        Bindings.<Caller>none()
            .on(AcmPca.CREATE_CERTIFICATE_AUTHORITY, api::create)
            .on(AcmPca.DESCRIBE_CERTIFICATE_AUTHORITY, api::describe)
            .on(AcmPca.LIST_CERTIFICATE_AUTHORITIES, api::list)
            .on(AcmPca.GET_CERTIFICATE_AUTHORITY_CSR, api::csr)
            .on(AcmPca.IMPORT_CERTIFICATE_AUTHORITY_CERTIFICATE, api::install)
            .on(AcmPca.GET_CERTIFICATE_AUTHORITY_CERTIFICATE, api::certificate)
            .on(AcmPca.UPDATE_CERTIFICATE_AUTHORITY, api::update)
            .on(AcmPca.DELETE_CERTIFICATE_AUTHORITY, api::delete)
            .on(AcmPca.RESTORE_CERTIFICATE_AUTHORITY, api::restore)
            .on(AcmPca.ISSUE_CERTIFICATE, api::issue)
            .on(AcmPca.GET_CERTIFICATE, api::get)
            .on(AcmPca.REVOKE_CERTIFICATE, api::revoke)
            .and(AcmPcaGrantsApi.bindings(ground, authorities, new Grants(ground)))
            .and(AcmPcaPoliciesApi.bindings(new Policies(ground)))
            .and(AcmPcaReportsApi.bindings(new AuditReports(ground, buckets)));
    return Api.signed("acm-pca", AcmPcaDenialsApi.told(signed), new AcmPcaErrors());
  }

  private CreateCertificateAuthorityResponse create(
      Caller caller, CreateCertificateAuthorityRequest request) {
    RevocationWire.requireBucket(caller, request.revocationConfiguration(), buckets);
    AuthorityArn arn = authorities.create(caller, AuthorityWire.command(request));
    return CreateCertificateAuthorityResponse.of().withCertificateAuthorityArn(arn.toString());
  }

  private DescribeCertificateAuthorityResponse describe(
      Caller caller, DescribeCertificateAuthorityRequest request) {
    Authority authority =
        authorities.find(caller, AuthorityArn.of(request.certificateAuthorityArn()));
    return DescribeCertificateAuthorityResponse.of()
        .withCertificateAuthority(AuthorityWire.describe(authority, ground.now()));
  }

  private ListCertificateAuthoritiesResponse list(
      Caller caller, ListCertificateAuthoritiesRequest request) {
    ResourceOwner owner = request.resourceOwner();
    int limit = request.maxResults() == null ? MAX_PAGE : Math.min(request.maxResults(), MAX_PAGE);
    Pages pages = ground.pages();
    Pages.Listing listing =
        new Pages.Listing(
            "ListCertificateAuthorities",
            caller.home(),
            owner == ResourceOwner.OTHER_ACCOUNTS ? owner.value() : "");
    Optional<String> position = pages.position(listing, request.nextToken());
    if (owner == ResourceOwner.OTHER_ACCOUNTS) { // nobody can share one yet
      return ListCertificateAuthoritiesResponse.of().withCertificateAuthorities(List.of());
    }
    Page<Authority> page = authorities.page(caller.home(), position, limit);
    return ListCertificateAuthoritiesResponse.of()
        .withCertificateAuthorities(
            page.items().stream()
                .map(authority -> AuthorityWire.describe(authority, ground.now()))
                .toList())
        .withNextToken(pages.next(listing, page));
  }

  private GetCertificateAuthorityCsrResponse csr(
      Caller caller, GetCertificateAuthorityCsrRequest request) {
    AuthorityArn arn = AuthorityArn.of(request.certificateAuthorityArn());
    return GetCertificateAuthorityCsrResponse.of().withCsr(authorities.csr(caller, arn));
  }

  private Empty install(Caller caller, ImportCertificateAuthorityCertificateRequest request) {
    byte[] chain =
        request.certificateChain() == null ? new byte[0] : request.certificateChain().bytes();
    authorities.install(
        caller,
        AuthorityArn.of(request.certificateAuthorityArn()),
        request.certificate().bytes(),
        chain);
    return Empty.VALUE;
  }

  private GetCertificateAuthorityCertificateResponse certificate(
      Caller caller, GetCertificateAuthorityCertificateRequest request) {
    Chain chain =
        authorities.certificate(caller, AuthorityArn.of(request.certificateAuthorityArn()));
    return GetCertificateAuthorityCertificateResponse.of()
        .withCertificate(chain.first().pem())
        .withCertificateChain(issuersPem(chain));
  }

  /** What is above the certificate; absent, never empty, for a root. */
  private static @Nullable String issuersPem(Chain chain) {
    return chain.issuers().isEmpty() ? null : new Chain(chain.issuers()).pem();
  }

  private Empty update(Caller caller, UpdateCertificateAuthorityRequest request) {
    AuthorityArn arn = AuthorityArn.of(request.certificateAuthorityArn());
    authorities.requireUpdatable(caller, arn);
    if (request.status() == null && request.revocationConfiguration() == null) {
      throw Refusal.invalid("expected Status or RevocationConfiguration to be given");
    }
    RevocationWire.requireBucket(caller, request.revocationConfiguration(), buckets);
    authorities.update(
        caller,
        arn,
        event(request.status()),
        present -> RevocationWire.changed(present, request.revocationConfiguration()));
    return Empty.VALUE;
  }

  private static AuthorityLifecycle.Event event(@Nullable CertificateAuthorityStatus status) {
    return switch (status) {
      case null -> AuthorityLifecycle.Event.CONFIGURE;
      case ACTIVE -> AuthorityLifecycle.Event.ENABLE;
      case DISABLED -> AuthorityLifecycle.Event.DISABLE;
      default ->
          throw Refusal.invalid("Status " + status.value() + ": expected ACTIVE or DISABLED");
    };
  }

  private Empty delete(Caller caller, DeleteCertificateAuthorityRequest request) {
    int days =
        request.permanentDeletionTimeInDays() == null
            ? RESTORATION_DAYS
            : request.permanentDeletionTimeInDays();
    authorities.delete(caller, AuthorityArn.of(request.certificateAuthorityArn()), days);
    return Empty.VALUE;
  }

  private Empty restore(Caller caller, RestoreCertificateAuthorityRequest request) {
    authorities.restore(caller, AuthorityArn.of(request.certificateAuthorityArn()));
    return Empty.VALUE;
  }

  private IssueCertificateResponse issue(Caller caller, IssueCertificateRequest request) {
    AuthorityArn authority = AuthorityArn.of(request.certificateAuthorityArn());
    certificates.requireKnown(caller, authority);
    return IssueCertificateResponse.of()
        .withCertificateArn(
            certificates.issue(caller, command(caller, authority, request)).toString());
  }

  /** The state of the authority counts before what is wrong with the rest of a request. */
  private IssueCommand command(
      Caller caller, AuthorityArn authority, IssueCertificateRequest request) {
    try {
      return IssueWire.command(authority, request, caller.region());
    } catch (Refusal wrong) {
      certificates.requireAble(caller, authority);
      throw wrong;
    }
  }

  private Empty revoke(Caller caller, RevokeCertificateRequest request) {
    revocations.revoke(
        caller,
        AuthorityArn.of(request.certificateAuthorityArn()),
        request.certificateSerial(),
        RevocationReason.named(request.revocationReason().value()).orElseThrow());
    return Empty.VALUE;
  }

  private GetCertificateResponse get(Caller caller, GetCertificateRequest request) {
    AuthorityArn authority = AuthorityArn.of(request.certificateAuthorityArn());
    StoredCertificate stored =
        certificates.get(caller, IssuedArn.of(authority, request.certificateArn()));
    return GetCertificateResponse.of()
        .withCertificate(Pem.certificate(stored.der().bytes()))
        .withCertificateChain(stored.issuers().orElse(null));
  }
}
