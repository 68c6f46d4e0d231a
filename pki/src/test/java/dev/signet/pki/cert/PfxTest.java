// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import static dev.signet.pki.Refusals.assertRefused;
import static dev.signet.pki.Samples.bytes;
import static dev.signet.pki.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.Samples;
import dev.signet.pki.codec.DecryptedKey;
import dev.signet.pki.codec.Pkcs8;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as people bring them; the samples have one key, and {@code changeit} opens them. */
final class PfxTest {
  private static final char[] PASSPHRASE = "changeit".toCharArray();

  @ParameterizedTest
  @ValueSource(strings = {"modern.pfx", "legacy.pfx"})
  void aFileOfOpensslIsReadWhateverItIsEncryptedBy(String file) {
    Pfx pfx = Pfx.read(bytes(file), PASSPHRASE);
    assertThat(Pkcs8.pem(pfx.pkcs8().bytes())).isEqualTo(text("clear.key"));
    assertThat(pfx.chain().certificates())
        .extracting(each -> each.subject().text())
        .containsExactly("CN=www.example.com", "CN=Elsewhere CA");
    assertThat(pfx).hasToString("PFX of CN=www.example.com");
  }

  @Test
  void whatIsWrittenIsRead() {
    Pfx pfx = Pfx.read(bytes("legacy.pfx"), PASSPHRASE);
    char[] other = "größer".toCharArray();
    byte[] written = pfx.write(other);
    assertThat(Pfx.read(written, other)).isEqualTo(pfx);
    assertRefused(Reason.WRONG_PASSPHRASE, () -> Pfx.read(written, PASSPHRASE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"modern.pfx", "legacy.pfx"})
  void anotherPassphraseIsToldFromAFileThatIsNone(String file) {
    assertRefused(Reason.WRONG_PASSPHRASE, () -> Pfx.read(bytes(file), "other".toCharArray()));
    assertRefused(Reason.WRONG_PASSPHRASE, () -> Pfx.read(bytes(file), new char[0]));
    byte[] half = Arrays.copyOf(bytes(file), 500);
    assertRefused(Reason.MALFORMED_PFX, () -> Pfx.read(half, PASSPHRASE));
    assertRefused(Reason.MALFORMED_PFX, () -> Pfx.read(Samples.utf8("none"), PASSPHRASE));
    assertRefused(Reason.MALFORMED_PFX, () -> Pfx.read(new byte[0], PASSPHRASE));
  }

  @Test
  void aFileWithoutAKeyIsRefused() {
    assertRefused(Reason.MALFORMED_PFX, () -> Pfx.read(bytes("keyless.pfx"), PASSPHRASE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pbes2.key", "pbes1.key"})
  void anEncryptedKeyIsOpenedByItsPassphraseOnly(String file) {
    assertThat(DecryptedKey.isEncrypted(bytes(file))).isTrue();
    assertThat(Pkcs8.pem(DecryptedKey.pkcs8(bytes(file), PASSPHRASE))).isEqualTo(text("clear.key"));
    assertRefused(
        Reason.WRONG_PASSPHRASE, () -> DecryptedKey.pkcs8(bytes(file), "other".toCharArray()));
  }

  @Test
  void aKeyInTheClearIsNotEncrypted() {
    assertThat(DecryptedKey.isEncrypted(bytes("clear.key"))).isFalse();
    assertRefused(Reason.MALFORMED_PEM, () -> DecryptedKey.pkcs8(bytes("clear.key"), PASSPHRASE));
  }
}
