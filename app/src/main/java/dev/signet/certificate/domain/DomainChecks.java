// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What DNS says of a domain: whether it is proven, and whether its owner lets us issue for it. */
public final class DomainChecks {
  /** So many CNAME records are followed from one to the next. */
  private static final int MOST_HOPS = 5;

  private static final int CRITICAL = 128;

  /** How the real service is called in CAA records; whoever permits it permits its stand-in. */
  private static final Set<String> OUR_NAMES =
      Set.of("amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com");

  private static final Set<String> KNOWN_TAGS = Set.of("issue", "issuewild", "iodef");

  private final Dns dns;

  public DomainChecks(Dns dns) {
    this.dns = dns;
  }

  /** What CAA records say (RFC 8659). */
  public enum Permission {
    /** Nobody forbids it. */
    GIVEN,
    /** The owner names others. */
    DENIED,
    /** Some server did not answer: nothing is issued until it does. */
    UNKNOWN
  }

  /**
   * Whether a record is there. The underscore before its value may be missing: not every zone takes
   * one.
   */
  public boolean isThere(ValidationRecord record) {
    Name wanted = name(record.value());
    Name bare = name(record.value().substring(1));
    Name at = name(record.name());
    for (int hop = 0; hop < MOST_HOPS; hop++) {
      Optional<Name> target = target(at);
      if (target.isEmpty()) {
        return false;
      }
      if (target.get().equals(wanted) || target.get().equals(bare)) { // of any case
        return true;
      }
      at = target.get();
    }
    return false;
  }

  private Optional<Name> target(Name at) {
    return dns.ask(at, Type.CNAME) instanceof Dns.Answer.Records(var all)
        ? all.stream()
            .filter(each -> each.getName().equals(at))
            .map(each -> ((CNAMERecord) each).getTarget())
            .findFirst()
        : Optional.empty();
  }

  /** Whether the owner of a name lets us issue for it: the records closest above the name count. */
  public Permission permission(String name) {
    boolean wildcard = name.startsWith("*.");
    Name at = name(ValidationTokens.base(name) + ".");
    while (at.labels() > 1) { // the root is one
      switch (dns.ask(at, Type.CAA)) {
        case Dns.Answer.Unknown _ -> {
          return Permission.UNKNOWN;
        }
        case Dns.Answer.Records(var all) -> {
          if (!all.isEmpty()) {
            return isPermitted(all, wildcard) ? Permission.GIVEN : Permission.DENIED;
          }
        }
      }
      at = new Name(at, 1);
    }
    return Permission.GIVEN;
  }

  private static boolean isPermitted(List<Record> records, boolean wildcard) {
    List<CAARecord> all = records.stream().map(CAARecord.class::cast).toList();
    if (all.stream().anyMatch(each -> isCritical(each) && !KNOWN_TAGS.contains(tag(each)))) {
      return false;
    }
    boolean hasWild = wildcard && all.stream().anyMatch(each -> tag(each).equals("issuewild"));
    List<String> issuers =
        all.stream()
            .filter(each -> tag(each).equals(hasWild ? "issuewild" : "issue"))
            .map(DomainChecks::issuer)
            .toList();
    return issuers.isEmpty() || issuers.stream().anyMatch(OUR_NAMES::contains);
  }

  private static boolean isCritical(CAARecord record) {
    return (record.getFlags() & CRITICAL) != 0;
  }

  private static String tag(CAARecord record) {
    return record.getTag().toLowerCase(Locale.ROOT);
  }

  /** Without its parameters. */
  private static String issuer(CAARecord record) {
    return record.getValue().split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static Name name(String text) {
    try {
      return Name.fromString(text);
    } catch (TextParseException e) {
      throw new IllegalStateException(text, e); // names of certificates are shorter and plain
    }
  }
}
