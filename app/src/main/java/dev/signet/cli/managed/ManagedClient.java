// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.managed;

import static dev.signet.cli.ApiClient.present;

import dev.signet.certificate.CertificateArn;
import dev.signet.cli.ApiClient;
import dev.signet.cli.CommandRefused;
import dev.signet.cli.ServerOptions;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.CertificateDetail;
import dev.signet.wire.generated.acm.CertificateStatus;
import dev.signet.wire.generated.acm.CertificateSummary;
import dev.signet.wire.generated.acm.DescribeCertificateRequest;
import dev.signet.wire.generated.acm.Filters;
import dev.signet.wire.generated.acm.KeyAlgorithm;
import dev.signet.wire.generated.acm.ListCertificatesRequest;
import dev.signet.wire.generated.acm.ListCertificatesResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The certificate manager of a server: a certificate is called in the Region that its ARN says. */
public final class ManagedClient implements AutoCloseable {
  private static final int MOST_OF_A_PAGE = 1000;

  private final ApiClient api;

  public ManagedClient(ServerOptions server) {
    this.api = server.client();
  }

  /** A call about a certificate. */
  <I, O> O call(CertificateArn about, Operation<I, O> operation, I input) {
    return api.callIn(about.home().region().name(), operation, input);
  }

  /** A call about none, in a Region. */
  public <I, O> O callIn(String region, Operation<I, O> operation, I input) {
    return api.callIn(region, operation, input);
  }

  /** A call about none, in the usual Region. */
  public <I, O> O call(Operation<I, O> operation, I input) {
    return api.call(operation, input);
  }

  /** A certificate as it is now. */
  CertificateDetail describe(CertificateArn arn) {
    return present(
        call(arn, Acm.DESCRIBE_CERTIFICATE, new DescribeCertificateRequest(arn.toString()))
            .certificate());
  }

  /** All certificates of the usual Region, whatever their keys. */
  List<CertificateSummary> all() {
    List<CertificateSummary> all = new ArrayList<>();
    ListCertificatesRequest request =
        ListCertificatesRequest.of()
            .withIncludes(Filters.of().withKeyTypes(List.of(KeyAlgorithm.values())))
            .withMaxItems(MOST_OF_A_PAGE);
    @Nullable String token = null;
    do {
      ListCertificatesResponse page = api.call(Acm.LIST_CERTIFICATES, request.withNextToken(token));
      all.addAll(present(page.certificateSummaryList()));
      token = page.nextToken();
    } while (token != null);
    return all;
  }

  /** The certificate of an ARN, or the only one of a name; issued ones before all others. */
  CertificateArn find(String nameOrArn) {
    if (nameOrArn.startsWith("arn:")) {
      return CertificateArn.of(nameOrArn);
    }
    List<CertificateSummary> named =
        all().stream().filter(each -> nameOrArn.equalsIgnoreCase(each.domainName())).toList();
    List<CertificateSummary> issued =
        named.stream().filter(each -> each.status() == CertificateStatus.ISSUED).toList();
    List<CertificateSummary> meant = issued.isEmpty() ? named : issued;
    if (meant.isEmpty()) {
      throw new CommandRefused(
          "no managed certificate '"
              + nameOrArn
              + "': expected the name or the ARN of one; signet cert list shows all");
    }
    if (meant.size() > 1) {
      throw new CommandRefused(
          "'%s' may be %d certificates: expected one of the ARNs %s"
              .formatted(
                  nameOrArn,
                  meant.size(),
                  String.join(
                      ", ",
                      meant.stream()
                          .map(CertificateSummary::certificateArn)
                          .map(Objects::toString)
                          .toList())));
    }
    return CertificateArn.of(present(meant.getFirst().certificateArn()));
  }

  @Override
  public void close() {
    api.close();
  }
}
