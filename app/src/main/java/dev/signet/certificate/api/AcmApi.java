// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.certificate.CertificateArn;
import dev.signet.certificate.CertificateFinder;
import dev.signet.certificate.Expiry;
import dev.signet.certificate.Exports;
import dev.signet.certificate.Imports;
import dev.signet.certificate.ManagedCertificate;
import dev.signet.certificate.ManagedCertificates;
import dev.signet.certificate.PublicRequests;
import dev.signet.certificate.Renewals;
import dev.signet.certificate.Withdrawals;
import dev.signet.ground.Api;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Tags;
import dev.signet.pki.cert.Chain;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Empty;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.AddTagsToCertificateRequest;
import dev.signet.wire.generated.acm.DeleteCertificateRequest;
import dev.signet.wire.generated.acm.DescribeCertificateRequest;
import dev.signet.wire.generated.acm.DescribeCertificateResponse;
import dev.signet.wire.generated.acm.GetCertificateRequest;
import dev.signet.wire.generated.acm.GetCertificateResponse;
import dev.signet.wire.generated.acm.ListTagsForCertificateRequest;
import dev.signet.wire.generated.acm.ListTagsForCertificateResponse;
import dev.signet.wire.generated.acm.RemoveTagsFromCertificateRequest;
import dev.signet.wire.generated.acm.RenewCertificateRequest;
import java.util.List;

/** Translates the acm API to the commands of this feature. */
public final class AcmApi {
  private final Ground ground;
  private final ManagedCertificates certificates;
  private final Renewals renewals;

  /** What the service does, each by one of this room's services. */
  public record Services(
      ManagedCertificates certificates,
      PublicRequests publicRequests,
      Renewals renewals,
      Exports exports,
      Imports imports,
      Withdrawals withdrawals,
      Expiry expiry,
      CertificateFinder finder) {}

  private AcmApi(Ground ground, Services services) {
    this.ground = ground;
    this.certificates = services.certificates();
    this.renewals = services.renewals();
  }

  /** What is built of the service. */
  public static Api of(Ground ground, Services services) {
    AcmApi api = new AcmApi(ground, services);
    AcmKeysApi keys = new AcmKeysApi(services);
    AcmAccountApi account = new AcmAccountApi(services.expiry());
    AcmValidationApi validation = new AcmValidationApi(ground, services.certificates());
    Bindings<Caller> signed =
        Bindings.<Caller>none()
            .on(Acm.REQUEST_CERTIFICATE, new AcmRequestApi(services)::request)
            .on(Acm.DESCRIBE_CERTIFICATE, api::describe)
            .on(Acm.GET_CERTIFICATE, api::get)
            .on(Acm.LIST_CERTIFICATES, new AcmListApi(ground, services.certificates())::list)
            .on(Acm.SEARCH_CERTIFICATES, new AcmSearchApi(ground, services.finder())::search)
            .on(Acm.GET_ACCOUNT_CONFIGURATION, account::get)
            .on(Acm.PUT_ACCOUNT_CONFIGURATION, account::put)
            .on(Acm.LIST_CERTIFICATE_DOMAIN_VALIDATIONS, validation::list)
            .on(Acm.UPDATE_CERTIFICATE_OPTIONS, validation::update)
            .on(Acm.RESEND_VALIDATION_EMAIL, validation::resend)
            .on(Acm.TAG_RESOURCE, validation::tag)
            .on(Acm.UNTAG_RESOURCE, validation::untag)
            .on(Acm.LIST_TAGS_FOR_RESOURCE, validation::listTags)
            .on(Acm.EXPORT_CERTIFICATE, keys::export)
            .on(Acm.IMPORT_CERTIFICATE, keys::importCertificate)
            .on(Acm.REVOKE_CERTIFICATE, keys::revoke)
            .on(Acm.RENEW_CERTIFICATE, api::renew)
            .on(Acm.DELETE_CERTIFICATE, api::delete)
            .on(Acm.ADD_TAGS_TO_CERTIFICATE, api::addTags)
            .on(Acm.REMOVE_TAGS_FROM_CERTIFICATE, api::removeTags)
            .on(Acm.LIST_TAGS_FOR_CERTIFICATE, api::listTags);
    return Api.signed("acm", signed, new AcmErrors());
  }

  private DescribeCertificateResponse describe(Caller caller, DescribeCertificateRequest request) {
    ManagedCertificate found = find(caller, request.certificateArn());
    return DescribeCertificateResponse.of()
        .withCertificate(AcmAnswersApi.detail(found, ground.now()));
  }

  private ManagedCertificate find(Caller caller, String arn) {
    return certificates.find(caller, CertificateArn.of(arn));
  }

  private GetCertificateResponse get(Caller caller, GetCertificateRequest request) {
    Chain chain = certificates.get(caller, CertificateArn.of(request.certificateArn())).chain();
    return GetCertificateResponse.of()
        .withCertificate(PemText.leaf(chain))
        .withCertificateChain(PemText.issuers(chain).orElse(null));
  }

  private Empty renew(Caller caller, RenewCertificateRequest request) {
    renewals.renew(caller, CertificateArn.of(request.certificateArn()));
    return Empty.VALUE;
  }

  private Empty delete(Caller caller, DeleteCertificateRequest request) {
    certificates.delete(caller, CertificateArn.of(request.certificateArn()));
    return Empty.VALUE;
  }

  private Empty addTags(Caller caller, AddTagsToCertificateRequest request) {
    Tags added = Tags.of(AcmTagsWire.given(request.tags()));
    certificates.retag(
        caller, CertificateArn.of(request.certificateArn()), tags -> tags.with(added));
    return Empty.VALUE;
  }

  private Empty removeTags(Caller caller, RemoveTagsFromCertificateRequest request) {
    List<Tags.Tag> removed = AcmTagsWire.given(request.tags());
    certificates.retag(
        caller, CertificateArn.of(request.certificateArn()), tags -> tags.withoutMatching(removed));
    return Empty.VALUE;
  }

  private ListTagsForCertificateResponse listTags(
      Caller caller, ListTagsForCertificateRequest request) {
    return ListTagsForCertificateResponse.of()
        .withTags(AcmTagsWire.shown(find(caller, request.certificateArn()).tags()));
  }
}
