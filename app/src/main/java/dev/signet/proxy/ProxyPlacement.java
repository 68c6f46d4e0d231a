// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy;

import com.google.common.net.InetAddresses;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.signet.kernel.IpPort;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How traffic reaches a proxy, as its bootstrap declares it in the node metadata {@code
 * signet.proxy}. In explicit mode listeners bind real addresses; else traffic is redirected to the
 * two App Mesh ports.
 *
 * @param bindAddress where ingress listeners bind
 * @param ingressBind where the listener of a mesh port binds instead
 * @param application where the application listens, for every mesh port; without it on 127.0.0.1 at
 *     the same port
 * @param appAddress where the application of a mesh port listens instead
 * @param egressBind where the egress listener binds
 * @param egressTcpBind where the egress listener of a TCP backend, {@code name:port}, binds
 */
public record ProxyPlacement(
    boolean explicit,
    Optional<String> bindAddress,
    SortedMap<Integer, IpPort> ingressBind,
    Optional<IpPort> application,
    SortedMap<Integer, IpPort> appAddress,
    Optional<IpPort> egressBind,
    SortedMap<String, IpPort> egressTcpBind) {

  /** Explicit mode with every address left to its default. */
  public static final ProxyPlacement EXPLICIT =
      new ProxyPlacement(
          true,
          Optional.empty(),
          new TreeMap<>(),
          Optional.empty(),
          new TreeMap<>(),
          Optional.empty(),
          new TreeMap<>());

  /** The metadata key. */
  public static final String KEY = "signet.proxy";

  private static final int MAX_ENTRIES = 1000;

  /** In octets: it is kept while the proxy is connected. */
  private static final int MAX_OCTETS = 64 << 10;

  public ProxyPlacement {
    ingressBind = Collections.unmodifiableSortedMap(new TreeMap<>(ingressBind));
    appAddress = Collections.unmodifiableSortedMap(new TreeMap<>(appAddress));
    egressTcpBind = Collections.unmodifiableSortedMap(new TreeMap<>(egressTcpBind));
  }

  /**
   * Reads the node's metadata; without the key traffic is redirected. Unknown members are ignored.
   *
   * @throws IllegalArgumentException naming the member and what was expected
   */
  public static ProxyPlacement of(Struct metadata) {
    Struct declared = metadata.getFieldsOrDefault(KEY, Value.getDefaultInstance()).getStructValue();
    if (declared.getSerializedSize() > MAX_OCTETS) {
      throw new IllegalArgumentException(
          "node metadata " + KEY + ": expected at most " + MAX_OCTETS + " octets");
    }
    return new ProxyPlacement(
        isExplicit(declared),
        text(declared, "bind_address").map(ProxyPlacement::address),
        binds(declared, "ingress_bind", ProxyPlacement::port),
        text(declared, "application").map(value -> bind("application", value)),
        binds(declared, "app_address", ProxyPlacement::port),
        text(declared, "egress_bind").map(value -> bind("egress_bind", value)),
        binds(declared, "egress_tcp_bind", Function.identity()));
  }

  private static boolean isExplicit(Struct declared) {
    String mode = text(declared, "traffic_mode").orElse("redirect");
    return switch (mode) {
      case "explicit" -> true;
      case "redirect" -> false;
      default -> throw illegal("traffic_mode", mode, "redirect or explicit");
    };
  }

  private static Optional<String> text(Struct declared, String member) {
    Value value = declared.getFieldsOrDefault(member, Value.getDefaultInstance());
    return switch (value.getKindCase()) {
      case STRING_VALUE -> Optional.of(value.getStringValue());
      case KIND_NOT_SET, NULL_VALUE -> Optional.empty();
      default -> throw illegal(member, "a " + value.getKindCase(), "a string");
    };
  }

  private static <K extends Comparable<K>> SortedMap<K, IpPort> binds(
      Struct declared, String member, Function<String, K> key) {
    Value value = declared.getFieldsOrDefault(member, Value.getDefaultInstance());
    SortedMap<K, IpPort> found = new TreeMap<>();
    if (value.getStructValue().getFieldsCount() > MAX_ENTRIES) {
      throw illegal(member, "more than " + MAX_ENTRIES + " entries", "fewer");
    }
    for (String name : value.getStructValue().getFieldsMap().keySet()) {
      String bound = text(value.getStructValue(), name).orElse("");
      found.put(key.apply(name), bind(member, bound));
    }
    return found;
  }

  private static String address(String value) {
    if (!InetAddresses.isInetAddress(value)) {
      throw illegal("bind_address", value, "an IP address");
    }
    return value;
  }

  private static Integer port(String value) {
    try {
      return Integer.valueOf(value);
    } catch (NumberFormatException e) {
      throw illegal("port", value, "a number");
    }
  }

  private static IpPort bind(String member, String value) {
    try {
      return IpPort.parse(value);
    } catch (IllegalArgumentException e) {
      throw illegal(member, value, "an IP address and a port");
    }
  }

  private static IllegalArgumentException illegal(String member, String value, String expected) {
    return new IllegalArgumentException(
        "node metadata " + KEY + "." + member + ": " + value + ": expected " + expected);
  }
}
