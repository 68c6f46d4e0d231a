// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.cert.Extensions;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.pki.csr.UnsignedRequest;
import dev.signet.pki.key.KeyPolicy;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.store.Unrecorded;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys between their making and their keeping. */
final class NewKeysTest {
  /** More than the vault keeps open. */
  private static final int MANY = 1_100;

  @TempDir Path folder;

  @Test
  void aKeySignsBeforeAndAfterItIsKeptHoweverManyOthersThereAre() {
    try (Grounds grounds =
        Grounds.open(folder, SettableClock.at("2026-01-01T00:00:00Z"), new SeededEntropy(4))) {
      KeyVault vault = grounds.ground().vault();
      List<NewKey> keys =
          Stream.generate(() -> vault.generate(KeySpec.EC_P256)).limit(MANY).toList();
      for (NewKey key : keys) {
        requireProven(vault.sign(key, request(key)));
      }
      grounds
          .ground()
          .store()
          .write(tx -> {
            tx.unrecorded(Unrecorded.HOUSEKEEPING);
            keys.forEach(key -> vault.keep(tx, key));
            return true;
          });
      for (NewKey key : keys) {
        requireProven(vault.sign(key.ref(), request(key)));
      }
    }
  }

  private static UnsignedRequest request(NewKey key) {
    return new UnsignedRequest(
        DistinguishedName.of(AttributeType.COMMON_NAME, "new"),
        key.publicKey(),
        Extensions.none(),
        SignatureScheme.SHA256WITHECDSA);
  }

  private static void requireProven(CertificateRequest request) {
    assertThat(request.prove(SignatureVerifier.jdk(), new KeyPolicy(2048))).isNotNull();
  }
}
