// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.testkit.calls.CertificateCalls;
import java.math.BigInteger;
import java.util.Objects;

/** A certificate that the certificate manager keeps and renews. */
record BenchCertificate(CertificateCalls calls, String arn) {

  /** Requests one and waits until it is issued. */
  static BenchCertificate request(BenchAuthority authority, String name) {
    CertificateCalls calls = authority.calls().acm();
    return new BenchCertificate(
        calls, calls.privateCertificate(name, authority.arn(), authority.algorithm().kind()));
  }

  void renew() {
    calls.renew(arn);
  }

  BigInteger serial() {
    String serial = Objects.requireNonNull(calls.describe(arn).serial());
    return new BigInteger(serial.replace(":", ""), 16);
  }
}
