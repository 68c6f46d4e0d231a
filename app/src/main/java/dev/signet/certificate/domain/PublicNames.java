// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.domain;

import com.google.common.net.InternetDomainName;
import java.util.List;

/** Which names a public CA may certify at all. */
public final class PublicNames {
  /** Registries for other purposes: RFC 7686, RFC 3172. */
  private static final List<String> SPECIAL = List.of("onion", "arpa");

  private PublicNames() {}

  /**
   * Whether somebody can have registered it: it lies below a suffix of the public suffix list's
   * registries. Reserved ones (RFC 6761: test, example, invalid, localhost, local) are not there.
   */
  public static boolean isPublic(String name) {
    String base = ValidationTokens.base(name);
    return !SPECIAL.contains(base.substring(base.lastIndexOf('.') + 1))
        && InternetDomainName.isValid(base)
        && InternetDomainName.from(base).isUnderRegistrySuffix();
  }
}
