// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.kernel.PieceStream;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.status.RevocationReason;
import dev.signet.pki.status.RevokedEntry;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.testkit.StatusClient;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.RevokeCertificateRequest;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.CertificateList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CRL of many blocks, on the database of the tests. */
@SuppressWarnings("NullAway") // answers are whole
final class LongCrlTest {
  private static final int MANY = 20_000;

  @TempDir Path folder;
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private Grounds grounds;
  private CaScene scene;
  private String root;

  @BeforeEach
  void open() {
    grounds = Grounds.open(folder, clock, new SeededEntropy(7));
    scene =
        new CaScene(
            PrivateCa.open(grounds.ground(), Grounds.noBuckets(), () -> "http://status.test"));
    root = scene.activeRoot(300);
  }

  @AfterEach
  void close() {
    grounds.close();
  }

  /** Half of them end within a day, the others do not. */
  private void revokeMany() {
    Random random = new Random(1);
    grounds
        .ground()
        .store()
        .write(tx -> {
          tx.unrecorded(Unrecorded.HOUSEKEEPING);
          for (int i = 1; i <= MANY; i++) {
            byte[] octets = new byte[Serial.RANDOM_OCTETS];
            random.nextBytes(octets);
            revoke(tx, i, Serial.fromRandom(octets), Duration.ofDays(i % 2 == 0 ? 1 : 200));
          }
          return true;
        });
  }

  private void revoke(Tx tx, int row, Serial serial, Duration left) {
    Instant now = clock.instant();
    tx.update(
        "INSERT INTO revocations (authority, serial, seq, reason, revoked_at, not_after, shard,"
            + " entry) SELECT id, ?, ?, ?, ?, ?, 0, ? FROM authorities",
        serial.hex(),
        row,
        RevocationReason.SUPERSEDED.name(),
        now.getEpochSecond(),
        now.plus(left).getEpochSecond(),
        new RevokedEntry(serial, now, RevocationReason.SUPERSEDED).der());
  }

  private X509Certificate revoked() {
    String arn = scene.issue(root);
    scene.call(
        AcmPca.REVOKE_CERTIFICATE,
        new RevokeCertificateRequest(
            root, id(arn), dev.signet.wire.generated.acmpca.RevocationReason.KEY_COMPROMISE));
    X509Certificate leaf = StatusClient.x509(scene.pca().pem(root, arn));
    clock.advance(Duration.ofSeconds(1));
    scene.ca().publishing().runDue();
    return leaf;
  }

  private static String id(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private X509CRL crl() {
    Publication publication = scene.ca().publication();
    PublishedCrl crl = publication.crl("crl/" + id(root) + ".crl").orElseThrow();
    return StatusClient.crlOf(new PieceStream(publication.octets(crl)));
  }

  private List<String> blocks() {
    return grounds
        .ground()
        .store()
        .read(tx ->
            tx.list(
                "SELECT p.block FROM crls c JOIN crl_parts p ON p.edition = c.edition"
                    + " ORDER BY p.part",
                row -> row.getString(1)));
  }

  private void publishMany() {
    revokeMany();
    scene.pca().publish(root);
    scene.ca().publishing().runDue();
  }

  /** How many entries it has; each serial stands above the one before. */
  private static int entries(X509CRL crl) {
    List<BigInteger> serials;
    try {
      serials =
          Stream.of(CertificateList.getInstance(crl.getEncoded()).getRevokedCertificates())
              .map(entry -> entry.getUserCertificate().getValue())
              .toList();
    } catch (CRLException e) {
      throw new AssertionError("it was read before", e);
    }
    assertThat(serials).isSorted().doesNotHaveDuplicates();
    return serials.size();
  }

  @Test
  void oneMoreRevocationWritesOneBlockAnew() {
    publishMany();
    assertThat(entries(crl())).isEqualTo(MANY);
    for (int more = 1; more <= 3; more++) {
      List<String> before = blocks();
      assertThat(before).hasSizeGreaterThan(5);
      X509Certificate leaf = revoked();
      X509CRL crl = crl();
      assertThat(crl.isRevoked(leaf)).isTrue();
      assertThat(entries(crl)).isEqualTo(MANY + more);
      assertThat(blocks().stream().filter(each -> !before.contains(each)))
          .as("the first part, one block, the last part")
          .hasSize(3);
    }
  }

  @Test
  void whatExpiredLeavesAllBlocksAndTheyBecomeFewer() {
    publishMany();
    int before = blocks().size();
    clock.advance(Duration.ofDays(2));
    revoked();
    assertThat(entries(crl())).as("once after their end").isEqualTo(MANY + 1);
    X509Certificate leaf = revoked();
    X509CRL crl = crl();
    assertThat(crl.isRevoked(leaf)).isTrue();
    assertThat(entries(crl)).isEqualTo(MANY / 2 + 2);
    assertThat(blocks()).hasSizeLessThan(before);
  }

  @Test
  void noBlockIsKeptThatNoEditionHas() {
    publishMany();
    for (int i = 0; i < 5; i++) {
      revoked();
    }
    clock.advance(Duration.ofDays(4)); // half of its time: another is made, and the old ones go
    scene.ca().publishing().runDue();
    assertThat(grounds.rows("crl_editions")).isOne();
    List<String> unused =
        grounds
            .ground()
            .store()
            .read(tx ->
                tx.list(
                    "SELECT block FROM crl_blocks WHERE block NOT IN (SELECT block FROM crl_parts)",
                    row -> row.getString(1)));
    assertThat(unused).isEmpty();
  }
}
