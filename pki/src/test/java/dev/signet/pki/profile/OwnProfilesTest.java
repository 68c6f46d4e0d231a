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
import dev.signet.pki.path.PathChecker;
import dev.signet.pki.path.Purpose;
import dev.signet.pki.path.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnProfilesTest {
  private static final SpiffeId ID =
      new SpiffeId("signet.000000000000", List.of("mesh", "shop", "virtualNode", "teller"));

  private final TestKey rootKey = TestKey.ec();
  private final Chain root =
      rootKey
          .sign(
              Profile.PROXY_ROOT.prepare(
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
    Certificate identity =
        issue(Profile.PROXY_IDENTITY, Subject.workload(ID, TestKey.of(spec).info()));

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
  void anIdentityIsAClientAndAServerIsAServerAndNeitherIsTheOther() {
    Certificate identity = issue(Profile.PROXY_IDENTITY, Subject.workload(ID, TestKey.ec().info()));
    SubjectAlternativeName hosts =
        SubjectAlternativeName.ofHosts(List.of("localhost", "127.0.0.1", "::1"));
    Certificate server =
        issue(Profile.SERVER, Subject.of(cn("localhost"), Optional.of(hosts), TestKey.ec().info()));

    assertThat(server.alternativeName().orElseThrow().ipAddresses())
        .containsExactly("127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(server.keyUsage()).contains(Set.of(KeyUsage.DIGITAL_SIGNATURE));
    PathChecker checker = new PathChecker(Set.of(root.first()), TestKey.VERIFIER);
    assertThat(checker.check(List.of(identity), TestKey.NOW, Purpose.TLS_CLIENT))
        .isInstanceOf(Verdict.Trusted.class);
    assertThat(checker.check(List.of(server), TestKey.NOW, Purpose.TLS_SERVER))
        .isInstanceOf(Verdict.Trusted.class);
    assertThat(checker.check(List.of(identity), TestKey.NOW, Purpose.TLS_SERVER))
        .isInstanceOf(Verdict.Refused.class);
    assertThat(checker.check(List.of(server), TestKey.NOW, Purpose.TLS_CLIENT))
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void nothingBelowTheProxyRootIsACa() {
    assertThat(root.first().extensions().basicConstraints().pathLength()).hasValue(0);
    assertRefused(
        Reason.PATH_LENGTH,
        () ->
            rootKey.issue(
                root, "SubordinateCACertificate_PathLen0", TestKey.ec().request(cn("Sub"))));
  }
}
