// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.kernel.Arn;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.ValidityTerm;
import dev.signet.pki.codec.Pem;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.profile.Profile;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Empty;
import dev.signet.wire.codec.Json;
import dev.signet.wire.codec.PageToken;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.ApiPassthrough;
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
import dev.signet.wire.generated.acmpca.UpdateCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.Validity;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates the acm-pca API to the commands of this feature. */
public final class AcmPcaApi {
  private static final int MAX_PAGE = 100;
  private static final int RESTORATION_DAYS = 30;
  private static final byte[] NOTHING = {};
  private static final String DEFAULT_TEMPLATE = "EndEntityCertificate";

  private final Authorities authorities;
  private final Issuance issuance;
  private final InstantSource clock;
  private final PagesWire pages;

  private AcmPcaApi(
      Authorities authorities, Issuance issuance, InstantSource clock, PagesWire pages) {
    this.authorities = authorities;
    this.issuance = issuance;
    this.clock = clock;
    this.pages = pages;
  }

  /**
   * The operations that are built.
   *
   * @param pageTokenKey signs page tokens, 32 octets
   */
  public static Bindings<Caller> bindings(
      Authorities authorities, Issuance issuance, InstantSource clock, byte[] pageTokenKey) {
    PagesWire pages = new PagesWire(clock, new PageToken(pageTokenKey));
    AcmPcaApi api = new AcmPcaApi(authorities, issuance, clock, pages);
    return Bindings.<Caller>none()
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
        .and(AcmPcaGrantsApi.bindings(authorities, clock, pages));
  }

  private CreateCertificateAuthorityResponse create(
      Caller caller, CreateCertificateAuthorityRequest request) {
    String arn = authorities.create(caller, AuthorityWire.command(request));
    return CreateCertificateAuthorityResponse.of().withCertificateAuthorityArn(arn);
  }

  private DescribeCertificateAuthorityResponse describe(
      Caller caller, DescribeCertificateAuthorityRequest request) {
    Authority authority = authorities.find(caller, request.certificateAuthorityArn());
    return DescribeCertificateAuthorityResponse.of()
        .withCertificateAuthority(AuthorityWire.describe(authority, clock.instant()));
  }

  private ListCertificateAuthoritiesResponse list(
      Caller caller, ListCertificateAuthoritiesRequest request) {
    if (request.resourceOwner() == ResourceOwner.OTHER_ACCOUNTS) {
      return ListCertificateAuthoritiesResponse.of().withCertificateAuthorities(List.of());
    }
    int limit = request.maxResults() == null ? MAX_PAGE : Math.min(request.maxResults(), MAX_PAGE);
    String listing = "ListCertificateAuthorities";
    Page<Authority> page =
        authorities.page(caller, pages.position(caller, listing, request.nextToken()), limit);
    return ListCertificateAuthoritiesResponse.of()
        .withCertificateAuthorities(
            page.items().stream()
                .map(authority -> AuthorityWire.describe(authority, clock.instant()))
                .toList())
        .withNextToken(pages.next(caller, listing, page));
  }

  private GetCertificateAuthorityCsrResponse csr(
      Caller caller, GetCertificateAuthorityCsrRequest request) {
    return GetCertificateAuthorityCsrResponse.of()
        .withCsr(authorities.csr(caller, request.certificateAuthorityArn()));
  }

  private Empty install(Caller caller, ImportCertificateAuthorityCertificateRequest request) {
    byte[] chain =
        request.certificateChain() == null ? new byte[0] : request.certificateChain().bytes();
    authorities.install(
        caller, request.certificateAuthorityArn(), request.certificate().bytes(), chain);
    return Empty.VALUE;
  }

  private GetCertificateAuthorityCertificateResponse certificate(
      Caller caller, GetCertificateAuthorityCertificateRequest request) {
    Chain chain = authorities.certificate(caller, request.certificateAuthorityArn());
    return GetCertificateAuthorityCertificateResponse.of()
        .withCertificate(chain.first().pem())
        .withCertificateChain(issuersPem(chain));
  }

  /** What is above the certificate; absent, never empty, for a root. */
  private static @Nullable String issuersPem(Chain chain) {
    return chain.issuers().isEmpty() ? null : new Chain(chain.issuers()).pem();
  }

