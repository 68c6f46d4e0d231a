// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.AuthorityOverview;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.key.PublicKeyInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which authority signs for which: told by keys, since a name can be anybody's. */
final class TrustTree {
  private final List<AuthorityOverview> all;
  private final Map<PublicKeyInfo, AuthorityOverview> byKey = new HashMap<>();
  private final Map<AuthorityArn, List<AuthorityOverview>> below = new HashMap<>();

  /** An authority with those below it. */
  record Branch(AuthorityOverview authority, List<Branch> below) {}

  TrustTree(List<AuthorityOverview> all) {
    this.all = all;
    all.forEach(each -> byKey.put(each.key(), each));
    for (AuthorityOverview each : all) {
      parent(each)
          .ifPresent(
              parent -> below.computeIfAbsent(parent.arn(), _ -> new ArrayList<>()).add(each));
    }
  }

  /** All of them. */
  List<AuthorityOverview> all() {
    return all;
  }

  /** The authority that a certificate is of, if it is one of these. */
  Optional<AuthorityOverview> holder(Certificate certificate) {
    return Optional.ofNullable(byKey.get(certificate.publicKey()));
  }

  /** The authority of that ARN. */
  Optional<AuthorityOverview> find(AuthorityArn arn) {
    return all.stream().filter(each -> each.arn().equals(arn)).findFirst();
  }

  /** All of them, each once; above the first of each tree stands none of these. */
  List<Branch> branches() {
    Set<AuthorityArn> seen = new HashSet<>();
    List<Branch> trees = new ArrayList<>();
    all.stream().filter(each -> parent(each).isEmpty()).forEach(root -> grow(root, seen, trees));
    all.forEach(each -> grow(each, seen, trees)); // those that sign for each other in a ring
    return trees;
  }

  /** What is right below an authority, with all below that. */
  List<Branch> below(AuthorityOverview authority) {
    return below(authority, new HashSet<>(Set.of(authority.arn())));
  }

  private List<Branch> below(AuthorityOverview authority, Set<AuthorityArn> seen) {
    List<Branch> branches = new ArrayList<>();
    below.getOrDefault(authority.arn(), List.of()).forEach(each -> grow(each, seen, branches));
    return branches;
  }

  private void grow(AuthorityOverview root, Set<AuthorityArn> seen, List<Branch> into) {
    if (seen.add(root.arn())) {
      into.add(new Branch(root, below(root, seen)));
    }
  }

  /** Empty of one that stands on itself, waits for its certificate or was signed elsewhere. */
  private Optional<AuthorityOverview> parent(AuthorityOverview authority) {
    return authority
        .chain()
        .filter(chain -> chain.certificates().size() > 1)
        .flatMap(chain -> holder(chain.certificates().get(1)))
        .filter(found -> !found.arn().equals(authority.arn()));
  }
}
