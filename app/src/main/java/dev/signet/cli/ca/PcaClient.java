// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import static dev.signet.cli.ApiClient.present;

import dev.signet.authority.AuthorityArn;
import dev.signet.cli.ApiClient;
import dev.signet.cli.ServerOptions;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.DescribeCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.GetCertificateAuthorityCertificateRequest;
import dev.signet.wire.generated.acmpca.GetCertificateRequest;
import dev.signet.wire.generated.acmpca.GetCertificateResponse;
import dev.signet.wire.generated.acmpca.ListCertificateAuthoritiesRequest;
import dev.signet.wire.generated.acmpca.ListCertificateAuthoritiesResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The private CA of a server: each authority is called in the Region that its ARN says. */
final class PcaClient implements AutoCloseable {
  private final ApiClient api;

  PcaClient(ServerOptions server) {
    this.api = server.client();
  }

  /** A call about an authority. */
  <I, O> O call(AuthorityArn about, Operation<I, O> operation, I input) {
    return api.callIn(about.home().region().name(), operation, input);
  }

  /** A call about none, in the usual Region. */
  <I, O> O call(Operation<I, O> operation, I input) {
    return api.call(operation, input);
  }

  /** All authorities of the usual Region, those that can still be restored among them. */
  List<CertificateAuthority> authorities() {
    List<CertificateAuthority> all = new ArrayList<>();
    @Nullable String token = null;
    do {
      ListCertificateAuthoritiesResponse page =
          api.call(
              AcmPca.LIST_CERTIFICATE_AUTHORITIES,
              ListCertificateAuthoritiesRequest.of().withNextToken(token));
      all.addAll(present(page.certificateAuthorities()));
      token = page.nextToken();
    } while (token != null);
    return all;
  }

  /** An authority as it is now. */
  CertificateAuthority describe(AuthorityArn arn) {
    return present(
        call(
                arn,
                AcmPca.DESCRIBE_CERTIFICATE_AUTHORITY,
                new DescribeCertificateAuthorityRequest(arn.toString()))
            .certificateAuthority());
  }

  /** The certificate of an authority, in PEM. */
  String ownCertificate(AuthorityArn arn) {
    return present(
        call(
                arn,
                AcmPca.GET_CERTIFICATE_AUTHORITY_CERTIFICATE,
                new GetCertificateAuthorityCertificateRequest(arn.toString()))
            .certificate());
  }

  /** A certificate that an authority issued, and its chain. */
  GetCertificateResponse certificate(AuthorityArn authority, String arn) {
    return call(
        authority, AcmPca.GET_CERTIFICATE, new GetCertificateRequest(authority.toString(), arn));
  }

  /** The object store beside it. */
  ApiClient storage() {
    return api;
  }

  @Override
  public void close() {
    api.close();
  }
}
