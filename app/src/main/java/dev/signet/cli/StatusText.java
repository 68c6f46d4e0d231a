// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The proxies of a mesh as text for people. */
final class StatusText {
  private StatusText() {}

  static String of(
      String mesh,
      List<Proxy> proxies,
      List<ProxyStreamRefusal> refused,
      List<MeshFinding> findings) {
    StringBuilder text = new StringBuilder();
    line(text, 0, "mesh " + mesh + (proxies.isEmpty() ? ": no proxy" : ""));
    proxies.forEach(proxy -> proxy(text, proxy));
    for (MeshFinding finding : findings) {
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
    for (ProxyStreamRefusal stream : refused) {
      line(
          text,
          1,
          "STREAM REFUSED "
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

  private static void proxy(StringBuilder text, Proxy proxy) {
    String presence =
        proxy.connected()
            ? (proxy.inSync() ? "in sync" : "NOT IN SYNC")
                + ", connected since "
                + at(proxy.connectedSince())
            : "GONE since " + at(proxy.disconnectedAt());
    line(text, 1, resource(proxy.resourceArn()) + " at " + proxy.address() + ": " + presence);
    String envoy = proxy.envoyVersion() == null ? "of an unknown version" : proxy.envoyVersion();
    line(text, 2, "Envoy " + envoy + ", identity until " + at(proxy.identityNotAfter()));
    line(
        text,
        2,
        "acknowledged: "
            + proxy.types().stream().map(StatusText::type).collect(Collectors.joining(", ")));
    for (ProxySecret secret : proxy.secrets()) {
      String serial = secret.serial() == null ? "" : " serial " + secret.serial();
      line(text, 2, "secret " + secret.name() + serial + " until " + at(secret.notAfter()));
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

  private static String type(ProxyType type) {
    return type.type() + " " + type.acked() + "/" + type.resources();
  }

  private static String nodeOf(ProxyStreamRefusal stream) {
    return stream.nodeId() == null || stream.nodeId().isEmpty() ? "" : " as " + stream.nodeId();
  }

  /** {@code virtualNode/NAME}. */
  private static String resource(String arn) {
    String[] parts = arn.split("/", 3);
    return parts[parts.length - 1];
  }

  private static String at(@Nullable Instant instant) {
    return instant == null ? "unknown" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void line(StringBuilder text, int indent, String content) {
    text.append("  ".repeat(indent)).append(content.replaceAll("\\p{Cntrl}+", " ")).append('\n');
  }
}
