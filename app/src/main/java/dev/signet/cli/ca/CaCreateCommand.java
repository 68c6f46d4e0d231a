// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import static dev.signet.cli.ApiClient.present;

import dev.signet.authority.AuthorityArn;
import dev.signet.cli.CommandRefused;
import dev.signet.cli.ServerOptions;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.CertificateAuthorityConfiguration;
import dev.signet.wire.generated.acmpca.CertificateAuthorityStatus;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import dev.signet.wire.generated.acmpca.CreateCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.CrlConfiguration;
import dev.signet.wire.generated.acmpca.KeyAlgorithm;
import dev.signet.wire.generated.acmpca.OcspConfiguration;
import dev.signet.wire.generated.acmpca.RevocationConfiguration;
import dev.signet.wire.generated.acmpca.SigningAlgorithm;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signet ca create}: a new authority, ready to issue where that can be. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a CA: a root signs itself, a subordinate one is signed by its --parent; both issue then.",
      "A subordinate CA without --parent waits for a certificate from elsewhere."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet ca create --name 'Example Root' --org Example --country DE --crl-days 7 --ocsp",
      "  signet ca create --name 'Example Issuing' --parent 'Example Root' --key RSA-2048",
      "  signet ca create --name 'Example Issuing' --type subordinate"
    })
final class CaCreateCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private SubjectOptions subject = new SubjectOptions();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "root or subordinate (default: root, with --parent subordinate).")
  private @Nullable CertificateAuthorityType type;

  @Mixin private AuthoritySigning signing = new AuthoritySigning();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      converter = KeyChoice.class,
      defaultValue = "P-256",
      description =
          "P-256, P-384, P-521, RSA-2048, RSA-3072, RSA-4096, ML-DSA-44, ML-DSA-65 or ML-DSA-87"
              + " (default: ${DEFAULT-VALUE}).")
  private KeySpec key = KeySpec.EC_P256;

  @Option(
      names = "--crl-days",
      paramLabel = "N",
      description = "Publish CRLs that are good for so many days.")
  private @Nullable Integer crlDays;

  @Option(names = "--ocsp", description = "Answer by OCSP.")
  private boolean ocsp;

  @Option(
      names = "--idempotency-token",
      paramLabel = "TOKEN",
      description = "The same command with the same token, within five minutes, makes one CA.")
  private @Nullable String token;

  @Option(names = "--json", description = "As JSON, in the names of the API.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    CertificateAuthorityType made =
        type != null
            ? type
            : signing.hasParent()
                ? CertificateAuthorityType.SUBORDINATE
                : CertificateAuthorityType.ROOT;
    if (made == CertificateAuthorityType.ROOT && signing.hasParent()) {
      throw new ParameterException(
          spec.commandLine(), "--parent of a root: expected a subordinate CA, or no parent");
    }
    try (PcaClient pca = new PcaClient(server)) {
      Optional<CertificateAuthority> parent = signing.parent(pca);
      AuthorityArn arn = create(pca, made);
      CertificateAuthority authority = pca.describe(arn);
      if (authority.status() == CertificateAuthorityStatus.PENDING_CERTIFICATE
          && (made == CertificateAuthorityType.ROOT || parent.isPresent())) {
        sign(pca, authority, parent);
      }
      System.out.print(AuthorityCommand.text(pca.describe(arn), json));
    }
    return 0;
  }

  private AuthorityArn create(PcaClient pca, CertificateAuthorityType made) {
    return AuthorityArn.of(
        present(
            pca.call(
                    AcmPca.CREATE_CERTIFICATE_AUTHORITY,
                    CreateCertificateAuthorityRequest.of(configuration(), made)
                        .withRevocationConfiguration(revocation())
                        .withIdempotencyToken(token))
                .certificateAuthorityArn()));
  }

  /** Whoever is stopped from here on knows what is there, and how to go on. */
  private void sign(
      PcaClient pca, CertificateAuthority authority, Optional<CertificateAuthority> parent) {
    System.err.println("Made " + authority.arn() + ", which waits for its certificate.");
    try {
      signing.sign(pca, authority, parent, token);
    } catch (CommandRefused refused) {
      String id = AuthorityText.shortId(authority);
      String by = parent.map(each -> " --parent " + AuthorityText.shortId(each)).orElse("");
      throw new CommandRefused(
          refused.getMessage()
              + "; the CA is there without a certificate: signet ca sign "
              + id
              + by
              + " goes on, signet ca delete "
              + id
              + " takes it back");
    }
  }

  private CertificateAuthorityConfiguration configuration() {
    return CertificateAuthorityConfiguration.of(
        Arrays.stream(KeyAlgorithm.values())
            .filter(each -> each.value().equals(key.awsName()))
            .findFirst()
            .orElseThrow(),
        Arrays.stream(SigningAlgorithm.values())
            .filter(each -> each.value().equals(SignatureScheme.usualFor(key).name()))
            .findFirst()
            .orElseThrow(),
        subject.subject());
  }

  private @Nullable RevocationConfiguration revocation() {
    if (crlDays == null && !ocsp) {
      return null;
    }
    return RevocationConfiguration.of()
        .withCrlConfiguration(
            crlDays == null ? null : CrlConfiguration.of(true).withExpirationInDays(crlDays))
        .withOcspConfiguration(ocsp ? OcspConfiguration.of(true) : null);
  }
}
