// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

  @ParameterizedTest
  @CsvSource({
    "CertificateAuthorityArn, certificateAuthorityArn",
    "meshName, meshName",
    "CRLSign, crlSign",
    "ARN, arn",
    "PrimarySecretARN, primarySecretARN",
    "X509AttributeFilter, x509AttributeFilter",
  })
  void aMemberBecomesAComponent(String member, String component) {
    assertThat(Names.component(member)).isEqualTo(component);
  }

  @ParameterizedTest
  @CsvSource({
    "IssueCertificate, ISSUE_CERTIFICATE",
    "EC_prime256v1, EC_PRIME256V1",
    "IPv6_PREFERRED, IPV6_PREFERRED",
    "deadline-exceeded, DEADLINE_EXCEEDED",
    "SameOrg, SAME_ORG",
    "http2, HTTP2",
  })
  void aValueBecomesAConstant(String value, String constant) {
    assertThat(Names.constant(value)).isEqualTo(constant);
  }

  @ParameterizedTest
  @CsvSource({
    "acm-pca, AcmPca, acmpca",
    "acm, Acm, acm",
    "appmesh, AppMesh, appmesh",
    "secretsmanager, SecretsManager, secretsmanager"
  })
  void aServiceBecomesAHolderInAPackage(String service, String holder, String packageName) {
    assertThat(Names.holder(service)).isEqualTo(holder);
    assertThat(Names.packageName(service)).isEqualTo(packageName);
  }

  @Test
  void aUnionIsNamedInWords() {
    assertThat(Names.title("TlsValidationContextTrust")).isEqualTo("TLS Validation Context Trust");
  }

  @Test
  void aNameThatJavaReservesIsRefused() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> Names.component("class"))
        .withMessage("'class' is not a Java name, expected one");
    assertThatExceptionOfType(ModelException.class).isThrownBy(() -> Names.constant("1.2"));
  }
}
