// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.status;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.codec.Decoding;
import dev.signet.pki.codec.Der;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an OCSP client asks (RFC 6960 section 4.1). Signatures and names of requesters are of no
 * interest: everybody may ask.
 *
 * @param questions at least one, at most {@link #MOST}
 * @param nonce the extension as it came, to be repeated (RFC 9654)
 */
public record OcspRequest(List<CertId> questions, Optional<Extension> nonce) {
  /** Most certificates in one request. */
  public static final int MOST = 8;

  private static final String NONCE = "1.3.6.1.5.5.7.48.1.2";
  private static final int LONGEST_NONCE = 128;

  public OcspRequest {
    questions = List.copyOf(questions);
  }

  /** Reads one, strictly; refuses with {@link Reason#MALFORMED_DER}. */
  public static OcspRequest parse(byte[] der) {
    return Decoding.as(Reason.MALFORMED_DER, "OCSP request", () -> read(Der.parse(der)));
  }

  private static OcspRequest read(Der whole) {
    List<Der> parts =
        new ArrayList<>(
            whole.sequence("OCSPRequest", 1, 2).getFirst().sequence("TBSRequest", 1, 4));
    if (parts.getFirst().is(0xA0)) {
      requireVersionOne(parts.removeFirst());
    }
    if (!parts.isEmpty() && parts.getFirst().is(0xA1)) {
      parts.removeFirst(); // who asks
    }
    if (parts.isEmpty() || parts.size() > 2) {
      throw malformed(parts.size() + " parts", "a list, perhaps with extensions");
    }
    List<CertId> questions =
        parts.getFirst().sequence("requestList", 1, MOST).stream()
            .map(OcspRequest::question)
            .toList();
    return new OcspRequest(
        questions, parts.size() == 2 ? nonce(extensions(parts.get(1))) : Optional.empty());
  }

  private static void requireVersionOne(Der version) {
    if (version.only().integer().signum() != 0) {
      throw malformed("version " + version.only().integer(), "version 1");
    }
  }

  private static CertId question(Der element) {
    List<Der> parts = element.sequence("Request", 1, 2);
    if (parts.size() == 2) {
      requireKnown(Extensions.read(parts.get(1).require(0xA0, "extensions").only()));
    }
    return CertId.read(parts.getFirst());
  }

  private static Extensions extensions(Der element) {
    Extensions all = Extensions.read(element.require(0xA2, "requestExtensions").only());
    requireKnown(all);
    return all;
  }

  private static void requireKnown(Extensions extensions) {
    for (Extension extension : extensions.all()) {
      if (extension.critical() && !extension.oid().equals(NONCE)) {
        throw malformed("critical extension " + extension.oid(), "one that is known");
      }
    }
  }

  private static Optional<Extension> nonce(Extensions extensions) {
    Optional<Extension> nonce = extensions.get(NONCE);
    nonce.ifPresent(found -> {
      Der value = Der.parse(found.value().bytes()).require(Der.OCTET_STRING, "nonce");
      int length = value.content().length;
      if (length == 0 || length > LONGEST_NONCE) {
        throw malformed("nonce of " + length + " octets", "1 to " + LONGEST_NONCE);
      }
    });
    return nonce.map(found -> found.withCritical(false));
  }

  private static PkiException malformed(String found, String expected) {
    return new PkiException(Reason.MALFORMED_DER, found + ", expected " + expected);
  }
}
