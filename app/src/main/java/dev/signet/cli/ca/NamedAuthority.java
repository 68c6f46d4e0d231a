// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.authority.AuthorityArn;
import dev.signet.cli.ApiClient;
import dev.signet.cli.CommandRefused;
import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.CertificateAuthorityStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which authority a person means: by its ARN, its UUID or the first letters of that, or its common
 * name. One that was deleted is meant only where no other has that name.
 */
final class NamedAuthority {
  private static final Pattern ID = Pattern.compile("[0-9a-f][0-9a-f-]{3,35}");

  private NamedAuthority() {}

  /** The authority of that name; refuses when there is none, or more than one. */
  static CertificateAuthority find(PcaClient pca, String name) {
    return find(pca, name, authority -> !isDeleted(authority));
  }

  /** The same among those that were deleted, if one has that name. */
  static CertificateAuthority findDeleted(PcaClient pca, String name) {
    return find(pca, name, NamedAuthority::isDeleted);
  }

  private static CertificateAuthority find(
      PcaClient pca, String name, Predicate<CertificateAuthority> first) {
    if (name.startsWith("arn:")) {
      return pca.describe(AuthorityArn.of(name));
    }
    List<CertificateAuthority> named =
        pca.authorities().stream().filter(authority -> isNamed(authority, name)).toList();
    List<CertificateAuthority> meant = named.stream().filter(first).toList();
    return only(meant.isEmpty() ? named : meant, name);
  }

  private static CertificateAuthority only(List<CertificateAuthority> found, String name) {
    if (found.isEmpty()) {
      throw new CommandRefused(
          "no CA '"
              + name
              + "': expected a common name, an ID or an ARN; signet ca list shows all");
    }
    if (found.size() > 1) {
      String all =
          found.stream()
              .map(authority -> arn(authority).id() + " " + AuthorityText.label(authority))
              .collect(Collectors.joining(", "));
      throw new CommandRefused(
          "'" + name + "' may be " + found.size() + " CAs: expected one of the IDs " + all);
    }
    return found.getFirst();
  }

  private static boolean isNamed(CertificateAuthority authority, String name) {
    String id = name.toLowerCase(Locale.ROOT);
    return (ID.matcher(id).matches() && arn(authority).id().startsWith(id))
        || AuthorityText.commonName(authority).equals(Optional.of(name));
  }

  private static boolean isDeleted(CertificateAuthority authority) {
    return authority.status() == CertificateAuthorityStatus.DELETED;
  }

  /** Its ARN. */
  static AuthorityArn arn(CertificateAuthority authority) {
    return AuthorityArn.of(ApiClient.present(authority.arn()));
  }
}
