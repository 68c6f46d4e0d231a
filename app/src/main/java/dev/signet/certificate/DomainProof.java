// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.certificate.domain.ValidationRecord;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What proves one name of a public certificate.
 *
 * @param mailDomain to whose keepers mails would go: the name, or a domain above it
 * @param recordName of the CNAME record
 * @param recordValue of that record
 * @param proven whether the newest look found it
 */
public record DomainProof(
    String name, String mailDomain, String recordName, String recordValue, boolean proven) {
  ValidationRecord record() {
    return new ValidationRecord(recordName, recordValue);
  }

  DomainProof proven(boolean now) {
    return new DomainProof(name, mailDomain, recordName, recordValue, now);
  }

  /** As they are kept, a line each. */
  static String text(List<DomainProof> proofs) {
    return proofs.stream()
        .map(each ->
            String.join(
                " ",
                each.name,
                each.mailDomain,
                each.recordName,
                each.recordValue,
                each.proven ? "proven" : "pending"))
        .collect(Collectors.joining("\n"));
  }

  /** Reads what {@link #text} wrote. */
  static List<DomainProof> parse(String text) {
    return text.lines().map(line -> parsed(line.split(" ", -1))).toList();
  }

  private static DomainProof parsed(String[] parts) {
    return new DomainProof(parts[0], parts[1], parts[2], parts[3], parts[4].equals("proven"));
  }
}
