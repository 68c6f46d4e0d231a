// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Octets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A private key with its certificates in one file, PFX (PKCS #12, RFC 7292), as the JDK reads and
 * writes it: also files of old programs, encrypted by RC2 and triple DES.
 *
 * @param pkcs8 the key in the clear: the caller's secret
 * @param chain its certificate, then those above it that the file has
 */
public record Pfx(Octets pkcs8, Chain chain) {
  private static final String ALIAS = "1";

  /**
   * Reads a file that has one private key.
   *
   * @throws PkiException of reason WRONG_PASSPHRASE, or MALFORMED_PFX for any other file
   */
  public static Pfx read(byte[] file, char[] passphrase) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(file), passphrase);
      return only(store, passphrase);
    } catch (UnrecoverableKeyException e) {
      throw wrong(e);
    } catch (IOException e) {
      throw e.getCause() instanceof UnrecoverableKeyException ? wrong(e) : malformed(e);
    } catch (GeneralSecurityException | RuntimeException e) {
      if (e instanceof PkiException refused) {
        throw refused;
      }
      throw malformed(e); // the JDK's reader lets faults of what it decodes through
    }
  }

  private static Pfx only(KeyStore store, char[] passphrase) throws GeneralSecurityException {
    List<String> keys = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        keys.add(alias);
      }
    }
    if (keys.size() != 1) {
      throw new PkiException(
          Reason.MALFORMED_PFX,
          "a PFX file with " + keys.size() + " private keys, expected one with its certificate");
    }
    Key key = store.getKey(keys.getFirst(), passphrase);
    var certificates = store.getCertificateChain(keys.getFirst());
    if (!(key instanceof PrivateKey) || certificates == null || certificates.length == 0) {
      throw new PkiException(
          Reason.MALFORMED_PFX, "a PFX file without the certificate of its private key");
    }
    List<Certificate> chain = new ArrayList<>();
    for (var each : certificates) {
      chain.add(Certificate.fromDer(each.getEncoded()));
    }
    return new Pfx(Octets.of(key.getEncoded()), new Chain(chain));
  }

  /** The file of it, by the JDK's usual algorithms: AES-256 and HMAC-SHA-256. */
  public byte[] write(char[] passphrase) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      X509Certificate[] certificates =
          chain.certificates().stream().map(Certificate::toX509).toArray(X509Certificate[]::new);
      PrivateKey key =
          KeyFactory.getInstance(certificates[0].getPublicKey().getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8.bytes()));
      store.setKeyEntry(ALIAS, key, passphrase, certificates);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      store.store(file, passphrase);
      return file.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new PkiException(Reason.UNSUPPORTED_KEY, "a key that PFX cannot hold", e);
    } catch (IOException e) {
      throw new IllegalStateException("memory takes all that is written to it", e);
    }
  }

  private static PkiException wrong(Exception e) {
    return new PkiException(
        Reason.WRONG_PASSPHRASE, "the pass phrase does not open it, expected that of the file", e);
  }

  private static PkiException malformed(Exception e) {
    return new PkiException(
        Reason.MALFORMED_PFX, "no PFX file that can be read, expected PKCS #12 in DER", e);
  }

  /** Names no key. */
  @Override
  public String toString() {
    return "PFX of " + chain.first().subject().text();
  }
}
