// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.key.SignatureVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks for a path from an end entity to an anchor that a judge does not refuse. For one use. */
final class PathSearch {
  private static final int MAX_LENGTH = 8;

  /** A peer that presents many look-alikes must not make us work without end. */
  private static final int MAX_SIGNATURE_CHECKS = 64;

  private final Set<Certificate> anchors;
  private final List<Certificate> presented;
  private final SignatureVerifier verifier;
  private int signatureChecks;
  private String lastRefusal;

  PathSearch(Set<Certificate> anchors, List<Certificate> presented, SignatureVerifier verifier) {
    this.anchors = anchors;
    this.presented = presented;
    this.verifier = verifier;
    this.lastRefusal = "no path from " + presented.getFirst() + ", expected one to an anchor";
  }

  /** The first path that the judge has nothing against. */
  Optional<Chain> find(Function<Chain, Optional<String>> judge) {
    return extend(Chain.of(presented.getFirst()), judge);
  }

  /** Why the last path that reached an anchor was refused, or that none did. */
  String lastRefusal() {
    return lastRefusal;
  }

  private Optional<Chain> extend(Chain path, Function<Chain, Optional<String>> judge) {
    if (anchors.contains(path.root())) {
      Optional<String> refusal = judge.apply(path);
      refusal.ifPresent(message -> lastRefusal = message);
      return refusal.isPresent() ? Optional.empty() : Optional.of(path);
    }
    if (path.certificates().size() == MAX_LENGTH) {
      return Optional.empty();
    }
    return Stream.concat(anchors.stream(), presented.stream())
        .filter(signer -> !path.certificates().contains(signer))
        .filter(signer -> signed(signer, path.root()))
        .flatMap(signer -> extend(with(path, signer), judge).stream())
        .findFirst();
  }

  private boolean signed(Certificate signer, Certificate certificate) {
    if (!certificate.issuer().equals(signer.subject())) {
      return false;
    }
    if (++signatureChecks > MAX_SIGNATURE_CHECKS) {
      throw new PkiException(
          Reason.MALFORMED_CERTIFICATE,
          "more than " + MAX_SIGNATURE_CHECKS + " signatures to check, expected a plain chain");
    }
    return certificate.isSignedBy(signer.publicKey(), verifier);
  }

  private static Chain with(Chain path, Certificate signer) {
    List<Certificate> longer = new ArrayList<>(path.certificates());
    longer.add(signer);
    return new Chain(longer);
  }
}
