// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import static dev.signet.certificate.CertificateScene.CALLER;
import static dev.signet.certificate.CertificateScene.refused;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.kernel.Tags;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.AcmCertificateMetadataFilter;
import dev.signet.wire.generated.acm.CertificateFilterStatement;
import dev.signet.wire.generated.acm.CertificateMetadata;
import dev.signet.wire.generated.acm.CertificateSearchResult;
import dev.signet.wire.generated.acm.CertificateStatus;
import dev.signet.wire.generated.acm.CertificateType;
import dev.signet.wire.generated.acm.CommonNameFilter;
import dev.signet.wire.generated.acm.ComparisonOperator;
import dev.signet.wire.generated.acm.DnsNameFilter;
import dev.signet.wire.generated.acm.ExtendedKeyUsageName;
import dev.signet.wire.generated.acm.GeneralName;
import dev.signet.wire.generated.acm.KeyAlgorithm;
import dev.signet.wire.generated.acm.KeyUsageName;
import dev.signet.wire.generated.acm.SearchCertificatesRequest;
import dev.signet.wire.generated.acm.SearchCertificatesResponse;
import dev.signet.wire.generated.acm.SearchCertificatesSortBy;
import dev.signet.wire.generated.acm.SearchCertificatesSortOrder;
import dev.signet.wire.generated.acm.SubjectAlternativeNameFilter;
import dev.signet.wire.generated.acm.SubjectFilter;
import dev.signet.wire.generated.acm.TimestampRange;
import dev.signet.wire.generated.acm.X509AttributeFilter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway")
final class SearchTest {
  @TempDir Path folder;
  private CertificateScene scene;
  private CertificateArn www;
  private CertificateArn wild;
  private CertificateArn failed;
  private CertificateArn brought;

