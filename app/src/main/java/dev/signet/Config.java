// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.certificate.PublicProfile;
import dev.signet.event.EventReceiverRules;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Region;
import dev.signet.notice.WebhookTarget;
import dev.signet.pki.name.GeneralName;
import dev.signet.secret.RotationTargets;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a server needs to know to start.
 *
 * @param data the data folder; created when absent
 * @param host address that both ports listen on; plain HTTP on loopback addresses only
 * @param apiPort the APIs; 0 takes two free ports
 * @param account the account of a new data folder; an existing folder's must agree when given
 * @param names more DNS names and IP addresses for the server's own certificate
 * @param region fills the profile in {@code DATA/credentials}; every Region is served
 * @param statusUrl under which everybody reaches the status port, as certificates name it; empty
 *     for its own address
 * @param watching who is told what happens here
 * @param rotation who rotates secrets
 * @param publicProfile how public certificates are issued
 */
public record Config(
    Path data,
    String host,
    int apiPort,
    List<String> names,
    Optional<AccountId> account,
    Region region,
    Optional<String> statusUrl,
    Watching watching,
    RotationTargets rotation,
    PublicProfile publicProfile) {
  /** The API port of a server that was started without {@code --port}. */
  public static final int DEFAULT_PORT = 4443;

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_*][A-Za-z0-9_.:-]*|:[0-9A-Fa-f:]+");

  private static final Pattern STATUS_URL =
      Pattern.compile("http://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*");

  /**
   * Who is told what happens here.
   *
   * @param metricsForAll whether programs on other machines may read the metrics
   * @param webhook where events are delivered
   * @param receivers whom the targets of rules over events may mean
   */
  public record Watching(
      boolean metricsForAll, Optional<WebhookTarget> webhook, EventReceiverRules receivers) {
    /** Metrics for this machine, and no events. */
    public static final Watching USUAL =
        new Watching(false, Optional.empty(), EventReceiverRules.NONE);
  }

  /** A server whose status port is reached at its own address, watched as usual. */
  public Config(
      Path data,
      String host,
      int apiPort,
      List<String> names,
      Optional<AccountId> account,
      Region region) {
    this(
        data,
        host,
        apiPort,
        names,
        account,
        region,
        Optional.empty(),
        Watching.USUAL,
        RotationTargets.USUAL,
        PublicProfile.USUAL);
  }

  public Config {
    names = List.copyOf(names);
    if (host.isBlank()) {
      throw new IllegalArgumentException("host '" + host + "': expected an address or a name");
    }
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "name '" + name + "': expected a DNS name or an IP address");
      }
    }
    if (!statusUrl.map(Config::isStatusUrl).orElse(true)) {
      throw new IllegalArgumentException(
          "status URL '"
              + statusUrl.orElse("")
              + "': expected http://HOST, perhaps with port and path");
    }
    if (apiPort < 0 || apiPort > 65_534) {
      throw new IllegalArgumentException("port " + apiPort + ": expected 0 to 65534");
    }
    if (new InetSocketAddress(host, 0).isUnresolved()) {
      throw new IllegalArgumentException("host " + host + ": expected an address of this machine");
    }
  }

  /** Every certificate may name it, so that it has to be a URI that everybody reads. */
  private static boolean isStatusUrl(String url) {
    return STATUS_URL.matcher(url).matches() && new GeneralName.Uri(url).fault().isEmpty();
  }
}
