// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki;

import static dev.signet.pki.Samples.bytes;
import static dev.signet.pki.Samples.utf8;
import static dev.signet.pki.TestKey.NOW;
import static dev.signet.pki.TestKey.POLICY;
import static dev.signet.pki.TestKey.VERIFIER;
import static dev.signet.pki.TestKey.cn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.Pem;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.NameConstraints;
import dev.signet.pki.name.SubjectAlternativeName;
import dev.signet.pki.path.CaImport;
import dev.signet.pki.path.CaType;
import dev.signet.pki.status.Crl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whatever bytes come in, the answer is a value or the typed refusal. */
class HostileInputTest {
  private static final long SEED = 20_260_301L;
  private static final PublicKeyInfo SOME_KEY = TestKey.ec().info();

  private static final List<Consumer<byte[]>> READERS =
      List.of(
          Der::parse,
          Pem::readCertificateRequest,
          Pem::readCertificate,
          Pem::readCertificates,
          Certificate::fromDer,
          Certificate::parse,
          Chain::parse,
          PublicKeyInfo::fromDer,
          SignatureAlgorithm::read,
          DistinguishedName::fromDer,
          SubjectAlternativeName::fromDer,
          NameConstraints::fromDer,
          Crl::parse,
          input -> CertificateRequest.parse(input).prove(VERIFIER, POLICY),
          input -> new CaImport(SOME_KEY, CaType.ROOT, VERIFIER).check(input, new byte[0], NOW),
          input -> new CaImport(SOME_KEY, CaType.SUBORDINATE, VERIFIER).check(input, input, NOW));

  static void assertTypedOrRead(byte[] input) {
    for (Consumer<byte[]> reader : READERS) {
      try {
        reader.accept(input);
      } catch (PkiException refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
  }

  private static List<byte[]> samples() {
    Extension names =
        Extension.alternativeName(false, SubjectAlternativeName.ofDns(List.of("a.example.com")));
    TestKey key = TestKey.ec();
    List<byte[]> samples = new ArrayList<>();
    for (String file : List.of("rsa.csr", "dsa1024.csr", "ed25519.csr", "rsa-pss-salt20.csr")) {
      samples.add(CertificateRequest.parse(bytes(file)).der());
    }
    samples.add(key.csr(cn("teller"), names).der());
    samples.add(key.root("Root").first().der());
    samples.add(Certificate.parse(bytes("outside-root-dump.pem")).der());
    samples.add(key.info().der());
    samples.add(
        Base64.getDecoder()
            .decode(
                "MEagKTASghAuZGV2LmV4YW1wbGUuY29tMBOCES50ZXN0LmV4YW1wbGUuY29t"
                    + "oRkwF4IVLnByb2QuZGV2LmV4YW1wbGUuY29t"));
    return samples;
  }

  @Test
  void randomBytesAreReadOrRefused() {
    Random random = new Random(SEED);
    for (int i = 0; i < 5000; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      assertTypedOrRead(noise);
      if (noise.length > 1) {
        noise[0] = 0x30;
        noise[1] = (byte) Math.min(noise.length - 2, 0x7F);
        assertTypedOrRead(noise);
      }
    }
  }

  @Test
  void everyTruncationIsRefused() {
    for (byte[] sample : samples()) {
      for (int length = 0; length < sample.length; length++) {
        assertTypedOrRead(Arrays.copyOf(sample, length));
      }
    }
  }

  @Test
  void randomChangesAreReadOrRefused() {
    Random random = new Random(SEED);
    for (byte[] sample : samples()) {
      for (int i = 0; i < 1500; i++) {
        byte[] changed = sample.clone();
        for (int n = random.nextInt(3); n >= 0; n--) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        assertTypedOrRead(changed);
      }
    }
  }

  @Test
  void hugeLengthsAreRefusedWithoutBeingAllocated() {
    for (byte[] sample : samples()) {
      for (int i = 1; i + 5 < Math.min(sample.length, 120); i++) {
        byte[] huge = sample.clone();
        huge[i] = (byte) 0x84;
        Arrays.fill(huge, i + 1, i + 5, (byte) 0x7F);
        assertTypedOrRead(huge);
      }
    }
  }

  @Test
  void halfOfPemIsRefused() {
    Random random = new Random(SEED);
    String pem = Samples.text("rsa.csr");
    for (int i = 0; i < pem.length(); i += 3) {
      assertTypedOrRead(utf8(pem.substring(0, i)));
      assertTypedOrRead(utf8(pem.substring(i)));
      char noise = (char) (' ' + random.nextInt(95));
      assertTypedOrRead(utf8(pem.substring(0, i) + noise + pem.substring(i)));
    }
  }

  @Test
  void twoMegabytesOfBeginningsAreReadInLinearTime() {
    assertTypedOrRead(utf8("-----BEGIN CERTIFICATE-----".repeat(75_000)));
    assertTypedOrRead(utf8("-----BEGIN ".repeat(180_000)));
    byte[] open = new byte[2_000_000];
    Arrays.fill(open, (byte) 0x30);
    assertTypedOrRead(open);
  }
}
