// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.pattern;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network of IPv4 or IPv6 addresses (RFC 4632, RFC 4291).
 *
 * @param bits of an address, 32 or 128
 * @param free how many of them differ within it
 */
record Cidr(BigInteger network, int bits, int free) {
  /** What stands for an address and never for a name, so that none is looked up. */
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]{2,39}");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");

  /** Reads {@code ADDRESS/LENGTH}; empty for anything else. */
  static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !LENGTH.matcher(text.substring(slash + 1)).matches()) {
      return Optional.empty();
    }
    int length = Integer.parseInt(text.substring(slash + 1));
    return address(text.substring(0, slash))
        .filter(octets -> length <= octets.length * 8)
        .map(octets -> {
          int free = octets.length * 8 - length;
          return new Cidr(new BigInteger(1, octets).shiftRight(free), octets.length * 8, free);
        });
  }

  boolean contains(String text) {
    return address(text)
        .filter(octets -> octets.length * 8 == bits)
        .filter(octets -> new BigInteger(1, octets).shiftRight(free).equals(network))
        .isPresent();
  }

  private static Optional<byte[]> address(String text) {
    if (!V4.matcher(text).matches() && !(V6.matcher(text).matches() && text.contains(":"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text).getAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
