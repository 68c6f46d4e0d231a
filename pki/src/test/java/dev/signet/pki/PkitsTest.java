// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.path.Hierarchy;
import dev.signet.pki.path.PathChecker;
import dev.signet.pki.path.PathFault;
import dev.signet.pki.path.PathVerdict;
import dev.signet.pki.path.PathVerdict.Invalid;
import dev.signet.pki.path.PathVerdict.Valid;
import dev.signet.pki.status.Crl;
import dev.signet.pki.status.RevokedEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.X509CRLEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * NIST's Public Key Interoperability Test Suite, version of 2011. The names of its end entities say
 * which are valid; of those that begin otherwise, that depends on policies that a caller may ask
 * for.
 */
@Tag("acceptance")
class PkitsTest {
  private static final Path FILES =
      Path.of(
          Objects.requireNonNull(
              System.getProperty("signet.pkits"), "-Dsignet.pkits: expected its folder"));
  private static final Instant WHEN = Instant.parse("2020-06-01T00:00:00Z");

  /** Names that say nothing about validity. */
  private static final int UNDECIDED = 20;

  /** What parts of names say about why. */
  private static final Map<String, PathFault> FAULTS =
      Map.ofEntries(
          entry("nameConstraints", PathFault.NAMES),
          entry("pathLenConstraint", PathFault.PATH_LENGTH),
          entry("not(After|Before)Date", PathFault.TIME),
          entry("Policy", PathFault.POLICY),
          entry("Revoked|SerialNumber|NewWithOld|OldWithNew", PathFault.REVOKED),
          entry("CRLSignature|MissingCRL|nextUpdate|WrongCRL|onlyContains", PathFault.NO_CRL),
          entry("NameChaining", PathFault.NO_ISSUER),
          entry("EESignature", PathFault.SIGNATURE),
          entry("keyCertSignFalse|cAFalse|MissingbasicConstraints", PathFault.NOT_A_CA),
          entry("UnknownCriticalCertificate", PathFault.CRITICAL_EXTENSION));

  private static Map<String, byte[]> files(String folder, String ending) {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(FILES.resolve(folder))) {
      for (Path each : (Iterable<Path>) all::iterator) {
        String name = each.getFileName().toString();
        assertThat(name).endsWith(ending);
        files.put(name.substring(0, name.length() - ending.length()), Files.readAllBytes(each));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static byte[] file(String name) {
    try {
      return Files.readAllBytes(FILES.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Certificate> read(byte[] der) {
    try {
      return Optional.of(Certificate.parse(der));
    } catch (PkiException refused) {
      return Optional.empty();
    }
  }

  /** What each end entity is found to be; empty where it cannot be read. */
  private static Map<String, Optional<PathVerdict>> verdicts() {
    Map<String, byte[]> files = files("certs", ".crt");
    List<Certificate> issuers = new ArrayList<>();
    files.forEach((name, der) -> {
      if (!name.endsWith("EE")) {
        read(der).ifPresent(issuers::add);
      }
    });
    Certificate anchor = Certificate.parse(file("certs/TrustAnchorRootCertificate.crt"));
    List<Crl> crls = files("crls", ".crl").values().stream().map(Crl::parse).toList();
    PathChecker checker = new PathChecker(List.of(anchor), TestKey.VERIFIER);
    Map<String, Optional<PathVerdict>> verdicts = new TreeMap<>();
    files.forEach((name, der) -> {
      if (name.endsWith("EE")) {
        verdicts.put(name, read(der).map(ee -> checker.check(ee, issuers, crls, WHEN)));
      }
    });
    return verdicts;
  }

  @Test
  void whatTheNamesSayIsFoundExceptWhereAListSaysWhyNot() {
    Set<String> missed = new TreeSet<>();
    List<String> undecided = new ArrayList<>();
    verdicts()
        .forEach((name, verdict) -> {
          boolean valid = verdict.filter(Valid.class::isInstance).isPresent();
          if (!name.matches("(Valid|Invalid).*")) {
            undecided.add(name);
          } else if (valid != name.startsWith("Valid")) {
            missed.add(name);
          }
        });
    assertThat(undecided).hasSize(UNDECIDED);
    assertThat(missed).as("neither more nor fewer").isEqualTo(notPassed());
  }

  private static Set<String> notPassed() {
    return Samples.text("pkits-not-passed.txt")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .peek(line -> assertThat(line).matches("\\w+EE \\| .+"))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .collect(Collectors.toSet());
  }

  @Test
  void whatIsInvalidIsSoForWhatItsNameSays() {
    Map<String, Optional<PathVerdict>> verdicts = verdicts();
    FAULTS.forEach((part, fault) -> {
      List<Invalid> found =
          verdicts.entrySet().stream()
              .filter(each -> each.getKey().matches("Invalid.*(" + part + ").*"))
              .flatMap(each -> each.getValue().stream())
              .map(Invalid.class::cast)
              .toList();
      assertThat(found).as(part).isNotEmpty().allMatch(invalid -> invalid.fault() == fault);
    });
  }

  @Test
  void everyFileIsReadOrRefused() {
    files("certs", ".crt").values().forEach(PkitsTest::readWhole);
    files("crls", ".crl").values().forEach(PkitsTest::readEntries);
  }

  private static void readWhole(byte[] file) {
    HostileInputTest.assertTypedOrRead(file);
    read(file)
        .ifPresent(found -> {
          try {
            assertThat(found.toX509().getSerialNumber()).isEqualTo(found.serial().value());
            assertThat(found + found.issuer().text() + found.keyUsage()).isNotBlank();
            assertThat(found.extendedKeyUsage()).isNotNull();
            Hierarchy.nameConstraintViolation(
                List.of(found), found.subject(), found.alternativeName());
          } catch (PkiException refused) {
            assertThat(refused.getMessage()).isNotBlank();
          }
        });
  }

  private static void readEntries(byte[] file) {
    HostileInputTest.assertTypedOrRead(file);
    var entries = Crl.parse(file).list().getRevokedCertificates();
    for (X509CRLEntry entry : entries == null ? List.<X509CRLEntry>of() : entries) {
      try {
        assertThat(RevokedEntry.serialOf(entry.getEncoded()).value())
            .isEqualTo(entry.getSerialNumber());
      } catch (CRLException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void changedListsAreReadOrRefused() {
    Random random = new Random(20_260_301L);
    byte[] sample = file("crls/indirectCRLCA5CRL.crl");
    for (int i = 0; i < 1500; i++) {
      byte[] changed = Arrays.copyOf(sample, sample.length - random.nextInt(2));
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      HostileInputTest.assertTypedOrRead(changed);
    }
  }
}
