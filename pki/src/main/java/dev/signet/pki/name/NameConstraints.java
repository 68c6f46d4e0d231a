// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Decoding;
import dev.signet.pki.codec.Der;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The value of a nameConstraints extension (RFC 5280 section 4.2.1.10), of the forms dNSName,
 * iPAddress, directoryName, uniformResourceIdentifier and rfc822Name. Where AWS reads them
 * otherwise, so does this: an empty DNS, URI or mail pattern matches nothing, so that permitting it
 * denies all names of the form; a DNS pattern with a leading dot needs one more label.
 *
 * @param permitted if any is of a name's form, one of them must match it
 * @param excluded none may match, whatever is permitted
 */
public record NameConstraints(List<Subtree> permitted, List<Subtree> excluded) {
  /** Envoy refuses certificates that would take more, and so need we not compare more. */
  private static final long MAX_COMPARISONS = 1L << 20;

  /** Checks that there is at least one subtree. */
  public NameConstraints {
    permitted = List.copyOf(permitted);
    excluded = List.copyOf(excluded);
    if (permitted.isEmpty() && excluded.isEmpty()) {
      throw new PkiException(Reason.MALFORMED_NAME, "empty nameConstraints, expected a subtree");
    }
  }

  /** Reads an extension's value; refuses with {@link Reason#MALFORMED_NAME}. */
  public static NameConstraints fromDer(byte[] der) {
    return Decoding.as(Reason.MALFORMED_NAME, "nameConstraints", () -> read(Der.parse(der)));
  }

  private static NameConstraints read(Der value) {
    List<Subtree> permitted = new ArrayList<>();
    List<Subtree> excluded = new ArrayList<>();
    int last = 0;
    for (Der part : value.sequence("NameConstraints", 1, 2)) {
      if ((!part.is(0xA0) && !part.is(0xA1)) || part.tag() <= last) {
        throw new PkiException(
            Reason.MALFORMED_NAME,
            "tag 0x" + Integer.toHexString(part.tag()) + ", expected 0 and 1, once each");
      }
      last = part.tag();
      List<Subtree> subtrees = part.is(0xA0) ? permitted : excluded;
      part.children().forEach(subtree -> subtrees.add(Subtree.read(subtree)));
    }
    return new NameConstraints(permitted, excluded);
  }

  /**
   * Why these names may not stand in a certificate below CAs with these constraints, or empty when
   * they may. A name must pass every level: what is permitted is the intersection, what is excluded
   * the union.
   */
  public static Optional<String> violation(
      List<NameConstraints> levels, DistinguishedName subject, List<GeneralName> alternatives) {
    List<GeneralName> names = ConstrainedNames.of(subject, alternatives);
    long subtrees =
        levels.stream().mapToLong(l -> (long) l.permitted.size() + l.excluded.size()).sum();
    if (names.size() * subtrees > MAX_COMPARISONS) {
      return Optional.of(
          names.size() + " names under " + subtrees + " name constraints, expected fewer");
    }
    return names.stream()
        .flatMap(name -> levels.stream().flatMap(level -> level.violation(name).stream()))
        .findFirst();
  }

  private Optional<String> violation(GeneralName name) {
    List<Subtree> permittedOfForm = permitted.stream().filter(s -> s.isOfFormOf(name)).toList();
    List<Subtree> excludedOfForm = excluded.stream().filter(s -> s.isOfFormOf(name)).toList();
    if (permittedOfForm.isEmpty() && excludedOfForm.isEmpty()) {
      return Optional.empty();
    }
    if (!NameMatching.isComparable(name)) {
      return Optional.of(
          name.describe() + " cannot be held against name constraints, expected a plain host");
    }
    if (excludedOfForm.stream().anyMatch(s -> s.couldCover(name))) {
      return Optional.of(
          name.describe()
              + " violates the name constraints, expected none of "
              + describe(excludedOfForm));
    }
    if (!permittedOfForm.isEmpty() && permittedOfForm.stream().noneMatch(s -> s.covers(name))) {
      return Optional.of(
          name.describe()
              + " violates the name constraints, expected one of "
              + describe(permittedOfForm));
    }
    return Optional.empty();
  }

  private static String describe(List<Subtree> subtrees) {
    return subtrees.stream().map(Subtree::describe).collect(Collectors.joining(", "));
  }
}
