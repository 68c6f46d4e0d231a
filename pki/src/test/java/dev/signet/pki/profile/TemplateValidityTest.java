// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import static dev.signet.pki.Refusals.assertRefused;
import static dev.signet.pki.TestKey.TEN_YEARS;
import static dev.signet.pki.TestKey.cn;
import static dev.signet.pki.TestKey.profile;
import static dev.signet.pki.TestKey.serial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.TestKey;
import dev.signet.pki.cert.BasicConstraints;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.cert.TbsCertificate;
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.cert.ValidityTerm;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.csr.ProvenRequest;
import dev.signet.pki.key.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each type of validity and of start at its edges, by every template: the octets of both instants.
 * A root ends when it is told to, everything else within the life of all that is above it.
 */
class TemplateValidityTest {
  /**
   * End and start as a call says them, then both as a certificate writes them (UTCTime until 2049,
   * GeneralizedTime from then on), and what refuses everything but roots, and roots.
   */
  private static final String TABLE =
      """
      1 DAYS,                  -, 280131110000Z, 280201120000Z, -, -
      2949 DAYS,               -, 280131110000Z, 360227120000Z, -, -
      2950 DAYS,               -, 280131110000Z, 360228120000Z, VALIDITY_EXCEEDS_ISSUER, -
      1 MONTHS,                -, 280131110000Z, 280229120000Z, -, -
      13 MONTHS,               -, 280131110000Z, 290228120000Z, -, -
      96 MONTHS,               -, 280131110000Z, 360131120000Z, -, -
      97 MONTHS,               -, 280131110000Z, 360229120000Z, VALIDITY_EXCEEDS_ISSUER, -
      1 YEARS,                 -, 280131110000Z, 290131120000Z, -, -
      8 YEARS,                 -, 280131110000Z, 360131120000Z, -, -
      9 YEARS,                 -, 280131110000Z, 370131120000Z, VALIDITY_EXCEEDS_ISSUER, -
      365 YEARS,               -, 280131110000Z, 23930131120000Z, VALIDITY_EXCEEDS_ISSUER, -
      7971 YEARS,              -, 280131110000Z, 99990131120000Z, VALIDITY_EXCEEDS_ISSUER, -
      7972 YEARS,              -, -, -, INVALID_VALIDITY, INVALID_VALIDITY
      280131120001 END_DATE,   -, 280131110000Z, 280131120001Z, -, -
      280131120000 END_DATE,   -, -, -, VALIDITY_IN_THE_PAST, VALIDITY_IN_THE_PAST
      360227120000 END_DATE,   -, 280131110000Z, 360227120000Z, -, -
      20360227120000 END_DATE, -, 280131110000Z, 360227120000Z, -, -
      360227120001 END_DATE,   -, 280131110000Z, 360227120001Z, VALIDITY_EXCEEDS_ISSUER, -
      491231235959 END_DATE,   -, 280131110000Z, 491231235959Z, VALIDITY_EXCEEDS_ISSUER, -
      500101000000 END_DATE,   -, -, -, VALIDITY_IN_THE_PAST, VALIDITY_IN_THE_PAST
      20500101000000 END_DATE, -, 280131110000Z, 20500101000000Z, VALIDITY_EXCEEDS_ISSUER, -
      99991231235959 END_DATE, -, 280131110000Z, 99991231235959Z, VALIDITY_EXCEEDS_ISSUER, -
      50131120000 END_DATE,    -, -, -, VALIDITY_IN_THE_PAST, VALIDITY_IN_THE_PAST
      2036022712000 END_DATE,  -, -, -, INVALID_VALIDITY, INVALID_VALIDITY
      300230120000 END_DATE,   -, -, -, INVALID_VALIDITY, INVALID_VALIDITY
      1832932801 ABSOLUTE,     -, 280131110000Z, 280131120001Z, -, -
      1832932800 ABSOLUTE,     -, -, -, VALIDITY_IN_THE_PAST, VALIDITY_IN_THE_PAST
      2087726400 ABSOLUTE,     -, 280131110000Z, 360227120000Z, -, -
      2087726401 ABSOLUTE,     -, 280131110000Z, 360227120001Z, VALIDITY_EXCEEDS_ISSUER, -
      2524607999 ABSOLUTE,     -, 280131110000Z, 491231235959Z, VALIDITY_EXCEEDS_ISSUER, -
      2524608000 ABSOLUTE,     -, 280131110000Z, 20500101000000Z, VALIDITY_EXCEEDS_ISSUER, -
      253402300799 ABSOLUTE,   -, 280131110000Z, 99991231235959Z, VALIDITY_EXCEEDS_ISSUER, -
      253402300800 ABSOLUTE,   -, -, -, INVALID_VALIDITY, INVALID_VALIDITY
      0 DAYS,                  -, -, -, INVALID_VALIDITY, INVALID_VALIDITY
      1 YEARS, 1 ABSOLUTE,          700101000001Z, 290131120000Z, -, -
      1 YEARS, 1832932800 ABSOLUTE, 280131120000Z, 290131120000Z, -, -
      1 YEARS, 1864555199 ABSOLUTE, 290131115959Z, 290131120000Z, -, -
      1 YEARS, 1864555200 ABSOLUTE, -, -, INVALID_VALIDITY, INVALID_VALIDITY
      30 YEARS, 2524608000 ABSOLUTE, 20500101000000Z, 20580131120000Z, VALIDITY_EXCEEDS_ISSUER, -
      1 YEARS, 0 ABSOLUTE,          -, -, INVALID_VALIDITY, INVALID_VALIDITY
      1 YEARS, 280131120000 END_DATE, -, -, INVALID_VALIDITY, INVALID_VALIDITY
      1 YEARS, 1 DAYS,              -, -, INVALID_VALIDITY, INVALID_VALIDITY
      1 YEARS, 1 MONTHS,            -, -, INVALID_VALIDITY, INVALID_VALIDITY
      1 YEARS, 1 YEARS,             -, -, INVALID_VALIDITY, INVALID_VALIDITY
      """;

