// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.TestKey;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureSchemeTest {
  private static final byte[] DATA = {1, 2, 3};

  @ParameterizedTest
  @CsvSource({
    "SHA256WITHRSA, 300d06092a864886f70d01010b0500",
    "SHA384WITHRSA, 300d06092a864886f70d01010c0500",
    "SHA512WITHRSA, 300d06092a864886f70d01010d0500",
    "SHA256WITHRSA_PSS, 304106092a864886f70d01010a3034a00f300d06096086480165030402010500"
        + "a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120",
    "SHA384WITHRSA_PSS, 304106092a864886f70d01010a3034a00f300d06096086480165030402020500"
        + "a11c301a06092a864886f70d010108300d06096086480165030402020500a203020130",
    "SHA512WITHRSA_PSS, 304106092a864886f70d01010a3034a00f300d06096086480165030402030500"
        + "a11c301a06092a864886f70d010108300d06096086480165030402030500a203020140",
    "SHA256WITHECDSA, 300a06082a8648ce3d040302",
    "SHA384WITHECDSA, 300a06082a8648ce3d040303",
    "SHA512WITHECDSA, 300a06082a8648ce3d040304",
    "ML_DSA_44, 300b0609608648016503040311",
    "ML_DSA_65, 300b0609608648016503040312",
    "ML_DSA_87, 300b0609608648016503040313"
  })
  void everySchemeHasItsAlgorithmIdentifier(SignatureScheme scheme, String hex) {
    assertThat(HexFormat.of().formatHex(scheme.algorithmIdentifier())).isEqualTo(hex);
    assertThat(SignatureScheme.named(scheme.name())).contains(scheme);
    assertThat(SignatureAlgorithm.of(scheme).name()).isEqualTo(scheme.name());
  }

  @ParameterizedTest
  @EnumSource(KeySpec.class)
  void aKeyTakesTheSchemesOfItsFamilyAndNoOthers(KeySpec spec) {
    List<SignatureScheme> legal = new ArrayList<>();
    for (SignatureScheme scheme : SignatureScheme.values()) {
      if (scheme.fits(spec)) {
        legal.add(scheme);
      }
    }
    assertThat(legal.stream().map(Enum::name))
        .allMatch(name ->
            switch (spec.family()) {
              case RSA -> name.contains("WITHRSA");
              case EC -> name.endsWith("WITHECDSA");
              default -> name.equals(spec.name());
            });
    assertThat(legal)
        .hasSize(
            switch (spec.family()) {
              case RSA -> 6;
              case EC -> 3;
              default -> 1;
            })
        .contains(SignatureScheme.usualFor(spec));
    assertThat(SignatureScheme.usualFor(spec).fits(TestKey.of(spec).info())).isTrue();
  }

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void aSignatureVerifiesWithItsKeyDataAndAlgorithmOnly(SignatureScheme scheme) {
    KeySpec spec =
        List.of(KeySpec.values()).stream()
            .filter(KeySpec::isForNewKeys) // RSA of 1024 bits is too short for the longest hashes
            .filter(scheme::fits)
            .findFirst()
            .orElseThrow();
    TestKey key = TestKey.of(spec);
    byte[] signature = key.sign(scheme, DATA);
    SignatureAlgorithm algorithm = SignatureAlgorithm.of(scheme);
    SignatureVerifier verifier = SignatureVerifier.jdk();

    assertThat(verifier.verifies(key.info(), algorithm, DATA, signature)).isTrue();
    assertThat(verifier.verifies(key.info(), algorithm, new byte[] {1, 2, 4}, signature)).isFalse();
    assertThat(verifier.verifies(TestKey.of(spec).info(), algorithm, DATA, signature)).isFalse();
    assertThat(verifier.verifies(key.info(), algorithm, DATA, new byte[0])).isFalse();
    for (SignatureScheme other : SignatureScheme.values()) {
      if (other != scheme) {
        assertThat(verifier.verifies(key.info(), SignatureAlgorithm.of(other), DATA, signature))
            .as(other.name())
            .isFalse();
      }
    }
  }

  @Test
  void thePreferredProviderIsAskedByTheNameOfTheKeysAlgorithm() {
    List<String> asked = new ArrayList<>();
    Provider ec = Security.getProvider("SunEC");
    SignatureVerifier verifier =
        new SignatureVerifier(name -> {
          asked.add(name);
          return Optional.of(ec);
        });
    TestKey key = TestKey.ec();
    byte[] signature = key.sign(SignatureScheme.SHA256WITHECDSA, DATA);

    assertThat(
            verifier.verifies(
                key.info(),
                SignatureAlgorithm.of(SignatureScheme.SHA256WITHECDSA),
                DATA,
                signature))
        .isTrue();
    assertThat(asked).containsExactly("EC");
  }

  @ParameterizedTest
  @CsvSource({
    "300b06092a864886f70d01010b, SHA256WITHRSA, RSA, absent parameters are legal to read",
    "300d06092a864886f70d0101050500, SHA1WITHRSA, RSA, SHA-1",
    "300c06082a8648ce3d0403020500, SHA256WITHECDSA, EC, NULL is read",
    "300c06082a8648ce3d0403030500, SHA384WITHECDSA, EC, NULL is read",
    "300d06092a864886f70d0101040500, MD5WITHRSA, OTHER, MD5",
    "300d06092a864886f70d01010e0500, SHA224WITHRSA, OTHER, SHA-224",
    "300b060960864801650304030e, SHA3-256WITHRSA, OTHER, SHA-3",
    "300706052b81040021, 1.3.132.0.33, OTHER, no algorithm at all",
    "300d06092a864886f70d01010a3000, RSASSA-PSS with these parameters, OTHER, PSS with SHA-1",
    "300b06092a864886f70d01010a, RSASSA-PSS without parameters, OTHER, PSS with SHA-1"
  })
  void whatOthersUseIsReadAndWhatIsUnknownChecksNothing(
      String hex, String name, KeyFamily family, String why) {
    SignatureAlgorithm algorithm = SignatureAlgorithm.read(HexFormat.of().parseHex(hex));
    assertThat(algorithm.name()).as(why).isEqualTo(name);
    assertThat(algorithm.family()).as(why).isEqualTo(family);
    assertThat(algorithm.isWeak()).isEqualTo(name.startsWith("SHA1"));
    assertThat(algorithm.isSupported()).isEqualTo(family != KeyFamily.OTHER);
  }
}
