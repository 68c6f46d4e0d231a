// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.terminal;

import dev.signet.cli.CommandRefused;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.codec.Pem;
import dev.signet.wire.codec.Blob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a person names. */
public record GivenFile(Path path) {

  public byte[] octets() {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /** As the API takes it. */
  public Blob blob() {
    return Blob.of(octets());
  }

  /** The certificate in it, PEM or DER; of several in PEM the first, whose chain the others are. */
  public Certificate certificate() {
    try {
      return Certificate.fromDer(Pem.readCertificates(octets()).getFirst());
    } catch (PkiException e) {
      throw new CommandRefused(path + ": " + e.getMessage());
    }
  }
}
