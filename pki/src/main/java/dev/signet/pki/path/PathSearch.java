// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.path.PathVerdict.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds paths by names and signatures: whose key signed each certificate. Signatures that are
 * checked, paths and their lengths are bounded, so that certificates that sign each other in
 * circles cost no more than others.
 */
final class PathSearch {
  private static final int MOST_SIGNATURES = 1000;
  private static final int MOST_PATHS = 50;
  private static final int MOST_CERTIFICATES = 20;

  private final Set<Certificate> anchors;
  private final List<Certificate> known;
  private final SignatureVerifier verifier;
  private final List<Chain> found = new ArrayList<>();
  private int signatures;
  private Invalid fault;
  private int furthest;

  PathSearch(
      Certificate first,
      Set<Certificate> anchors,
      List<Certificate> intermediates,
      SignatureVerifier verifier) {
    this.anchors = anchors;
    this.known = Stream.concat(anchors.stream(), intermediates.stream()).distinct().toList();
    this.verifier = verifier;
    this.fault = PathFault.NO_ISSUER.of(first);
    extend(List.of(first));
  }

  /** The paths to anchors, from each certificate first those that an anchor signed. */
  List<Chain> found() {
    return found;
  }

  /** Why the path that came furthest came no further. */
  Invalid fault() {
    return fault;
  }

  private void extend(List<Certificate> path) {
    Certificate last = path.getLast();
    if (anchors.contains(last)) {
      found.add(new Chain(path));
      return;
    }
    List<Certificate> named =
        known.stream()
            .filter(issuer -> !path.contains(issuer) && last.issuer().matches(issuer.subject()))
            .toList();
    List<Certificate> signers = named.stream().filter(issuer -> isSigned(last, issuer)).toList();
    if (signers.isEmpty() && path.size() > furthest) {
      furthest = path.size();
      fault = (named.isEmpty() ? PathFault.NO_ISSUER : PathFault.SIGNATURE).of(last);
    }
    if (path.size() < MOST_CERTIFICATES) {
      signers.stream()
          .takeWhile(signer -> found.size() < MOST_PATHS)
          .forEach(signer -> extend(Stream.concat(path.stream(), Stream.of(signer)).toList()));
    }
  }

  private boolean isSigned(Certificate certificate, Certificate issuer) {
    return signatures++ < MOST_SIGNATURES && certificate.isSignedBy(issuer.publicKey(), verifier);
  }
}
