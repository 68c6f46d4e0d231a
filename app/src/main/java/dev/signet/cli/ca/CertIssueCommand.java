// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import static dev.signet.cli.ApiClient.present;
import static java.util.Objects.requireNonNull;

import dev.signet.authority.AuthorityArn;
import dev.signet.cli.CommandRefused;
import dev.signet.cli.KeyRequest;
import dev.signet.cli.ServerOptions;
import dev.signet.cli.terminal.GivenFile;
import dev.signet.cli.terminal.Moments;
import dev.signet.cli.terminal.NewFile;
import dev.signet.key.SecretFile;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.SubjectAlternativeName;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.GetCertificateResponse;
import dev.signet.wire.generated.acmpca.IssueCertificateRequest;
import dev.signet.wire.generated.acmpca.Validity;
import dev.signet.wire.generated.acmpca.ValidityPeriodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signet cert issue}: a certificate for a request, or for a key that is made here. */
@Command(
    name = "issue",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Issues a certificate: for a request in a file, or for a new P-256 key of this machine.",
      "Such a key is written to a file that only you can read, and goes nowhere else."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet cert issue --ca 'Example Issuing' --csr host.csr --out host.pem --chain",
      "  signet cert issue --ca 'Example Issuing' --name host.example --name 10.0.0.7 \\",
      "    --key-out host.key --out host.pem --days 30"
    })
final class CertIssueCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--ca",
      required = true,
      paramLabel = "CA",
      description = "The CA that issues it: common name, ID or ARN.")
  private String authority = "";

  @Option(names = "--csr", paramLabel = "FILE", description = "A request, in PEM or DER.")
  private @Nullable Path csr;

  @Option(
      names = "--name",
      paramLabel = "HOST",
      description = "Instead of a request: a host name or address; the first is the common name.")
  private List<String> names = List.of();

  @Option(
      names = "--key-out",
      paramLabel = "FILE",
      description = "With --name: the new file that the key is written to.")
  private @Nullable Path keyOut;

  @Option(
      names = "--template",
      paramLabel = "TEMPLATE",
      defaultValue = TemplateName.END_ENTITY,
      description = "What it is for, by name or ARN (default: ${DEFAULT-VALUE}).")
  private String template = TemplateName.END_ENTITY;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "90",
      description = "How long it is good (default: ${DEFAULT-VALUE}).")
  private int days;

  @Mixin private NewFile out = new NewFile();

  @Option(names = "--chain", description = "The CA's certificates after it, up to the root.")
  private boolean chain;

  @Option(
      names = "--idempotency-token",
      paramLabel = "TOKEN",
      description =
          "The same call with the same token, within five minutes, makes one certificate.")
  private @Nullable String token;

  @Option(names = "--json", description = "As JSON, in the names of the API.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    out.requireFree();
    Optional<KeyRequest> own = own();
    Blob request =
        own.map(each -> Blob.of(each.pem().getBytes(StandardCharsets.US_ASCII)))
            .orElseGet(() -> new GivenFile(requireNonNull(csr)).blob());
    try (PcaClient pca = new PcaClient(server)) {
      FoundCertificate issued = issue(pca, NamedAuthority.find(pca, authority), request);
      // Before the certificate, which is of no use without it.
      own.ifPresent(each -> SecretFile.write(requireNonNull(keyOut), each.keyPem()));
      out.write(json ? json(issued) : pem(issued.answer()));
      if (out.isFile()) {
        System.out.println(summary(issued.certificate()));
      }
    }
    return 0;
  }

  /** A key of this machine, unless the request is in a file. */
  private Optional<KeyRequest> own() {
    if ((csr == null) == names.isEmpty() || names.isEmpty() != (keyOut == null)) {
      throw new ParameterException(
          spec.commandLine(), "no request: expected --csr, or --name with --key-out");
    }
    if (keyOut == null) {
      return Optional.empty();
    }
    out.requireFree(keyOut);
    try {
      byte[] hosts = SubjectAlternativeName.ofHosts(names).der();
      var alternative =
          new Extension(ExtensionOid.SUBJECT_ALTERNATIVE_NAME, false, Octets.of(hosts));
      return Optional.of(
          KeyRequest.of(
              DistinguishedName.of(AttributeType.COMMON_NAME, names.getFirst()),
              new Extensions(List.of(alternative))));
    } catch (PkiException e) {
      throw new CommandRefused("--name " + String.join(", ", names) + ": " + e.getMessage());
    }
  }

  private FoundCertificate issue(PcaClient pca, CertificateAuthority ca, Blob request) {
    AuthorityArn arn = NamedAuthority.arn(ca);
    String issued =
        present(
            pca.call(
                    arn,
                    AcmPca.ISSUE_CERTIFICATE,
                    IssueCertificateRequest.of(
                            arn.toString(),
                            request,
                            AuthorityText.configuration(ca).signingAlgorithm(),
                            new Validity(days, ValidityPeriodType.DAYS))
                        .withTemplateArn(TemplateName.arn(arn, template))
                        .withIdempotencyToken(token))
                .certificateArn());
    return FoundCertificate.ask(pca, arn, issued);
  }

  private String pem(GetCertificateResponse answer) {
    String leaf = present(answer.certificate());
    String above = answer.certificateChain();
    return chain && above != null ? leaf.stripTrailing() + "\n" + above : leaf;
  }

  private static String json(FoundCertificate issued) {
    return CertificateJson.object()
        .put("CertificateArn", issued.arn())
        .put("Certificate", issued.pem())
        .put("CertificateChain", issued.answer().certificateChain())
        .toString();
  }

  private String summary(Certificate certificate) {
    Moments moments = new Moments(InstantSource.system().instant());
    return "Issued '%s', serial %s, until %s, to %s"
        .formatted(
            CertificateText.label(certificate),
            certificate.serial(),
            moments.text(certificate.period().notAfter()),
            out);
  }
}
