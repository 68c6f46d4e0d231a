// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.domain;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/**
 * The primary server of a zone, updated by RFC 2136 and signed by RFC 8945.
 *
 * @param keyFile a line {@code ALGORITHM:NAME:BASE64}, as of {@code nsupdate -y}; read each time,
 *     so that it may be replaced
 */
record DynamicUpdate(InetSocketAddress server, String zone, Path keyFile) implements ZoneHook {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Long enough for caches, short enough for mistakes. */
  private static final int TTL_SECONDS = 300;

  @Override
  public boolean serves(String name) {
    return name.endsWith("." + zone + ".");
  }

  @Override
  public Optional<String> set(ValidationRecord record) {
    try {
      Name name = Name.fromString(record.name());
      Update update = new Update(Name.fromString(zone + "."));
      update.delete(name, Type.CNAME);
      update.add(new CNAMERecord(name, DClass.IN, TTL_SECONDS, Name.fromString(record.value())));
      SimpleResolver resolver = new SimpleResolver(server);
      resolver.setTCP(true);
      resolver.setTimeout(PATIENCE);
      resolver.setTSIGKey(key());
      Message response = resolver.send(update);
      return response.getRcode() == Rcode.NOERROR
          ? Optional.empty()
          : Optional.of(this + " refuses: " + Rcode.string(response.getRcode()));
    } catch (IOException e) {
      return Optional.of(this + " cannot be updated: " + e.getClass().getSimpleName());
    } catch (IllegalArgumentException e) {
      return Optional.of(keyFile + ": expected a line ALGORITHM:NAME:BASE64");
    }
  }

  private TSIG key() throws IOException {
    String[] parts = Files.readString(keyFile).strip().split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException();
    }
    return new TSIG(parts[0], parts[1], parts[2]);
  }

  @Override
  public String toString() {
    return "zone " + zone + " at " + server;
  }
}
