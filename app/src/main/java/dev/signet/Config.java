// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Region;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a server needs to know to start.
 *
 * @param data the data folder; created when absent
 * @param host address that both ports listen on; plain HTTP is served on loopback only
 * @param apiPort APIs, discovery streams and console; 0 takes two free ports
 * @param account the account of a new data folder; an existing folder's must agree when given
 * @param region fills the profile in {@code DATA/credentials}; every Region is served
 * @param names further DNS names of the API port's own certificate
 */
public record Config(
    Path data,
    String host,
    int apiPort,
    Optional<AccountId> account,
    Region region,
    List<String> names) {
  /** The API port of a server that was started without {@code --port}. */
  public static final int DEFAULT_PORT = 4443;

  public Config {
    names = List.copyOf(names);
    if (apiPort < 0 || apiPort > 65_534) {
      throw new IllegalArgumentException("port " + apiPort + ": expected 0 to 65534");
    }
  }
}
