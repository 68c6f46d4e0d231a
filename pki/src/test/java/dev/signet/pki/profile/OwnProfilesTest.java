// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import static dev.signet.pki.Refusals.assertRefused;
import static dev.signet.pki.TestKey.ONE_YEAR;
import static dev.signet.pki.TestKey.TEN_YEARS;
import static dev.signet.pki.TestKey.cn;
import static dev.signet.pki.TestKey.serial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.TestKey;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.ExtendedKeyUsage;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.KeyUsage;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.name.SpiffeId;
import dev.signet.pki.name.SubjectAlternativeName;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a caller can build for itself. */
class OwnProfilesTest {
  private static final Profile ROOT = Profile.ofRoot("Root", 0);
  private static final Profile CLIENT = Profile.ofTls("Client", ExtendedKeyUsage.CLIENT_AUTH);
  private static final Profile SERVER = Profile.ofTls("Server", ExtendedKeyUsage.SERVER_AUTH);
  private static final SpiffeId ID =
      new SpiffeId("signet.000000000000", List.of("mesh", "shop", "virtualNode", "teller"));

  private final TestKey rootKey = TestKey.ec();
  private final Chain root =
      rootKey
          .sign(
              ROOT.prepare(
                  Issuer.itself(rootKey.info()),
                  Subject.of(cn("Proxies"), Optional.empty(), rootKey.info()),
                  TEN_YEARS,
                  serial(),
                  rootKey.scheme()))
          .chain();

  private Certificate issue(Profile profile, Subject subject) {
    return rootKey
        .sign(
            profile.prepare(Issuer.installed(root), subject, ONE_YEAR, serial(), rootKey.scheme()))
        .certificate();
  }

  @ParameterizedTest
  @EnumSource(
      value = KeySpec.class,
      names = {"EC_P256", "RSA_2048"})
  void aProxysOnlyNameIsItsCriticalSpiffeId(KeySpec spec) {
    Certificate identity = issue(CLIENT, Subject.workload(ID, TestKey.of(spec).info()));

    assertThat(identity.subject().isEmpty()).isTrue();
    assertThat(identity.alternativeName().orElseThrow())
        .isEqualTo(SubjectAlternativeName.ofUri(ID.uri()));
    assertThat(identity.extensions().get(ExtensionOid.SUBJECT_ALTERNATIVE_NAME))
        .hasValueSatisfying(san -> assertThat(san.critical()).isTrue());
    assertThat(identity.isCa()).isFalse();
    assertThat(identity.extendedKeyUsage()).containsExactly(ExtendedKeyUsage.CLIENT_AUTH.oid());
    assertThat(identity.keyUsage()).contains(Set.of(KeyUsage.DIGITAL_SIGNATURE));
    assertThat(identity.extensions().get(ExtensionOid.KEY_USAGE).map(Extension::critical))
        .contains(true);
  }

  @Test
  void anIdentityIsAClientAndAServerIsAServerAndNeitherIsTheOther()
      throws GeneralSecurityException {
    Certificate identity = issue(CLIENT, Subject.workload(ID, TestKey.ec().info()));
    SubjectAlternativeName hosts =
        SubjectAlternativeName.ofHosts(List.of("localhost", "127.0.0.1", "::1"));
    Certificate server =
        issue(SERVER, Subject.of(cn("localhost"), Optional.of(hosts), TestKey.ec().info()));

    assertThat(server.alternativeName()).contains(hosts);
    assertThat(server.keyUsage()).contains(Set.of(KeyUsage.DIGITAL_SIGNATURE));
    assertThat(isTrusted(trust -> trust.checkClientTrusted(x509(identity), "EC"))).isTrue();
    assertThat(isTrusted(trust -> trust.checkServerTrusted(x509(server), "ECDHE_ECDSA"))).isTrue();
    assertThat(isTrusted(trust -> trust.checkServerTrusted(x509(identity), "ECDHE_ECDSA")))
        .isFalse();
    assertThat(isTrusted(trust -> trust.checkClientTrusted(x509(server), "EC"))).isFalse();
  }

  private static X509Certificate[] x509(Certificate certificate) {
    return new X509Certificate[] {certificate.toX509()};
  }

  private interface Check {
    void by(X509TrustManager trust) throws CertificateException;
  }

  /** What TLS of the JDK thinks that trusts the root. */
  private boolean isTrusted(Check check) throws GeneralSecurityException {
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(
            Set.of(new TrustAnchor(root.first().toX509(), null)), new X509CertSelector());
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(TestKey.NOW));
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters));
    try {
      check.by((X509TrustManager) factory.getTrustManagers()[0]);
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  @Test
  void nothingBelowARootOfPathLengthZeroIsACa() {
    assertThat(root.first().extensions().basicConstraints().pathLength()).hasValue(0);
    assertRefused(
        Reason.PATH_LENGTH,
        () ->
            rootKey.issue(
                root, "SubordinateCACertificate_PathLen0", TestKey.ec().request(cn("Sub"))));
  }
}
