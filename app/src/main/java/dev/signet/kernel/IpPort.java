// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;

/** An address and a port that a proxy can bind or call: never a name. */
public record IpPort(String address, int port) {
  public IpPort {
    if (!InetAddresses.isInetAddress(address)) {
      throw new IllegalArgumentException(address + ": expected an IP address");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(port + ": expected a port of 1 to 65535");
    }
  }

  /**
   * Reads {@code 127.0.0.1:8080} or {@code [::1]:8080}.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public static IpPort parse(String text) {
    HostAndPort parts = HostAndPort.fromString(text);
    if (!parts.hasPort()) {
      throw new IllegalArgumentException(text + ": expected an IP address and a port");
    }
    return new IpPort(parts.getHost(), parts.getPort());
  }
}
