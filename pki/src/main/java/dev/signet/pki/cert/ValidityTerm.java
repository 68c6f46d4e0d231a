// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The API's ValidityTerm: when a certificate ends, as a span from its issuance or as an instant.
 *
 * @param type how to read the value
 * @param value at least 1
 */
public record ValidityTerm(Type type, long value) {
  /** 9999-12-31T23:59:59Z, "no well-defined expiration date" (RFC 5280 section 4.1.2.5). */
  public static final Instant NO_WELL_DEFINED_END = Instant.ofEpochSecond(253_402_300_799L);

  /** A certificate starts this long before its issuance, for clocks that run late. */
  private static final Duration DEFAULT_LEAD = Duration.ofMinutes(60);

  /** More days, months or years than this end after year 9999 whatever they start from. */
  private static final long MAX_SPAN = 4_000_000;

  private static final DateTimeFormatter DIGITS =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** How to read the value. */
  public enum Type {
    /** The digits {@code YYMMDDHHMMSS} or {@code YYYYMMDDHHMMSS} in UTC. */
    END_DATE,
    /** Seconds since 1970. */
    ABSOLUTE,
    /** Days of 24 hours since issuance. */
    DAYS,
    /** Calendar months since issuance, the day clamped to the month's last. */
    MONTHS,
    /** Calendar years since issuance, 29 February clamped. */
    YEARS;

    /** The type with this name. */
    public static Optional<Type> named(String name) {
      return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
    }
  }

  /** Checks the value. */
  public ValidityTerm {
    if (value < 1) {
      throw invalid(value + " " + type, "a value of at least 1");
    }
  }

  /**
   * The period of a certificate that is issued at this instant. It starts 60 minutes earlier unless
   * the caller gave a start, which must be ABSOLUTE; the end never depends on the start. Refuses
   * with {@link Reason#INVALID_VALIDITY} or {@link Reason#VALIDITY_IN_THE_PAST}.
   */
  public ValidityPeriod period(Instant issuedAt, Optional<ValidityTerm> notBefore) {
    Instant end = end(issuedAt);
    Instant start =
        notBefore
            .map(ValidityTerm::start)
            .orElse(issuedAt.truncatedTo(ChronoUnit.SECONDS).minus(DEFAULT_LEAD));
    return new ValidityPeriod(start, end);
  }

  /** The last second of a certificate that is issued at this instant. */
  public Instant end(Instant issuedAt) {
    Instant issued = issuedAt.truncatedTo(ChronoUnit.SECONDS);
    Instant end =
        switch (type) {
          case END_DATE -> endDate();
          case ABSOLUTE -> absolute();
          case DAYS, MONTHS, YEARS -> after(issued);
        };
    if (end.isAfter(NO_WELL_DEFINED_END)) {
      throw invalid(this + " which ends " + end, "an end at most " + NO_WELL_DEFINED_END);
    }
    if (!end.isAfter(issued)) {
      throw new PkiException(
          Reason.VALIDITY_IN_THE_PAST,
          "validity " + this + " ends " + end + ", expected an end after " + issued);
    }
    return end;
  }

  private Instant start() {
    if (type != Type.ABSOLUTE) {
      throw invalid("ValidityNotBefore of type " + type, "type ABSOLUTE");
    }
    return absolute();
  }

  private Instant absolute() {
    if (value > NO_WELL_DEFINED_END.getEpochSecond()) {
      throw invalid(toString(), "at most " + NO_WELL_DEFINED_END.getEpochSecond());
    }
    return Instant.ofEpochSecond(value);
  }

  private Instant endDate() {
    // JSON numbers lose leading zeros: 491231235959 has all its digits, 1231235959 began with 00.
    String digits = value < 1_000_000_000_000L ? String.format("%012d", value) : "" + value;
    if (digits.length() != 12 && digits.length() != 14) {
      throw invalid(toString(), "12 digits YYMMDDHHMMSS or 14 digits YYYYMMDDHHMMSS");
    }
    if (digits.length() == 12) {
      digits = (digits.compareTo("50") >= 0 ? "19" : "20") + digits;
    }
    try {
      return LocalDateTime.parse(digits, DIGITS).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw invalid(toString(), "a date and time YYMMDDHHMMSS or YYYYMMDDHHMMSS that exist");
    }
  }

  private Instant after(Instant issued) {
    if (value > MAX_SPAN) {
      throw invalid(toString(), "an end at most " + NO_WELL_DEFINED_END);
    }
    ChronoUnit unit =
        switch (type) {
          case MONTHS -> ChronoUnit.MONTHS;
          case YEARS -> ChronoUnit.YEARS;
          default -> ChronoUnit.DAYS;
        };
    return issued.atOffset(ZoneOffset.UTC).plus(value, unit).toInstant();
  }

  @Override
  public String toString() {
    return value + " " + type;
  }

  private static PkiException invalid(String found, String expected) {
    return new PkiException(
        Reason.INVALID_VALIDITY, "validity " + found + ", expected " + expected);
  }
}
