// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import dev.signet.agent.Targets.Keystore;
import dev.signet.kernel.FileTrouble;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Pfx;
import dev.signet.pki.codec.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a key and its chain as PKCS #12 (RFC 7292), in the JDK's default algorithms. */
final class KeystoreFile {
  private KeystoreFile() {}

  /** The file that holds it. Two of the same content differ: each is salted anew. */
  static FileContent of(Keystore store, KeyedChain material, Access access) {
    char[] password = password(store.passwordFile());
    Pfx pfx = new Pfx(Octets.of(material.key().getEncoded()), material.chain());
    try {
      return FileContent.of(
          store.file(), pfx.write(password), access, there -> holds(there, password, pfx));
    } catch (PkiException e) {
      throw new AgentRefused("cannot make " + store.file() + ": " + e.getMessage());
    }
  }

  private static boolean holds(byte[] there, char[] password, Pfx wanted) {
    try {
      return Pfx.read(there, password).equals(wanted);
    } catch (PkiException e) {
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
