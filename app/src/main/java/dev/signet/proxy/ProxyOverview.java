// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy;

import com.google.common.net.InetAddresses;
import dev.signet.proxy.status.ProxyStatus;
import dev.signet.proxy.stream.DeliveredSecret;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A proxy for people to look at.
 *
 * @param resourceArn what it acts for
 * @param address where it listens, or where it came from
 * @param disconnectedAt empty while it is connected
 * @param inSync whether it holds all that it should
 * @param identityEnd the end of its identity
 */
public record ProxyOverview(
    String resourceArn,
    String address,
    Optional<Instant> disconnectedAt,
    boolean inSync,
    Optional<String> envoyVersion,
    Instant identityEnd,
    List<Held> secrets,
    List<Trouble> rejections,
    List<Trouble> missing) {
  /** A secret that it holds. */
  public record Held(String name, Optional<String> serial, Optional<Instant> notAfter) {}

  /**
   * Something that it refused, or asked for and did not get.
   *
   * @param type of the resource, in small letters
   * @param why in Envoy's words, or the reason
   */
  public record Trouble(String type, String name, String why) {}

  /** Something in a mesh that does not work as written. */
  public record Finding(String resourceArn, String code, String message) {}

  /** A stream that was not let in, and how often. */
  public record Refused(Instant at, int times, String address, String nodeId, String message) {}

  static ProxyOverview of(ProxyStatus status) {
    return new ProxyOverview(
        status.proxy().identity().resourceArn(),
        place(status),
        status.disconnectedAt(),
        status.inSync(),
        status.proxy().node().envoyVersion(),
        status.proxy().identity().notAfter(),
        status.secrets().values().stream()
            .map(secret -> new Held(name(secret), secret.serial(), secret.notAfter()))
            .toList(),
        status.rejections().stream()
            .map(rejection ->
                new Trouble(
                    rejection.type().name().toLowerCase(Locale.ROOT),
                    rejection.resource(),
                    rejection.message()))
            .toList(),
        status.refusals().stream()
            .map(refused -> new Trouble(refused.typeUrl(), refused.name(), refused.reason().name()))
            .toList());
  }

  /** Where it listens; a proxy that binds every address, where it came from. */
  private static String place(ProxyStatus status) {
    return status
        .proxy()
        .node()
        .placement()
        .bindAddress()
        .filter(bound -> !InetAddresses.forString(bound).isAnyLocalAddress())
        .orElse(status.proxy().address());
  }

  /** Trust by the names of its CAs: what it is called between server and proxy is a hash. */
  private static String name(DeliveredSecret secret) {
    return secret.serial().isPresent() || secret.subjects().isEmpty()
        ? secret.name()
        : "trust in " + String.join(" and ", secret.subjects());
  }
}
