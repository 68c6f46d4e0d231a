// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Decoding;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The value of a subjectAltName extension (RFC 5280 section 4.2.1.6): at least one name.
 *
 * @param names in the order of the encoding
 */
public record SubjectAlternativeName(List<GeneralName> names) {
  /** Checks that there is a name. */
  public SubjectAlternativeName {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new PkiException(Reason.MALFORMED_NAME, "empty subjectAltName, expected a name");
    }
  }

  /** These host names. */
  public static SubjectAlternativeName ofDns(List<String> names) {
    return new SubjectAlternativeName(
        names.stream().<GeneralName>map(GeneralName.Dns::new).toList());
  }

  /** These hosts: IP addresses where a text is one, else host names. */
  public static SubjectAlternativeName ofHosts(List<String> hosts) {
    return new SubjectAlternativeName(
        hosts.stream()
            .<GeneralName>map(host ->
                GeneralName.Ip.parse(host)
                    .<GeneralName>map(ip -> ip)
                    .orElseGet(() -> new GeneralName.Dns(host)))
            .toList());
  }

  /** This URI alone. */
  public static SubjectAlternativeName ofUri(String uri) {
    return new SubjectAlternativeName(List.of(new GeneralName.Uri(uri)));
  }

  /** Reads an extension's value; refuses with {@link Reason#MALFORMED_NAME}. */
  public static SubjectAlternativeName fromDer(byte[] der) {
    return Decoding.as(
        Reason.MALFORMED_NAME,
        "subjectAltName",
        () ->
            new SubjectAlternativeName(
                Der.parse(der).require(Der.SEQUENCE, "GeneralNames").children().stream()
                    .map(GeneralName::read)
                    .toList()));
  }

  /**
   * Why an extension's value may not stand in anything that we sign, naming the name; empty when it
   * may. The value is one that was read.
   */
  public static Optional<String> fault(byte[] der) {
    return fromDer(der).names.stream()
        .flatMap(name -> name.fault().stream())
        .findFirst()
        .map(fault -> "subjectAltName: " + fault);
  }

  /** The encoding. */
  public byte[] der() {
    return DerWriter.sequence(names.stream().map(GeneralName::der).toList());
  }

  /** The host names among the names. */
  public List<String> dnsNames() {
    return all(GeneralName.Dns.class).map(GeneralName.Dns::name).toList();
  }

  /** The URIs among the names. */
  public List<String> uris() {
    return all(GeneralName.Uri.class).map(GeneralName.Uri::uri).toList();
  }

  private <T extends GeneralName> Stream<T> all(Class<T> form) {
    return names.stream().filter(form::isInstance).map(form::cast);
  }
}
