// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import dev.signet.agent.Targets.Keystore;
import dev.signet.kernel.FileTrouble;
import dev.signet.pki.cert.Certificate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/** Writes a key and its chain as PKCS #12 (RFC 7292), in the JDK's default algorithms. */
final class KeystoreFile {
  private static final String ALIAS = "certificate";

  private KeystoreFile() {}

  /** The file that holds it. Two of the same content differ: each is salted anew. */
  static FileContent of(Keystore store, KeyedChain material, Access access) {
    char[] password = password(store.passwordFile());
    X509Certificate[] chain =
        material.chain().certificates().stream()
            .map(Certificate::toX509)
            .toArray(X509Certificate[]::new);
    try {
      KeyStore made = KeyStore.getInstance("PKCS12");
      made.load(null, password);
      made.setKeyEntry(ALIAS, material.key(), password, chain);
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      made.store(octets, password);
      return FileContent.of(
          store.file(),
          octets.toByteArray(),
          access,
          there -> holds(there, password, material.key(), chain));
    } catch (GeneralSecurityException | IOException e) {
      throw new AgentRefused("cannot make " + store.file() + " with this key and password");
    }
  }

  private static boolean holds(byte[] there, char[] password, Key wanted, X509Certificate[] chain) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(there), password);
      Key key = store.getKey(ALIAS, password);
      return key != null
          && Arrays.equals(key.getEncoded(), wanted.getEncoded())
          && Arrays.equals(store.getCertificateChain(ALIAS), chain);
    } catch (GeneralSecurityException | IOException e) {
      return false; // another password, or no such file: it is written anew
    }
  }

  private static char[] password(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      if (!lines.isEmpty() && !lines.getFirst().isEmpty()) {
        return lines.getFirst().toCharArray();
      }
    } catch (IOException e) {
      throw new AgentRefused("cannot read " + file + ": " + FileTrouble.of(e));
    }
    throw new AgentRefused(file + " is empty: expected a password in its first line");
  }
}
