// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.domain;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;

/**
 * Asks DNS by its own packets, nothing of which is kept; a question takes a few seconds at most.
 */
public final class Dns {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final List<InetSocketAddress> servers;

  /**
   * @param servers that are asked, one after the other; the system's where there are none
   */
  public Dns(List<InetSocketAddress> servers) {
    this.servers = List.copyOf(servers);
  }

  /** What came of a question. */
  sealed interface Answer {
    /** What there is; nothing where there is no such name or record. */
    record Records(List<Record> all) implements Answer {}

    /** Nobody knows: no answer in time, a fault, or nonsense. */
    record Unknown() implements Answer {}
  }

  /** The records of a type at a name. */
  Answer ask(Name name, int type) {
    try {
      Message response = resolver().send(Message.newQuery(Record.newRecord(name, type, DClass.IN)));
      return switch (response.getRcode()) {
        case Rcode.NOERROR, Rcode.NXDOMAIN ->
            new Answer.Records(
                response.getSection(Section.ANSWER).stream()
                    .filter(each -> each.getType() == type)
                    .toList());
        default -> new Answer.Unknown();
      };
    } catch (IOException e) {
      return new Answer.Unknown();
    }
  }

  private Resolver resolver() {
    List<InetSocketAddress> asked =
        servers.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : servers;
    ExtendedResolver all =
        new ExtendedResolver(asked.stream().<Resolver>map(SimpleResolver::new).toList());
    all.setRetries(1);
    all.setTimeout(PATIENCE.multipliedBy(2)); // for all of them together
    for (Resolver each : all.getResolvers()) {
      each.setTimeout(PATIENCE);
    }
    return all;
  }
}
