// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.certificate.domain.Dns;
import dev.signet.certificate.domain.DomainChecks;
import dev.signet.certificate.domain.ValidationRecord;
import dev.signet.certificate.domain.ZoneHook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for the proofs of names in DNS, and has missing ones set where somebody does that. */
final class NameProofs {
  private static final Logger log = LoggerFactory.getLogger(NameProofs.class);

  private final DomainChecks checks;
  private final List<ZoneHook> hooks;

  NameProofs(PublicProfile profile) {
    this.checks = new DomainChecks(new Dns(profile.resolvers()));
    this.hooks = profile.hooks();
  }

  /** What came of a look. */
  sealed interface Found {
    /** Each name, as it was found. */
    List<DomainProof> proofs();

    /** Some are not proven, or nobody knows yet whether their owner permits it. */
    record Missing(List<DomainProof> proofs) implements Found {}

    /** An owner forbids it. */
    record Forbidden(List<DomainProof> proofs) implements Found {}

    /** All are, now. */
    record Proven(List<DomainProof> proofs) implements Found {}
  }

  /** Looks for all of them, whatever was found before. */
  Found look(List<DomainProof> wanted) {
    Map<ValidationRecord, Boolean> seen = new HashMap<>(); // a wildcard shares that of its domain
    List<DomainProof> proofs =
        wanted.stream()
            .map(each -> each.proven(seen.computeIfAbsent(each.record(), this::isThere)))
            .toList();
    if (!proofs.stream().allMatch(DomainProof::proven)) {
      return new Found.Missing(proofs);
    }
    for (DomainProof proof : proofs) {
      switch (checks.permission(proof.name())) {
        case GIVEN -> {}
        case UNKNOWN -> {
          return new Found.Missing(proofs);
        }
        case DENIED -> {
          return new Found.Forbidden(proofs);
        }
      }
    }
    return new Found.Proven(proofs);
  }

  /** Where it is missing and somebody sets it, it may be there at once. */
  private boolean isThere(ValidationRecord record) {
    return checks.isThere(record) || (isSet(record) && checks.isThere(record));
  }

  private boolean isSet(ValidationRecord record) {
    return hooks.stream()
        .filter(hook -> hook.serves(record.name()))
        .findFirst()
        .map(hook -> hook.set(record))
        .filter(failure -> {
          failure.ifPresent(why -> log.warn("{} was not set: {}", record.name(), why));
          return failure.isEmpty();
        })
        .isPresent();
  }
}