  private static final Instant ISSUED = Instant.parse("2028-01-31T12:00:00.999Z");
  private static final TestKey CA = TestKey.ec();
  private static final TestKey SUBJECT = TestKey.ec();

  /** Both must end on 2036-02-27 at noon: one by itself, the other as its root does. */
  private static final List<Chain> ISSUERS = List.of(CA.root("Root"), outlivingItsRoot());

  @ParameterizedTest(name = "{0}, from {1}")
  @CsvSource(nullValues = "-", textBlock = TABLE)
  void everyTemplateHoldsFromAndUntilWhatTheTableSays(
      String ends,
      @Nullable String starts,
      @Nullable String notBefore,
      @Nullable String notAfter,
      @Nullable Reason refused,
      @Nullable Reason rootRefused) {
    ProvenRequest own = CA.request(cn("Root"));
    ProvenRequest other = SUBJECT.request(cn("subject"));
    String written = time(notBefore) + time(notAfter);
    for (String template : Profile.names()) {
      boolean root = profile(template).isRoot();
      Reason reason = root ? rootRefused : refused;
      for (Chain issuer : ISSUERS) {
        Making making =
            new Making(
                template,
                root ? Issuer.itself(CA.info()) : Issuer.installed(issuer),
                root ? own : other);
        if (reason == null) {
          assertThat(Octets.of(making.by(ends, starts).der()).hex())
              .as(template)
              .contains("30" + String.format("%02x", written.length() / 2) + written);
        } else {
          assertRefused(reason, () -> making.by(ends, starts)).as(template);
        }
      }
    }
  }

  /** A certificate that is yet to be made. */
  private record Making(String template, Issuer issuer, ProvenRequest request) {
    Certificate by(String ends, @Nullable String starts) {
      ValidityPeriod period =
          term(ends).period(ISSUED, Optional.ofNullable(starts).map(TemplateValidityTest::term));
      return CA.sign(profile(template).prepare(issuer, request, period, serial(), CA.scheme()))
          .certificate();
    }
  }

  private static ValidityTerm term(String text) {
    String[] parts = text.split(" ", 2);
    return new ValidityTerm(
        ValidityTerm.Type.named(parts[1]).orElseThrow(), Long.parseLong(parts[0]));
  }

  private static String time(@Nullable String text) {
    return text == null
        ? ""
        : (text.length() == 13 ? "170d" : "180f")
            + Octets.of(text.getBytes(StandardCharsets.US_ASCII)).hex();
  }

  private static Chain outlivingItsRoot() {
    TestKey root = TestKey.ec();
    Certificate issued =
        root.forge(
            new TbsCertificate(
                serial(),
                SignatureAlgorithm.of(root.scheme()),
                cn("Root"),
                new ValidityPeriod(TEN_YEARS.notBefore(), Instant.parse("2060-01-01T00:00:00Z")),
                cn("Longer"),
                CA.info(),
                new Extensions(
                    List.of(
                        Extension.basicConstraints(
                            true, new BasicConstraints(true, OptionalInt.empty()))))));
    return new Chain(List.of(issued, root.root("Root").first()));
  }
}
