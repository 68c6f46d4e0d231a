// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import static dev.signet.pki.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException.Reason;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ValidityTermTest {
  private static final Instant NOW = Instant.parse("2026-01-31T16:46:27.999Z");

  @ParameterizedTest(name = "{1} {0}: {2}")
  @CsvSource({
    "END_DATE, 491231235959, 2049-12-31T23:59:59Z",
    "END_DATE, 270101000000, 2027-01-01T00:00:00Z",
    "END_DATE, 260131164628, 2026-01-31T16:46:28Z",
    "END_DATE, 20500101000000, 2050-01-01T00:00:00Z",
    "END_DATE, 99991231235959, 9999-12-31T23:59:59Z",
    "ABSOLUTE, 2524608000, 2050-01-01T00:00:00Z",
    "ABSOLUTE, 253402300799, 9999-12-31T23:59:59Z",
    "ABSOLUTE, 1769877988, 2026-01-31T16:46:28Z",
    "DAYS, 1, 2026-02-01T16:46:27Z",
    "DAYS, 365, 2027-01-31T16:46:27Z",
    "MONTHS, 1, 2026-02-28T16:46:27Z",
    "MONTHS, 13, 2027-02-28T16:46:27Z",
    "MONTHS, 25, 2028-02-29T16:46:27Z",
    "YEARS, 1, 2027-01-31T16:46:27Z",
    "YEARS, 365, 2391-01-31T16:46:27Z",
    "YEARS, 7973, 9999-01-31T16:46:27Z"
  })
  void anEndIsComputed(ValidityTerm.Type type, long value, Instant end) {
    assertThat(new ValidityTerm(type, value).end(NOW)).isEqualTo(end);
  }

  @Test
  void leadingZerosThatJsonLostAreRestored() {
    Instant year2004 = Instant.parse("2004-01-01T00:00:00Z");
    assertThat(new ValidityTerm(ValidityTerm.Type.END_DATE, 50_102_030_405L).end(year2004))
        .isEqualTo("2005-01-02T03:04:05Z");
    assertThat(
            new ValidityTerm(ValidityTerm.Type.END_DATE, 102_030_405L)
                .end(Instant.parse("1999-01-01T00:00:00Z")))
        .isEqualTo("2000-01-02T03:04:05Z");
  }

  @Test
  void twoDigitsFrom50OnAreOfTheLastCentury() {
    assertRefused(
            Reason.VALIDITY_IN_THE_PAST,
            () -> new ValidityTerm(ValidityTerm.Type.END_DATE, 500101000000L).end(NOW))
        .contains("1950-01-01T00:00:00Z");
  }

  @Test
  void theLeapDayIsClamped() {
    Instant leap = Instant.parse("2028-02-29T00:00:00Z");
    assertThat(new ValidityTerm(ValidityTerm.Type.YEARS, 1).end(leap))
        .isEqualTo("2029-02-28T00:00:00Z");
    assertThat(new ValidityTerm(ValidityTerm.Type.YEARS, 4).end(leap))
        .isEqualTo("2032-02-29T00:00:00Z");
    assertThat(new ValidityTerm(ValidityTerm.Type.DAYS, 365).end(leap))
        .isEqualTo("2029-02-28T00:00:00Z");
  }

  @ParameterizedTest(name = "{1} {0}")
  @CsvSource({
    "END_DATE, 1234567890123",
    "END_DATE, 123456789012345",
    "END_DATE, 9223372036854775807",
    "END_DATE, 271301000000",
    "END_DATE, 270230000000",
    "END_DATE, 270101240000",
    "END_DATE, 270101000060",
    "END_DATE, 1",
    "ABSOLUTE, 253402300800",
    "ABSOLUTE, 9223372036854775807",
    "DAYS, 2912449",
    "DAYS, 9223372036854775807",
    "MONTHS, 95999",
    "MONTHS, 9223372036854775807",
    "YEARS, 7974",
    "YEARS, 9223372036854775807"
  })
  void whatCannotBeComputedIsRefused(ValidityTerm.Type type, long value) {
    assertRefused(Reason.INVALID_VALIDITY, () -> new ValidityTerm(type, value).end(NOW));
  }

  @ParameterizedTest
  @EnumSource(ValidityTerm.Type.class)
  void zeroAndLessAreRefused(ValidityTerm.Type type) {
    assertRefused(Reason.INVALID_VALIDITY, () -> new ValidityTerm(type, 0));
    assertRefused(Reason.INVALID_VALIDITY, () -> new ValidityTerm(type, -1));
    assertThat(ValidityTerm.Type.named(type.name())).contains(type);
  }

  @ParameterizedTest(name = "{1} {0}")
  @CsvSource({
    "END_DATE, 260131164627",
    "END_DATE, 250101000000",
    "ABSOLUTE, 1769877987",
    "ABSOLUTE, 1"
  })
  void anEndNowOrEarlierIsRefused(ValidityTerm.Type type, long value) {
    assertRefused(Reason.VALIDITY_IN_THE_PAST, () -> new ValidityTerm(type, value).end(NOW));
  }

  @Test
  void aCertificateStartsAnHourBeforeItsIssuanceAndEndsCountedFromIt() {
    assertThat(new ValidityTerm(ValidityTerm.Type.YEARS, 1).period(NOW, Optional.empty()))
        .isEqualTo(
            new ValidityPeriod(
                Instant.parse("2026-01-31T15:46:27Z"), Instant.parse("2027-01-31T16:46:27Z")));
  }

  @Test
  void aGivenStartDoesNotMoveTheEnd() {
    ValidityTerm past = new ValidityTerm(ValidityTerm.Type.ABSOLUTE, 1_000_000_000);
    ValidityTerm future = new ValidityTerm(ValidityTerm.Type.ABSOLUTE, 1_769_900_000);
    Instant end = Instant.parse("2027-01-31T16:46:27Z");
    assertThat(new ValidityTerm(ValidityTerm.Type.YEARS, 1).period(NOW, Optional.of(past)))
        .isEqualTo(new ValidityPeriod(Instant.ofEpochSecond(1_000_000_000), end));
    assertThat(new ValidityTerm(ValidityTerm.Type.YEARS, 1).period(NOW, Optional.of(future)))
        .isEqualTo(new ValidityPeriod(Instant.ofEpochSecond(1_769_900_000), end));
  }

  @ParameterizedTest
  @EnumSource(value = ValidityTerm.Type.class, mode = EnumSource.Mode.EXCLUDE, names = "ABSOLUTE")
  void aStartOfAnotherTypeIsRefused(ValidityTerm.Type type) {
    ValidityTerm start = new ValidityTerm(type, 1);
    assertRefused(
            Reason.INVALID_VALIDITY,
            () -> new ValidityTerm(ValidityTerm.Type.DAYS, 1).period(NOW, Optional.of(start)))
        .contains("expected type ABSOLUTE");
  }

  @Test
  void aStartAtTheEndOrLaterIsRefused() {
    Instant end = new ValidityTerm(ValidityTerm.Type.DAYS, 1).end(NOW);
    ValidityTerm start = new ValidityTerm(ValidityTerm.Type.ABSOLUTE, end.getEpochSecond());
    assertRefused(
        Reason.INVALID_VALIDITY,
        () -> new ValidityTerm(ValidityTerm.Type.DAYS, 1).period(NOW, Optional.of(start)));
  }

  @Test
  void aPeriodContainsBothItsEnds() {
    ValidityPeriod period =
        new ValidityPeriod(
            Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z"));
    assertThat(period.contains(period.notBefore())).isTrue();
    assertThat(period.contains(period.notAfter().plusMillis(999))).isTrue();
    assertThat(period.contains(period.notBefore().minusMillis(1))).isFalse();
    assertThat(period.contains(period.notAfter().plusSeconds(1))).isFalse();
  }

  @Test
  void aPeriodIsCutToTheIssuersOnRequest() {
    ValidityPeriod issuer =
        new ValidityPeriod(
            Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
    ValidityPeriod wish =
        new ValidityPeriod(
            Instant.parse("2025-12-31T23:00:00Z"), Instant.parse("2028-01-01T00:00:00Z"));
    ValidityPeriod inside =
        new ValidityPeriod(
            Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(wish.within(issuer)).isEqualTo(issuer);
    assertThat(inside.within(issuer)).isEqualTo(inside);
  }
}
