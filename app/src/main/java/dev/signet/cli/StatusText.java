// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.kernel.VisibleText;
import dev.signet.wire.generated.signet.MeshFinding;
import dev.signet.wire.generated.signet.Proxy;
import dev.signet.wire.generated.signet.ProxyRefusal;
import dev.signet.wire.generated.signet.ProxyRejection;
import dev.signet.wire.generated.signet.ProxySecret;
import dev.signet.wire.generated.signet.ProxyStreamRefusal;
import dev.signet.wire.generated.signet.ProxyType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The proxies of a mesh as text for people. */
final class StatusText {
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::");

  private StatusText() {}

  static String of(MeshStatus status) {
    StringBuilder text = new StringBuilder();
    line(text, 0, "mesh " + status.mesh() + (status.proxies().isEmpty() ? ": no proxy" : ""));
    status.proxies().forEach(proxy -> proxy(text, proxy, status.isIncomplete(proxy)));
    for (MeshFinding finding : status.findings()) {
      line(
          text,
          1,
          "FINDING "
              + resource(finding.resourceArn())
              + " "
              + finding.code()
              + ": "
              + finding.message());
    }
    for (ProxyStreamRefusal stream : status.refused()) {
      line(
          text,
          1,
          (stream.recent() ? "STREAM REFUSED " : "STREAM REFUSED EARLIER ")
              + stream.times()
              + " times, last "
              + at(stream.at())
              + ", from "
              + stream.address()
              + nodeOf(stream)
              + ": "
              + stream.message());
    }
    return text.toString();
  }

  private static void proxy(StringBuilder text, Proxy proxy, boolean incomplete) {
    String presence =
        proxy.connected()
            ? sync(proxy, incomplete) + ", connected since " + at(proxy.connectedSince())
            : "GONE since " + at(proxy.disconnectedAt());
    line(text, 1, resource(proxy.resourceArn()) + " at " + place(proxy) + ": " + presence);
    String envoy = proxy.envoyVersion() == null ? "of an unknown version" : proxy.envoyVersion();
    String serial = proxy.identitySerial() == null ? "" : " " + proxy.identitySerial();
    line(
        text,
        2,
        "Envoy " + envoy + ", identity" + serial + " until " + at(proxy.identityNotAfter()));
    line(
        text,
        2,
        "acknowledged: "
            + proxy.types().stream().map(StatusText::type).collect(Collectors.joining(", ")));
    for (ProxySecret secret : proxy.secrets()) {
      line(text, 2, secret(secret) + " until " + at(secret.notAfter()));
    }
    for (ProxyRejection rejection : proxy.rejections()) {
      line(
          text,
          2,
          "REFUSED "
              + rejection.type()
              + " "
              + rejection.resource()
              + " at "
              + at(rejection.at())
              + ": "
              + rejection.message());
    }
    for (ProxyRefusal refusal : proxy.refusals()) {
      line(
          text,
          2,
          "ASKED IN VAIN for "
              + refusal.type()
              + " "
              + refusal.name()
              + " at "
              + at(refusal.at())
              + ": "
              + refusal.reason());
    }
  }

  /** What a proxy should hold can be less than what is written for it. */
  private static String sync(Proxy proxy, boolean incomplete) {
    if (!proxy.inSync()) {
      return "NOT IN SYNC";
    }
    return incomplete ? "INCOMPLETE, see the findings" : "in sync";
  }

  /** Where it listens; a proxy that binds every address, where it came from. */
  private static String place(Proxy proxy) {
    String bound = proxy.bindAddress();
    return bound == null || EVERY_ADDRESS.contains(bound) ? String.valueOf(proxy.address()) : bound;
  }

  /** Trust by the names of its CAs: what it is called between server and proxy is a hash. */
  private static String secret(ProxySecret secret) {
    List<String> subjects = secret.subjects() == null ? List.of() : secret.subjects();
    if (secret.serial() == null && !subjects.isEmpty()) {
      return "trust in " + String.join(" and ", subjects);
    }
    String of = subjects.isEmpty() ? "" : " of " + String.join(", ", subjects);
    String serial = secret.serial() == null ? "" : " serial " + secret.serial();
    return "secret " + secret.name() + of + serial;
  }

  private static String type(ProxyType type) {
    return type.type() + " " + type.acked() + "/" + type.resources();
  }

  private static String nodeOf(ProxyStreamRefusal stream) {
    return stream.nodeId() == null || stream.nodeId().isEmpty() ? "" : " as " + stream.nodeId();
  }

  /** {@code virtualNode/NAME}. */
  static String resource(String arn) {
    String[] parts = arn.split("/", 3);
    return parts[parts.length - 1];
  }

  private static String at(@Nullable Instant instant) {
    return instant == null ? "unknown" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void line(StringBuilder text, int indent, String content) {
    text.append("  ".repeat(indent)).append(VisibleText.line(content)).append('\n');
  }
}
