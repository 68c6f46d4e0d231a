// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Serial;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.RevocationReason;
import dev.signet.wire.generated.acmpca.RevokeCertificateRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** A CA with OCSP that issued very many certificates and revoked some. */
record IssuedMany(Certificate ca, List<Serial> serials) {

  /** Signatures are good for five minutes. */
  private static final int AT_ONCE = 20_000;

  /** One in so many is revoked. */
  static final int REVOKED = 100;

  /** Issues and revokes by the usual calls. */
  static IssuedMany make(Server server, Algorithm algorithm, int count) {
    BenchAuthority authority = BenchAuthority.create(server, algorithm);
    authority.calls().pca().publish(authority.arn());
    List<byte[]> csrs = algorithm.requests(Load.REQUESTS);
    List<Serial> serials = new ArrayList<>(count);
    while (serials.size() < count) {
      serials.addAll(issue(server, authority, csrs, Math.min(AT_ONCE, count - serials.size())));
    }
    Collections.shuffle(serials, new Random(1));
    revoke(server, authority, serials);
    byte[] pem =
        authority.calls().pca().certificate(authority.arn()).getBytes(StandardCharsets.US_ASCII);
    return new IssuedMany(Certificate.parse(pem), List.copyOf(serials));
  }

  private static List<Serial> issue(
      Server server, BenchAuthority authority, List<byte[]> csrs, int count) {
    List<byte[]> ready = authority.readyToIssue(csrs);
    List<byte[]> requests = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      requests.add(ready.get(i % ready.size()));
    }
    return Load.once(Target.plain(server.address()), requests, count).bodies().stream()
        .map(AcmPca.ISSUE_CERTIFICATE::decodeOutput)
        .map(answer -> id(Objects.requireNonNull(answer.certificateArn())))
        .map(hex -> Serial.ofHex(hex).orElseThrow())
        .toList();
  }

  private static void revoke(Server server, BenchAuthority authority, List<Serial> serials) {
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < serials.size(); i += REVOKED) {
      RevokeCertificateRequest input =
          new RevokeCertificateRequest(
              authority.arn(), serials.get(i).hex(), RevocationReason.SUPERSEDED);
      requests.add(
          HttpMessage.request(authority.calls().prepare(AcmPca.REVOKE_CERTIFICATE, input)));
    }
    var _ = Load.once(server.address(), requests);
  }

  private static String id(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
