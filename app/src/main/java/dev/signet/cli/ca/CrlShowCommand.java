// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.authority.AuthorityArn;
import dev.signet.cli.CommandRefused;
import dev.signet.cli.ServerOptions;
import dev.signet.cli.terminal.Columns;
import dev.signet.cli.terminal.GivenFile;
import dev.signet.cli.terminal.Moments;
import dev.signet.pki.cert.Certificate;
import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.CrlConfiguration;
import dev.signet.wire.generated.acmpca.RevocationConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509CRLEntry;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signet crl show}: what a CRL says, and whether it is the CA's. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows a CRL: its age, and what was revoked last.",
      "With --ca alone, the complete list that the CA publishes; with an address or a file, that"
          + " one, whose signature is checked if --ca says whose it should be."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it was shown",
      "1:it could not be had, or is not signed by the CA",
      "2:a wrong argument"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet crl show --ca 'Example Issuing'",
      "  signet crl show http://pki.example.com/crl/3f2a….crl --ca 'Example Issuing'",
      "  signet crl show list.crl --entries 100"
    })
final class CrlShowCommand implements Callable<Integer> {
  private static final int NOT_SIGNED = 1;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(
      paramLabel = "URL|FILE",
      arity = "0..1",
      description = "The CRL (default: the one that the CA publishes).")
  private @Nullable String what;

  @Option(
      names = "--ca",
      paramLabel = "CA",
      description = "Whose list it is: common name, ID or ARN.")
  private @Nullable String authority;

  @Option(
      names = "--entries",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many of the newest revocations are shown (default: ${DEFAULT-VALUE}).")
  private int most;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    if (what == null && authority == null) {
      throw new ParameterException(
          spec.commandLine(), "no CRL: expected --ca, an address or a file");
    }
    if (most < 0) {
      throw new ParameterException(
          spec.commandLine(), "--entries " + most + ": expected 0 or more");
    }
    if (authority == null) {
      print(given(), Optional.empty());
      return 0;
    }
    try (PcaClient pca = new PcaClient(server)) {
      CertificateAuthority ca = NamedAuthority.find(pca, authority);
      CrlFile crl = what == null ? CrlFile.fetch(address(ca)) : given();
      byte[] own = pca.ownCertificate(NamedAuthority.arn(ca)).getBytes(StandardCharsets.US_ASCII);
      boolean signed = crl.isSignedBy(Certificate.parse(own));
      print(crl, Optional.of(signed));
      return signed ? 0 : NOT_SIGNED;
    }
  }

  private CrlFile given() {
    String named = Objects.requireNonNull(what);
    return named.contains("://")
        ? CrlFile.fetch(named)
        : CrlFile.parse(new GivenFile(Path.of(named)).octets(), named);
  }

  /** The complete list stands at the status port under the path of the CA's configuration. */
  private String address(CertificateAuthority ca) {
    RevocationConfiguration revocation = ca.revocationConfiguration();
    CrlConfiguration crl = revocation == null ? null : revocation.crlConfiguration();
    if (crl == null || !crl.enabled()) {
      throw new CommandRefused(
          AuthorityText.described(ca)
              + " publishes no CRL: expected one made with --crl-days, or the address of a list");
    }
    AuthorityArn arn = NamedAuthority.arn(ca);
    String folder = crl.customPath() == null ? "crl" : crl.customPath();
    String path = folder.equals("/") ? "/" : "/" + folder + "/";
    return server.statusUrl().resolve(path + arn.id() + ".crl").toString();
  }

  private void print(CrlFile crl, Optional<Boolean> signed) {
    System.out.print(json ? json(crl, signed) : text(crl, signed));
  }

  private String text(CrlFile crl, Optional<Boolean> signed) {
    Moments moments = new Moments(InstantSource.system().instant());
    var entries = crl.newestFirst();
    String next =
        crl.nextUpdate()
            .map(due -> moments.text(due) + (moments.isPast(due) ? " EXPIRED" : ""))
            .orElse("-");
    String facts =
        Columns.plain()
            .row("issuer", crl.issuer())
            .row("number", crl.number().map(Object::toString).orElse("-"))
            .row("this update", moments.text(crl.thisUpdate()))
            .row("next update", next)
            .row("signature", signature(signed))
            .row("revoked", entries.size() + "")
            .text("  ");
    if (entries.isEmpty() || most == 0) {
      return crl.source() + "\n" + facts;
    }
    Columns table = Columns.headed("SERIAL", "REVOKED AT", "REASON");
    entries.stream()
        .limit(most)
        .forEach(each ->
            table.row(
                CrlFile.serial(each).hex(),
                moments.text(each.getRevocationDate().toInstant()),
                CrlFile.reason(each)));
    String left = entries.size() > most ? "… and " + (entries.size() - most) + " more\n" : "";
    return crl.source() + "\n" + facts + table.text("") + left;
  }

  private static String signature(Optional<Boolean> signed) {
    return signed
        .map(right -> right ? "the CA's" : "NOT the CA's")
        .orElse("not checked: --ca says whose it should be");
  }

  private String json(CrlFile crl, Optional<Boolean> signed) {
    ObjectNode node = CertificateJson.object();
    node.put("Issuer", crl.issuer()).put("ThisUpdate", crl.thisUpdate().toString());
    crl.number().ifPresent(number -> node.put("CrlNumber", number));
    crl.nextUpdate().ifPresent(due -> node.put("NextUpdate", due.toString()));
    signed.ifPresent(right -> node.put("SignedByCa", right));
    var entries = crl.newestFirst();
    node.put("Entries", entries.size());
    ArrayNode revoked = node.putArray("RevokedCertificates");
    entries.stream().limit(most).forEach(each -> add(revoked.addObject(), each));
    return node + "\n";
  }

  private static void add(ObjectNode node, X509CRLEntry entry) {
    node.put("Serial", CrlFile.serial(entry).colons())
        .put("RevokedAt", entry.getRevocationDate().toInstant().toString())
        .put("RevocationReason", CrlFile.reason(entry));
  }
}
