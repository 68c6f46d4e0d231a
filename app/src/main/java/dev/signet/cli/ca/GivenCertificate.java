// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.authority.AuthorityArn;
import dev.signet.certificate.CertificateArn;
import dev.signet.cli.CommandRefused;
import dev.signet.cli.terminal.GivenFile;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which certificate a person means: by its ARN, by CA and serial, or by a file that holds it. */
final class GivenCertificate {
  private static final String IN_ARN = "/certificate/";

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Parameters(
      paramLabel = "SERIAL|FILE|NAME|ARN",
      description =
          "Serial in hexadecimal, a file with the certificate (PEM, DER), the name of a managed one,"
              + " or its ARN.")
  private String what = "";

  @Option(
      names = "--ca",
      paramLabel = "CA",
      description = "The CA that issued it: common name, ID or ARN; an ARN of it says so itself.")
  private @Nullable String authority;

  /** The name or ARN of a managed certificate, if it can be nothing else. */
  Optional<String> managed() {
    boolean named = authority == null && isFile() && !what.contains("/");
    return CertificateArn.parse(what).isPresent() || (named && !Files.exists(Path.of(what)))
        ? Optional.of(what)
        : Optional.empty();
  }

  /** The certificate in a file, if a file was named and no CA. */
  Optional<Certificate> ofFileAlone() {
    return authority == null ? ofFile() : Optional.empty();
  }

  private Optional<Certificate> ofFile() {
    if (what.startsWith("arn:") || !isFile()) {
      return Optional.empty();
    }
    return Optional.of(new GivenFile(Path.of(what)).certificate());
  }

  /** Whatever is no serial must be a file; a serial may be the name of one. */
  private boolean isFile() {
    return Serial.ofHex(what).isEmpty() || Files.exists(Path.of(what));
  }

  /**
   * The certificate as the CA has it. One of a file must be the same, octet for octet: another CA
   * may have used its serial.
   */
  FoundCertificate find(PcaClient pca) {
    if (what.startsWith("arn:")) {
      return ofArn(pca);
    }
    Optional<Certificate> file = ofFile();
    AuthorityArn ca = authority(pca);
    Serial serial = file.map(Certificate::serial).or(() -> Serial.ofHex(what)).orElseThrow();
    FoundCertificate found = FoundCertificate.ask(pca, ca, ca + IN_ARN + serial.hex());
    if (file.isPresent() && !file.get().equals(found.certificate())) {
      throw new CommandRefused(
          what + " is not what " + ca + " issued as " + serial + ": expected its own certificate");
    }
    return found;
  }

  private AuthorityArn authority(PcaClient pca) {
    if (authority == null) {
      throw new ParameterException(
          command.commandLine(),
          what + ": expected --ca with the CA that issued it, or the ARN of the certificate");
    }
    return NamedAuthority.arn(NamedAuthority.find(pca, authority));
  }

  private FoundCertificate ofArn(PcaClient pca) {
    int between = what.indexOf(IN_ARN);
    if (between < 0) {
      throw new ParameterException(
          command.commandLine(), what + ": expected the ARN of a certificate of a private CA");
    }
    return FoundCertificate.ask(pca, AuthorityArn.of(what.substring(0, between)), what);
  }
}
