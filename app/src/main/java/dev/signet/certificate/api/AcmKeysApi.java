// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.certificate.CertificateArn;
import dev.signet.certificate.Exports;
import dev.signet.certificate.Imports;
import dev.signet.certificate.Passphrase;
import dev.signet.certificate.Withdrawals;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.pki.codec.Octets;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.generated.acm.ExportCertificateRequest;
import dev.signet.wire.generated.acm.ExportCertificateResponse;
import dev.signet.wire.generated.acm.ImportCertificateRequest;
import dev.signet.wire.generated.acm.ImportCertificateResponse;
import dev.signet.wire.generated.acm.RevocationReason;
import dev.signet.wire.generated.acm.RevokeCertificateRequest;
import dev.signet.wire.generated.acm.RevokeCertificateResponse;
import java.util.Optional;

/** Certificates that come and go with their keys: import, export, and what is done after a loss. */
final class AcmKeysApi {
  private final Exports exports;
  private final Imports imports;
  private final Withdrawals withdrawals;

  AcmKeysApi(AcmApi.Services services) {
    this.exports = services.exports();
    this.imports = services.imports();
    this.withdrawals = services.withdrawals();
  }

  ExportCertificateResponse export(Caller caller, ExportCertificateRequest request) {
    Exports.Exported exported =
        exports.export(
            caller,
            CertificateArn.of(request.certificateArn()),
            Passphrase.of(request.passphrase().bytes()));
    return ExportCertificateResponse.of()
        .withCertificate(PemText.leaf(exported.chain()))
        .withCertificateChain(PemText.issuers(exported.chain()).orElse(null))
        .withPrivateKey(exported.encryptedKey());
  }

  ImportCertificateResponse importCertificate(Caller caller, ImportCertificateRequest request) {
    Imports.Material material =
        new Imports.Material(
            octets(request.certificate()),
            octets(request.privateKey()),
            Optional.ofNullable(request.certificateChain()).map(AcmKeysApi::octets));
    String given = request.certificateArn();
    CertificateArn arn;
    if (given == null) {
      arn = imports.add(caller, material, Tags.of(AcmTagsWire.given(request.tags())));
    } else {
      if (request.tags() != null && !request.tags().isEmpty()) {
        throw Refusal.invalid(
            "Tags: expected none with CertificateArn; the tags of " + given + " stay");
      }
      arn = CertificateArn.of(given);
      imports.replace(caller, arn, material);
    }
    return ImportCertificateResponse.of().withCertificateArn(arn.toString());
  }

  private static Octets octets(Blob blob) {
    return Octets.of(blob.bytes());
  }

  RevokeCertificateResponse revoke(Caller caller, RevokeCertificateRequest request) {
    withdrawals.revoke(
        caller, CertificateArn.of(request.certificateArn()), reason(request.revocationReason()));
    return RevokeCertificateResponse.of().withCertificateArn(request.certificateArn());
  }

  private static dev.signet.pki.status.RevocationReason reason(RevocationReason reason) {
    return switch (reason) {
      case CA_COMPROMISE -> dev.signet.pki.status.RevocationReason.CERTIFICATE_AUTHORITY_COMPROMISE;
      case SUPERCEDED, SUPERSEDED -> dev.signet.pki.status.RevocationReason.SUPERSEDED;
      case CERTIFICATE_HOLD, REMOVE_FROM_CRL ->
          throw Refusal.invalid(
              "RevocationReason " + reason.value() + ": expected one that is for good");
      case UNSPECIFIED,
          KEY_COMPROMISE,
          AFFILIATION_CHANGED,
          CESSATION_OF_OPERATION,
          PRIVILEGE_WITHDRAWN,
          A_A_COMPROMISE ->
          dev.signet.pki.status.RevocationReason.valueOf(reason.name());
    };
  }
}
