// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.managed;

import dev.signet.cli.CommandRefused;
import dev.signet.cli.terminal.GivenFile;
import dev.signet.cli.terminal.PassphraseOption;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Pfx;
import dev.signet.pki.codec.DecryptedKey;
import dev.signet.pki.codec.Pem;
import dev.signet.pki.codec.Pkcs8;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.generated.acm.ImportCertificateRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The files in which a person has a certificate and its key. */
final class BroughtFiles {
  private static final String PEM = "-----BEGIN ";

  @Parameters(
      paramLabel = "FILE",
      description =
          "A PFX file (PKCS #12); with --key the certificate, and what its issuers are after it.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path file;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Its private key in PEM; a pass phrase opens it if it is encrypted.")
  private @Nullable Path key;

  @Option(
      names = "--chain",
      paramLabel = "FILE",
      description = "With --key: certificates of its issuers, in PEM.")
  private @Nullable Path chain;

  @Mixin private PassphraseOption passphrase = new PassphraseOption();

  /** As the API takes them. */
  ImportCertificateRequest request() {
    return key == null ? ofPfx() : ofPem(key);
  }

  private ImportCertificateRequest ofPfx() {
    byte[] octets = new GivenFile(file).octets();
    if (new String(octets, StandardCharsets.ISO_8859_1).contains(PEM)) {
      throw new CommandRefused(file + " is PEM: expected --key with its private key, or PFX");
    }
    if (chain != null) {
      throw new CommandRefused("--chain " + chain + ": expected it with --key, PFX has its own");
    }
    Pfx pfx = read(file, () -> Pfx.read(octets, passphrase.existing(file.toString())));
    return request(
        pfx.chain().certificates().stream().map(Certificate::der).toList(),
        Pkcs8.pem(pfx.pkcs8().bytes()).getBytes(StandardCharsets.US_ASCII));
  }

  private ImportCertificateRequest ofPem(Path keyFile) {
    List<byte[]> certificates = new ArrayList<>(certificates(file));
    if (chain != null) {
      certificates.addAll(certificates(chain));
    }
    byte[] pem = new GivenFile(keyFile).octets();
    byte[] inTheClear =
        read(
            keyFile,
            () ->
                DecryptedKey.isEncrypted(pem)
                    ? Pkcs8.pem(DecryptedKey.pkcs8(pem, passphrase.existing(keyFile.toString())))
                        .getBytes(StandardCharsets.US_ASCII)
                    : pem);
    return request(certificates, inTheClear);
  }

  private static ImportCertificateRequest request(List<byte[]> certificates, byte[] key) {
    ImportCertificateRequest request =
        ImportCertificateRequest.of(blob(certificates.subList(0, 1)), Blob.of(key));
    List<byte[]> issuers = certificates.subList(1, certificates.size());
    return issuers.isEmpty() ? request : request.withCertificateChain(blob(issuers));
  }

  private static Blob blob(List<byte[]> ders) {
    return Blob.of((Pem.certificates(ders) + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static List<byte[]> certificates(Path path) {
    return read(path, () -> Pem.readCertificates(new GivenFile(path).octets()));
  }

  private static <T> T read(Path path, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (PkiException e) {
      throw new CommandRefused(path + ": " + e.getMessage());
    }
  }
}
