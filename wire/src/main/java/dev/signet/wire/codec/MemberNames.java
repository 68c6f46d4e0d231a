// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.Locale;

/** Member names as AWS writes them in validation messages. */
final class MemberNames {
  private MemberNames() {}

  /**
   * {@code CertificateAuthorityArn} → {@code certificateAuthorityArn}, {@code CRLSign} → {@code
   * crlSign}, {@code ARN} → {@code arn}.
   */
  static String lowerCamel(String name) {
    int upper = 0;
    while (upper < name.length() && Character.isUpperCase(name.charAt(upper))) {
      upper++;
    }
    if (upper == 0) {
      return name;
    }
    int head = upper == 1 || upper == name.length() ? upper : upper - 1;
    return name.substring(0, head).toLowerCase(Locale.ROOT) + name.substring(head);
  }
}
