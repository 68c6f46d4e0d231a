// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What stands on the disk, whoever wrote it.
 *
 * @param serial in hexadecimal
 */
record InstalledCertificate(String serial, Instant notAfter) {
  static Optional<InstalledCertificate> in(Path file) {
    try {
      Certificate first = Chain.parse(Files.readAllBytes(file)).first();
      return Optional.of(new InstalledCertificate(first.serial().hex(), first.period().notAfter()));
    } catch (IOException | PkiException e) {
      return Optional.empty();
    }
  }
}