  private Empty update(Caller caller, UpdateCertificateAuthorityRequest request) {
    authorities.find(caller, request.certificateAuthorityArn());
    if (request.status() == null && request.revocationConfiguration() == null) {
      throw new Refusal(
          Refusal.Kind.INVALID, "expected Status or RevocationConfiguration to be given");
    }
    AuthorityWire.requireNoRevocation(request.revocationConfiguration());
    authorities.update(caller, request.certificateAuthorityArn(), event(request.status()));
    return Empty.VALUE;
  }

  private static AuthorityLifecycle.Event event(@Nullable CertificateAuthorityStatus status) {
    return switch (status) {
      case null -> AuthorityLifecycle.Event.CONFIGURE;
      case ACTIVE -> AuthorityLifecycle.Event.ENABLE;
      case DISABLED -> AuthorityLifecycle.Event.DISABLE;
      default ->
          throw new Refusal(
              Refusal.Kind.INVALID, "Status " + status.value() + ": expected ACTIVE or DISABLED");
    };
  }

  private Empty delete(Caller caller, DeleteCertificateAuthorityRequest request) {
    int days =
        request.permanentDeletionTimeInDays() == null
            ? RESTORATION_DAYS
            : request.permanentDeletionTimeInDays();
    authorities.delete(caller, request.certificateAuthorityArn(), days);
    return Empty.VALUE;
  }

  private Empty restore(Caller caller, RestoreCertificateAuthorityRequest request) {
    authorities.restore(caller, request.certificateAuthorityArn());
    return Empty.VALUE;
  }

  private IssueCertificateResponse issue(Caller caller, IssueCertificateRequest request) {
    issuance.requireKnown(caller, request.certificateAuthorityArn());
    ApiPassthrough passthrough = request.apiPassthrough();
    IssueCommand command =
        PkiRefusals.translate(() ->
            new IssueCommand(
                request.certificateAuthorityArn(),
                request.csr().bytes(),
                SignatureScheme.named(request.signingAlgorithm().value())
                    .orElseThrow(() -> notSupported(request.signingAlgorithm().value())),
                template(caller, request.templateArn()),
                validity(request.validity()),
                Optional.ofNullable(request.validityNotBefore()).map(AcmPcaApi::validity),
                passthrough == null ? NOTHING : Json.write(ApiPassthrough.SHAPE, passthrough),
                Optional.ofNullable(request.idempotencyToken())));
    return IssueCertificateResponse.of().withCertificateArn(issuance.issue(caller, command));
  }

  private static Refusal notSupported(String algorithm) {
    return new Refusal(Refusal.Kind.INVALID, "SigningAlgorithm " + algorithm + " is not supported");
  }

  private static ValidityTerm validity(Validity validity) {
    return new ValidityTerm(
        ValidityTerm.Type.named(validity.type().value()).orElseThrow(), validity.value());
  }

  private static Profile template(Caller caller, @Nullable String arn) {
    if (arn == null) {
      return Profile.named(DEFAULT_TEMPLATE).orElseThrow();
    }
    String start = "arn:" + caller.region().partition() + ":acm-pca:::template/";
    if (arn.startsWith(start) && arn.endsWith("/V1")) {
      String name = arn.substring(start.length(), arn.length() - "/V1".length());
      Optional<Profile> profile = Profile.named(name);
      if (profile.isPresent()) {
        return profile.get();
      }
    }
    throw new Refusal(
        Refusal.Kind.INVALID,
        "TemplateArn '"
            + arn
            + "': expected a template such as "
            + start
            + DEFAULT_TEMPLATE
            + "/V1");
  }

  private GetCertificateResponse get(Caller caller, GetCertificateRequest request) {
    Serial serial = serial(request.certificateAuthorityArn(), request.certificateArn());
    CertificateTables.Issued issued =
        issuance.get(caller, request.certificateAuthorityArn(), serial);
    return GetCertificateResponse.of()
        .withCertificate(Pem.certificate(issued.der().bytes()))
        .withCertificateChain(issued.issuers().orElse(null));
  }

  private static Serial serial(String authority, String certificate) {
    String start = authority + "/certificate/";
    Optional<Serial> serial =
        certificate.startsWith(start) && Arn.parse(certificate).isPresent()
            ? Serial.ofHex(certificate.substring(start.length()))
            : Optional.empty();
    return serial.orElseThrow(
        () -> AuthorityArns.invalid(certificate, "a certificate of " + authority));
  }
}
