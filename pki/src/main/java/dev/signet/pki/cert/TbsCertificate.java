// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Decoding;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.name.DistinguishedName;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/**
 * The part of a certificate that is signed (RFC 5280 section 4.1.2), version 3 only.
 *
 * @param serial unique under the issuer
 * @param algorithm how the issuer signs
 * @param issuer the byte copy of the issuer's subject
 * @param period when it holds
 * @param subject may be empty
 * @param publicKey the subject's
 * @param extensions in their order
 */
public record TbsCertificate(
    Serial serial,
    SignatureAlgorithm algorithm,
    DistinguishedName issuer,
    ValidityPeriod period,
    DistinguishedName subject,
    PublicKeyInfo publicKey,
    Extensions extensions) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;

  /** Reads and checks all of it; refuses with {@link Reason#MALFORMED_CERTIFICATE}. */
  public static TbsCertificate fromDer(byte[] der) {
    return Decoding.as(Reason.MALFORMED_CERTIFICATE, "certificate", () -> read(Der.parse(der)));
  }

  static TbsCertificate read(Der element) {
    List<Der> parts = element.sequence("TBSCertificate", 7, 10);
    if (!parts.getFirst().is(0xA0) || !parts.getFirst().only().integer().equals(BigInteger.TWO)) {
      throw new PkiException(Reason.MALFORMED_CERTIFICATE, "X.509 version, expected version 3");
    }
    List<Der> period = parts.get(4).sequence("Validity", 2, 2);
    TbsCertificate certificate =
        new TbsCertificate(
            Serial.ofContent(parts.get(1).require(Der.INTEGER, "serialNumber").content()),
            SignatureAlgorithm.read(parts.get(2).encoded()),
            DistinguishedName.fromDer(parts.get(3).encoded()),
            new ValidityPeriod(readTime(period.get(0)), readTime(period.get(1))),
            DistinguishedName.fromDer(parts.get(5).encoded()),
            PublicKeyInfo.fromDer(parts.get(6).encoded()),
            readExtensions(parts.subList(7, parts.size())));
    certificate.extensions.checkValues();
    return certificate;
  }

  /** What follows the key: two unique identifiers that nobody uses, then the extensions. */
  private static Extensions readExtensions(List<Der> rest) {
    int last = 0;
    Extensions extensions = Extensions.none();
    for (Der part : rest) {
      boolean known = part.is(0x81) || part.is(0x82) || part.is(0xA3);
      if (!known || part.tag() % 32 <= last) {
        throw new PkiException(
            Reason.MALFORMED_CERTIFICATE,
            "tag 0x" + Integer.toHexString(part.tag()) + " after the key, expected 1, 2, 3 once");
      }
      last = part.tag() % 32;
      if (part.is(0xA3)) {
        extensions = Extensions.read(part.only());
      }
    }
    return extensions;
  }

  static Instant readTime(Der time) {
    String digits = new String(time.content(), StandardCharsets.US_ASCII);
    boolean good =
        switch (time.tag()) {
          case UTC_TIME -> digits.length() == 13;
          case GENERALIZED_TIME -> digits.length() == 15;
          default -> false;
        };
    if (!good) {
      throw new PkiException(
          Reason.MALFORMED_CERTIFICATE,
          "time '" + digits + "', expected YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ");
    }
    if (time.is(UTC_TIME)) {
      digits = (digits.compareTo("50") >= 0 ? "19" : "20") + digits;
    }
    return LocalDateTime.parse(digits, TIME).toInstant(ZoneOffset.UTC);
  }

  /** The encoding with the parts as they were read or made. */
  public byte[] der() {
    return DerWriter.sequence(
        DerWriter.explicit(0, DerWriter.integer(BigInteger.TWO)),
        DerWriter.element(Der.INTEGER, serial.content().bytes()),
        algorithm.encoded().bytes(),
        issuer.der(),
        DerWriter.sequence(DerWriter.time(period.notBefore()), DerWriter.time(period.notAfter())),
        subject.der(),
        publicKey.der(),
        DerWriter.explicit(3, extensions.der()));
  }

  /** Whether issuer and subject are the same name, however each is written. */
  public boolean isSelfIssued() {
    return issuer.matches(subject);
  }
}
