// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.cli.CommandRefused;
import dev.signet.cli.Https;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.codec.Der;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.status.Crl;
import dev.signet.pki.status.RevocationReason;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A CRL, read.
 *
 * @param source where it came from
 */
record CrlFile(Crl read, String source) {
  private static final int URI_NAME = 0x86;
  private static final Set<String> WEB = Set.of("http", "https");

  /** Reads one, PEM or DER. */
  static CrlFile parse(byte[] pemOrDer, String source) {
    try {
      return new CrlFile(Crl.parse(pemOrDer), source);
    } catch (PkiException e) {
      throw new CommandRefused(source + " is no CRL: expected one in DER or PEM");
    }
  }

  /** Fetches one from where everybody may. */
  static CrlFile fetch(String address) {
    URI uri = uri(address);
    try (Https http = Https.usual()) {
      return parse(http.send("GET", uri, Map.of(), new byte[0]), address);
    } catch (CommandRefused refused) {
      throw new CommandRefused("no CRL from " + address + ": " + refused.getMessage());
    }
  }

  private static URI uri(String address) {
    try {
      URI uri = new URI(address);
      if (WEB.contains(String.valueOf(uri.getScheme())) && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // as any other address that leads nowhere
    }
    throw new CommandRefused(address + ": expected an http:// or https:// address of a CRL");
  }

  /** The first address of a CRL that a certificate names; empty where it names none. */
  static Optional<String> addressIn(Certificate certificate) {
    return certificate
        .extensions()
        .get(ExtensionOid.CRL_DISTRIBUTION_POINTS)
        .flatMap(points -> address(Der.parse(points.value().bytes())));
  }

  /** The URI is the only element of that tag among distribution points. */
  private static Optional<String> address(Der element) {
    if (element.is(URI_NAME)) {
      return Optional.of(new String(element.content(), StandardCharsets.US_ASCII));
    }
    return element.isConstructed()
        ? element.children().stream().map(CrlFile::address).flatMap(Optional::stream).findFirst()
        : Optional.empty();
  }

  /** As the JDK reads it. */
  X509CRL crl() {
    return read.list();
  }

  /** Whether a CA made its signature, under its own name. */
  boolean isSignedBy(Certificate ca) {
    return read.isSignedBy(ca);
  }

  /** The name of who made it. */
  String issuer() {
    return DistinguishedName.fromDer(crl().getIssuerX500Principal().getEncoded()).text();
  }

  Instant thisUpdate() {
    return crl().getThisUpdate().toInstant();
  }

  /** When the next is due at the latest; empty where that is not said. */
  Optional<Instant> nextUpdate() {
    return Optional.ofNullable(crl().getNextUpdate()).map(Date::toInstant);
  }

  /** The cRLNumber; empty without the extension. */
  Optional<BigInteger> number() {
    return Optional.ofNullable(crl().getExtensionValue(ExtensionOid.CRL_NUMBER))
        .map(octets -> Der.parse(Der.parse(octets).content()).integer());
  }

  /** What is revoked, the newest first. */
  List<? extends X509CRLEntry> newestFirst() {
    Set<? extends X509CRLEntry> entries = crl().getRevokedCertificates();
    return entries == null
        ? List.of()
        : entries.stream()
            .sorted(
                Comparator.<X509CRLEntry, Date>comparing(X509CRLEntry::getRevocationDate)
                    .reversed()
                    .thenComparing(X509CRLEntry::getSerialNumber))
            .toList();
  }

  static Serial serial(X509CRLEntry entry) {
    return Serial.ofContent(entry.getSerialNumber().toByteArray());
  }

  /** Why, by the API's name where it has one. */
  static String reason(X509CRLEntry entry) {
    byte[] octets = entry.getExtensionValue(ExtensionOid.REASON_CODE);
    if (octets == null) {
      return RevocationReason.UNSPECIFIED.name();
    }
    int code = new BigInteger(Der.parse(Der.parse(octets).content()).content()).intValueExact();
    return Arrays.stream(RevocationReason.values())
        .filter(known -> known.code() == code)
        .findFirst()
        .map(RevocationReason::name)
        .orElse("CRLReason " + code);
  }
}
