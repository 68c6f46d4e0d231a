// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.codec;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PEM (RFC 7468). Reading is lenient about everything around and between the base64 digits, because
 * clients collapse lines, add byte order marks or paste dumps; writing is always the same.
 */
public final class Pem {
  private static final Set<String> CERTIFICATE =
      Set.of("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE");
  private static final Set<String> CERTIFICATE_REQUEST =
      Set.of("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");

  private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");
  private static final byte[] LF = {'\n'};

  private Pem() {}

  /** The DER of one certificate request, given as PEM or as DER. */
  public static byte[] readCertificateRequest(byte[] pemOrDer) {
    List<byte[]> found = read(pemOrDer, CERTIFICATE_REQUEST);
    if (found.size() != 1) {
      throw refuse(found.size() + " certificate requests", "exactly one");
    }
    return found.getFirst();
  }

  /** The DER of one certificate, given as PEM or as DER. */
  public static byte[] readCertificate(byte[] pemOrDer) {
    List<byte[]> found = read(pemOrDer, CERTIFICATE);
    if (found.size() != 1) {
      throw refuse(found.size() + " certificates", "exactly one");
    }
    return found.getFirst();
  }

  /** The DER of at least one certificate in their order, given as PEM, or of one as DER. */
  public static List<byte[]> readCertificates(byte[] pemOrDer) {
    return read(pemOrDer, CERTIFICATE);
  }

  /** A certificate as text: lines of 64 digits, LF between them, none after the last. */
  public static String certificate(byte[] der) {
    return write("CERTIFICATE", der);
  }

  /** Certificates in their order, one LF between them, none after the last. */
  public static String certificates(List<byte[]> ders) {
    return String.join("\n", ders.stream().map(Pem::certificate).toList());
  }

  /** A certificate request as text. */
  public static String certificateRequest(byte[] der) {
    return write("CERTIFICATE REQUEST", der);
  }

  static String write(String label, byte[] der) {
    String digits = Base64.getMimeEncoder(64, LF).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + digits + "\n-----END " + label + "-----";
  }

  /**
   * What stands between a first and a last line.
   *
   * @param der what it holds; a secret where the label says so
   */
  record Block(String label, Octets der) {}

  private static List<byte[]> read(byte[] input, Set<String> labels) {
    if (Der.looksLikeSequence(input)) {
      return List.of(input.clone());
    }
    List<Block> found = blocks(input, labels::contains, named(labels));
    if (found.isEmpty()) {
      throw refuse("text without a PEM block", "-----BEGIN " + shortest(labels) + "-----");
    }
    return found.stream().map(block -> block.der().bytes()).toList();
  }

  private static String named(Set<String> labels) {
    return String.join(" or ", labels.stream().sorted().toList());
  }

  /** All blocks of a text, whatever their labels. */
  static List<Block> blocks(byte[] input) {
    return blocks(input, _ -> true, "");
  }

  private static List<Block> blocks(byte[] input, Predicate<String> known, String expected) {
    // One char for each octet: what is not ASCII can only stand outside of the blocks.
    String text = new String(input, StandardCharsets.ISO_8859_1);
    List<Block> found = new ArrayList<>();
    Matcher begin = BEGIN.matcher(text);
    int at = 0;
    while (begin.find(at)) {
      String label = begin.group(1);
      if (!known.test(label)) {
        throw refuse("PEM block " + label, expected);
      }
      String endLine = "-----END " + label + "-----";
      int end = text.indexOf(endLine, begin.end());
      if (end < 0) {
        throw refuse("PEM block without its last line", endLine);
      }
      found.add(new Block(label, Octets.of(decode(label, text.substring(begin.end(), end)))));
      at = end + endLine.length();
    }
    return found;
  }

  private static byte[] decode(String label, String body) {
    byte[] der;
    try {
      der = Base64.getDecoder().decode(withoutBlanks(body));
    } catch (IllegalArgumentException e) {
      throw new PkiException(
          Reason.MALFORMED_PEM,
          "PEM block " + label + ": " + e.getMessage() + ", expected base64",
          e);
    }
    // OpenSSL appends its own trust settings to the certificate in such a block.
    return label.equals("TRUSTED CERTIFICATE") ? Der.parseFirst(der).encoded() : der;
  }

  private static byte[] withoutBlanks(String text) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    int rest = 0;
    for (byte octet : octets) {
      if (octet != ' ' && octet != '\t' && octet != '\r' && octet != '\n') {
        octets[rest++] = octet;
      }
    }
    return Arrays.copyOf(octets, rest);
  }

  private static String shortest(Set<String> labels) {
    return labels.contains("CERTIFICATE") ? "CERTIFICATE" : "CERTIFICATE REQUEST";
  }

  private static PkiException refuse(String found, String expected) {
    return new PkiException(Reason.MALFORMED_PEM, found + ", expected " + expected);
  }
}