  @BeforeEach
  void open() {
    scene = new CertificateScene(folder, 15);
    www = scene.request("www.example.com");
    scene.clock.advance(Duration.ofDays(1));
    wild = scene.request("*.example.com");
    scene.clock.advance(Duration.ofDays(1));
    scene.issuer.refusing = Optional.of(IssuanceFailure.PCA_INVALID_STATE);
    failed = scene.request("failed.test");
    scene.issuer.refusing = Optional.empty();
    scene.clock.advance(Duration.ofDays(1));
    brought =
        scene
            .manager
            .imports()
            .add(
                CALLER,
                Brought.selfSigned(
                        Brought.Shape.USUAL.key("EC_secp256r1").named("50%_off.example.org"))
                    .material(),
                Tags.NONE);
    scene.use(www.toString());
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void withoutAFilterAllAreFoundNewestFirstWhateverTheirKeys() {
    assertThat(found(SearchCertificatesRequest.of())).containsExactly(brought, failed, wild, www);
  }

  @Test
  void namesAreFoundWholeOrByAPartWhateverTheirCase() {
    assertThat(found(commonName("WWW.example.com", ComparisonOperator.EQUALS)))
        .containsExactly(www);
    assertThat(found(commonName("example", ComparisonOperator.CONTAINS)))
        .containsExactly(brought, wild, www);
    assertThat(found(commonName("example", ComparisonOperator.EQUALS))).isEmpty();
    assertThat(found(dnsName("*.example.com", ComparisonOperator.EQUALS))).containsExactly(wild);
    assertThat(found(dnsName(".example.", ComparisonOperator.CONTAINS))).containsExactly(wild, www);
    assertThat(found(dnsName("example.com", ComparisonOperator.EQUALS))).isEmpty();
    for (String special : List.of("%", "_", "\\", ",", "'")) {
      assertThat(found(commonName(special + "off", ComparisonOperator.CONTAINS)))
          .as(special)
          .isEqualTo(special.equals("_") ? List.of(brought) : List.of());
    }
  }

  @Test
  void anOlderFoldersNamesAreFoundToo() throws IOException {
    String migration;
    try (InputStream file =
        requireNonNull(
            getClass().getResourceAsStream("/db/migration/V26__certificate_names.sql"))) {
      migration = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    int begin = migration.indexOf("INSERT INTO certificate_names");
    String fill = migration.substring(begin, migration.indexOf(';', begin));
    CertificateNames names = CertificateNames.of("one.example.com", List.of("two.example.com"));
    CertificateArn two = scene.request(names);
    scene.findNames(fill);
    for (String name : names.all()) {
      assertThat(found(dnsName(name, ComparisonOperator.EQUALS))).as(name).containsExactly(two);
    }
    assertThat(found(dnsName("*.example.com", ComparisonOperator.EQUALS))).containsExactly(wild);
    assertThat(found(dnsName(",", ComparisonOperator.CONTAINS))).isEmpty();
  }

  @Test
  void eachAttributeFinds() {
    var leaf = scene.find(www).current().orElseThrow().leaf();
    assertThat(found(x509(new X509AttributeFilter.SerialNumber(leaf.serial().colons()))))
        .containsExactly(www);
    assertThat(found(x509(new X509AttributeFilter.KeyAlgorithm(KeyAlgorithm.EC_PRIME256V1))))
        .containsExactly(brought);
    assertThat(found(x509(new X509AttributeFilter.KeyAlgorithm(KeyAlgorithm.RSA_1024)))).isEmpty();
    assertThat(
            found(
                x509(
                    new X509AttributeFilter.ExtendedKeyUsage(
                        ExtendedKeyUsageName.TLS_WEB_CLIENT_AUTHENTICATION))))
        .containsExactly(brought);
    assertThat(
            found(x509(new X509AttributeFilter.ExtendedKeyUsage(ExtendedKeyUsageName.IPSEC_USER))))
        .isEmpty();
    assertThat(found(x509(new X509AttributeFilter.KeyUsage(KeyUsageName.KEY_ENCIPHERMENT))))
        .containsExactly(brought);
    assertThat(found(x509(new X509AttributeFilter.KeyUsage(KeyUsageName.ANY))))
        .containsExactly(wild, www);
    assertThat(
            found(
                x509(
                    new X509AttributeFilter.NotAfter(
                        TimestampRange.of().withEnd(leaf.period().notAfter())))))
        .containsExactly(brought, www);
    assertThat(
            found(
                x509(
                    new X509AttributeFilter.NotBefore(
                        TimestampRange.of().withStart(leaf.period().notBefore())))))
        .containsExactly(wild, www);
  }

  @Test
  void eachStateFinds() {
    assertThat(found(of(new AcmCertificateMetadataFilter.Status(CertificateStatus.FAILED))))
        .containsExactly(failed);
    assertThat(
            found(
                of(new AcmCertificateMetadataFilter.Status(CertificateStatus.PENDING_VALIDATION))))
        .isEmpty();
    assertThat(found(of(new AcmCertificateMetadataFilter.Type(CertificateType.IMPORTED))))
        .containsExactly(brought);
    assertThat(found(of(new AcmCertificateMetadataFilter.InUse(true)))).containsExactly(www);
    assertThat(found(of(new AcmCertificateMetadataFilter.Exported(false))))
        .containsExactly(failed, wild, www);
  }

  @Test
  void statementsAreJoinedAndTurnedRound() {
    var used = filter(of(new AcmCertificateMetadataFilter.InUse(true)));
    var named = filter(commonName("example", ComparisonOperator.CONTAINS));
    assertThat(found(new CertificateFilterStatement.And(List.of(used, named))))
        .containsExactly(www);
    assertThat(
            found(
                new CertificateFilterStatement.And(
                    List.of(named, new CertificateFilterStatement.Not(used)))))
        .containsExactly(brought, wild);
    assertThat(
            found(
                new CertificateFilterStatement.Or(
                    List.of(
                        used,
                        filter(
                            of(
                                new AcmCertificateMetadataFilter.Status(
                                    CertificateStatus.FAILED)))))))
        .containsExactly(failed, www);
    // What has no value does not fulfil, so its opposite it does.
    var serial =
        filter(
            x509(
                new X509AttributeFilter.SerialNumber(
                    scene.find(www).current().orElseThrow().leaf().serial().colons())));
    assertThat(found(new CertificateFilterStatement.Not(serial)))
        .containsExactly(brought, failed, wild);
    CertificateFilterStatement deep = used;
    for (int i = 0; i < 4; i++) {
      deep = new CertificateFilterStatement.Not(deep);
    }
    assertThat(found(deep)).containsExactly(www);
    CertificateFilterStatement deeper = new CertificateFilterStatement.Not(deep);
    refused(() -> found(deeper), "ValidationException", "FilterStatement");
  }

  @Test
  void eachOrderShowsEachOnceOverItsPages() {
    for (SearchCertificatesSortBy by : SearchCertificatesSortBy.values()) {
      for (SearchCertificatesSortOrder order : SearchCertificatesSortOrder.values()) {
        SearchCertificatesRequest request =
            SearchCertificatesRequest.of().withSortBy(by).withSortOrder(order).withMaxResults(1);
        assertThat(found(request))
            .as(by + " " + order)
            .containsExactlyInAnyOrder(www, wild, failed, brought);
      }
    }
    assertThat(
            found(
                SearchCertificatesRequest.of()
                    .withSortBy(SearchCertificatesSortBy.COMMON_NAME)
                    .withSortOrder(SearchCertificatesSortOrder.ASCENDING)))
        .containsExactly(failed, wild, brought, www);
  }

  @Test
  void aTokenOfAnotherSearchIsRefused() {
    SearchCertificatesRequest first = SearchCertificatesRequest.of().withMaxResults(1);
    String token = scene.answer(Acm.SEARCH_CERTIFICATES, first).nextToken();
    refused(
        () ->
            scene.answer(
                Acm.SEARCH_CERTIFICATES,
                SearchCertificatesRequest.of()
                    .withSortBy(SearchCertificatesSortBy.TYPE)
                    .withNextToken(token)),
        "ValidationException");
  }

  @Test
  void aResultTellsTheCertificate() {
    CertificateSearchResult result =
        scene
            .answer(
                Acm.SEARCH_CERTIFICATES,
                SearchCertificatesRequest.of()
                    .withFilterStatement(filter(commonName("off", ComparisonOperator.CONTAINS))))
            .results()
            .getFirst();
    assertThat(result.certificateArn()).isEqualTo(brought.toString());
    assertThat(result.x509Attributes().subject().commonName()).isEqualTo("50%_off.example.org");
    assertThat(result.x509Attributes().subjectAlternativeNames())
        .containsExactly(new GeneralName.DnsName("50%_off.example.org"));
    assertThat(result.x509Attributes().keyAlgorithm()).isEqualTo(KeyAlgorithm.EC_PRIME256V1);
    var metadata =
        ((CertificateMetadata.AcmCertificateMetadata) result.certificateMetadata()).value();
    assertThat(metadata.type()).isEqualTo(CertificateType.IMPORTED);
    assertThat(metadata.exported()).isNull();
    assertThat(metadata.importedAt()).isEqualTo(scene.clock.instant());
  }

  private static dev.signet.wire.generated.acm.CertificateFilter commonName(
      String value, ComparisonOperator operator) {
    return x509(
        new X509AttributeFilter.Subject(
            new SubjectFilter.CommonName(new CommonNameFilter(value, operator))));
  }

  private static dev.signet.wire.generated.acm.CertificateFilter dnsName(
      String value, ComparisonOperator operator) {
    return x509(
        new X509AttributeFilter.SubjectAlternativeName(
            new SubjectAlternativeNameFilter.DnsName(new DnsNameFilter(value, operator))));
  }

  private static dev.signet.wire.generated.acm.CertificateFilter x509(X509AttributeFilter filter) {
    return new dev.signet.wire.generated.acm.CertificateFilter.X509AttributeFilter(filter);
  }

  private static dev.signet.wire.generated.acm.CertificateFilter of(
      AcmCertificateMetadataFilter filter) {
    return new dev.signet.wire.generated.acm.CertificateFilter.AcmCertificateMetadataFilter(filter);
  }

  private static CertificateFilterStatement filter(
      dev.signet.wire.generated.acm.CertificateFilter filter) {
    return new CertificateFilterStatement.Filter(filter);
  }

  private List<CertificateArn> found(dev.signet.wire.generated.acm.CertificateFilter filter) {
    return found(filter(filter));
  }

  private List<CertificateArn> found(CertificateFilterStatement statement) {
    return found(SearchCertificatesRequest.of().withFilterStatement(statement));
  }

  private List<CertificateArn> found(SearchCertificatesRequest request) {
    List<CertificateArn> all = new ArrayList<>();
    SearchCertificatesResponse page = scene.answer(Acm.SEARCH_CERTIFICATES, request);
    while (true) {
      page.results().forEach(each -> all.add(CertificateArn.of(each.certificateArn())));
      if (page.nextToken() == null) {
        return all;
      }
      page = scene.answer(Acm.SEARCH_CERTIFICATES, request.withNextToken(page.nextToken()));
    }
  }
}
