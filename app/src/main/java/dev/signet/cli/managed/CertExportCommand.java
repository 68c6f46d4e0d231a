// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.managed;

import static dev.signet.cli.ApiClient.present;

import dev.signet.SystemEntropy;
import dev.signet.certificate.CertificateArn;
import dev.signet.cli.CommandRefused;
import dev.signet.cli.terminal.NewFile;
import dev.signet.cli.terminal.PassphraseOption;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Pfx;
import dev.signet.pki.codec.DecryptedKey;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.codec.Pkcs8;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.codec.Json;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.ExportCertificateRequest;
import dev.signet.wire.generated.acm.ExportCertificateResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signet cert export}: a managed certificate with its key, as a file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a managed certificate, those above it and its private key to files that only you"
          + " can read: PFX (PKCS #12) where the name ends in .pfx or .p12, else PEM.",
      "It is renewed in time from then on, and you fetch the next one."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet cert export www.example.com --out www.pfx",
      "  signet cert export www.example.com --out www.pem --key-out www.key --clear-key"
    })
public final class CertExportCommand extends ManagedCommand {
  /** So much chance that nobody guesses it; printable, as the API takes it. */
  private static final int OCTETS_OF_A_PASSPHRASE = 24;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private NewFile out = new NewFile();
  @Mixin private PassphraseOption passphrase = new PassphraseOption();

  @Option(
      names = "--key-out",
      paramLabel = "FILE",
      description = "Of PEM: write the key to this new file, and not after the certificates.")
  private @Nullable Path keyOut;

  @Option(
      names = "--clear-key",
      description = "Of PEM: the key without a pass phrase, as servers read it.")
  private boolean clear;

  @Override
  void act(ManagedClient acm, CertificateArn arn) {
    out.requireFree();
    if (keyOut != null) {
      out.requireFree(keyOut);
    }
    if (out.nameEndsIn(".pfx", ".p12")) {
      requireNothingOfPem();
      String own = drawn();
      byte[] pfx = pfx(export(acm, arn, own.toCharArray()), own, passphrase.fresh(out.toString()));
      out.writeSecret(pfx);
    } else {
      char[] chosen = clear ? drawn().toCharArray() : passphrase.fresh(out.toString());
      pem(export(acm, arn, chosen), chosen);
    }
    if (out.isFile()) {
      System.out.println("Exported " + arn + " to " + out + (keyOut == null ? "" : ", " + keyOut));
    }
  }

  private void requireNothingOfPem() {
    if (keyOut != null || clear || isJson()) {
      throw new ParameterException(
          spec.commandLine(),
          "--out " + out + ": expected none of --key-out, --clear-key and --json with PFX");
    }
  }

  private static String drawn() {
    byte[] octets = new SystemEntropy().bytes(OCTETS_OF_A_PASSPHRASE);
    return HexFormat.of().formatHex(octets);
  }

  private static ExportCertificateResponse export(
      ManagedClient acm, CertificateArn arn, char[] passphrase) {
    byte[] octets = new String(passphrase).getBytes(StandardCharsets.UTF_8);
    return acm.call(
        arn, Acm.EXPORT_CERTIFICATE, new ExportCertificateRequest(arn.toString(), Blob.of(octets)));
  }

  private static byte[] pfx(ExportCertificateResponse answer, String own, char[] passphrase) {
    try {
      Chain chain = Chain.parse(certificates(answer).getBytes(StandardCharsets.US_ASCII));
      return new Pfx(Octets.of(clearKey(answer, own.toCharArray())), chain).write(passphrase);
    } catch (PkiException e) {
      throw new CommandRefused("PFX: " + e.getMessage());
    }
  }

  private void pem(ExportCertificateResponse answer, char[] passphrase) {
    String key =
        clear ? Pkcs8.pem(clearKey(answer, passphrase)) : ended(present(answer.privateKey()));
    String certificates = certificates(answer);
    if (isJson()) {
      byte[] json = Json.write(ExportCertificateResponse.SHAPE, answer.withPrivateKey(key));
      out.writeSecret(
          (new String(json, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8));
    } else if (keyOut == null) {
      out.writeSecret((certificates + key).getBytes(StandardCharsets.US_ASCII));
    } else {
      // Before the certificate, which is of no use without it.
      out.writeSecret(keyOut, key.getBytes(StandardCharsets.US_ASCII));
      out.writeSecret(certificates.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static byte[] clearKey(ExportCertificateResponse answer, char[] passphrase) {
    byte[] pem = present(answer.privateKey()).getBytes(StandardCharsets.US_ASCII);
    return DecryptedKey.pkcs8(pem, passphrase);
  }

  private static String certificates(ExportCertificateResponse answer) {
    String above = answer.certificateChain();
    return ended(present(answer.certificate())) + (above == null ? "" : ended(above));
  }

  private static String ended(String pem) {
    return pem.stripTrailing() + "\n";
  }
}
