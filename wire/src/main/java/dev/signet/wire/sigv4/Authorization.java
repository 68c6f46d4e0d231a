// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The content of an {@code Authorization} header.
 *
 * @param accessKeyId whose key signed
 * @param scope what the key is good for
 * @param signedHeaders lower-case names, sorted
 * @param signature lower-case hexadecimal
 */
record Authorization(
    String accessKeyId, Scope scope, List<String> signedHeaders, String signature) {

  /**
   * Reads the header.
   *
   * @throws RefusedException when it is not a complete Signature Version 4
   */
  static Authorization parse(String header) {
    String text = header.strip();
    int blank = text.indexOf(' ');
    String algorithm = blank < 0 ? text : text.substring(0, blank);
    if (!algorithm.equals(SigV4.ALGORITHM)) {
      throw algorithm.startsWith("AWS4-")
          ? new RefusedException(
              Verdict.Kind.UNSUPPORTED,
              "Algorithm '" + algorithm + "' is not served, expected " + SigV4.ALGORITHM)
          : new RefusedException(
              Verdict.Kind.MISSING,
              "Missing Authentication Token: the Authorization header is not an AWS signature");
    }
    Map<String, String> parts = parts(blank < 0 ? "" : text.substring(blank + 1));
    return of(part(parts, "Credential"), part(parts, "SignedHeaders"), part(parts, "Signature"));
  }

  /**
   * Puts it together from its parts.
   *
   * @throws RefusedException when one of them does not have its form
   */
  static Authorization of(String credentialText, String headers, String signature) {
    List<String> credential = Arrays.asList(credentialText.split("/", -1));
    if (credential.size() != 5
        || !credential.get(4).equals(Scope.TERMINATOR)
        || credential.contains("")) {
      throw incomplete(
          "Credential must have the form <access key id>/<yyyyMMdd>/<region>/<service>/"
              + Scope.TERMINATOR);
    }
    List<String> signedHeaders = Arrays.asList(headers.split(";", -1));
    if (!List.copyOf(new TreeSet<>(signedHeaders)).equals(signedHeaders)) {
      throw incomplete("SignedHeaders must be sorted, without repetition");
    }
    return new Authorization(
        credential.get(0),
        new Scope(credential.get(1), credential.get(2), credential.get(3)),
        signedHeaders,
        signature);
  }

  private static Map<String, String> parts(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0
          || parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip())
              != null) {
        throw incomplete(
            "Authorization header must consist of Credential=…, SignedHeaders=…, Signature=…, each once");
      }
    }
    return parts;
  }

  private static String part(Map<String, String> parts, String name) {
    String value = parts.get(name);
    if (value == null || value.isEmpty()) {
      throw incomplete("Authorization header requires '" + name + "' parameter");
    }
    return value;
  }

  private static RefusedException incomplete(String message) {
    return new RefusedException(Verdict.Kind.INCOMPLETE, message);
  }
}
