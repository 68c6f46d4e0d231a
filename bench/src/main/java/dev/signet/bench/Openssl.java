// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this machine's OpenSSL does on one core.
 *
 * @param signs signatures per second
 * @param verifies verifications per second
 */
record Openssl(double signs, double verifies) {
  private static final String SECONDS = "3";

  /** Measures for some seconds. */
  static Openssl measure(Algorithm algorithm) {
    String output =
        Programs.output("openssl", "speed", "-mr", "-seconds", SECONDS, algorithm.opensslName());
    // +F2 is a line of RSA, +F4 of ECDSA: index, bits, signatures, verifications.
    return output
        .lines()
        .filter(line -> line.startsWith("+F2:") || line.startsWith("+F4:"))
        .map(line -> line.split(":", -1))
        .map(parts -> new Openssl(Double.parseDouble(parts[3]), Double.parseDouble(parts[4])))
        .findFirst()
        .orElseThrow(() -> new BenchFailed("openssl speed printed no result"));
  }

  static String version() {
    return Programs.output("openssl", "version").split(" \\(", 2)[0].strip();
  }

  /** Between two measurements of the same, before and after. */
  Openssl mean(Openssl other) {
    return new Openssl((signs + other.signs) / 2, (verifies + other.verifies) / 2);
  }

  /** One signature of the CA and two verifications: of the request, and of what was signed. */
  double microsPerCertificate() {
    return 1e6 / signs + 2e6 / verifies;
  }

  /** Certificates per second if all cores did nothing else. */
  double limit() {
    return Machine.cores() * 1e6 / microsPerCertificate();
  }

  Map<String, Object> numbers() {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("signs_per_core", Math.round(signs));
    numbers.put("verifies_per_core", Math.round(verifies));
    numbers.put("limit_per_second", Math.round(limit()));
    return numbers;
  }
}
