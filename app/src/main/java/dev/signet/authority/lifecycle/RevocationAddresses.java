// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.lifecycle;

import dev.signet.authority.lifecycle.CrlPlace.Partition;
import dev.signet.authority.lifecycle.RevocationSettings.Crl;
import dev.signet.kernel.Sha256;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.profile.Pointers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Where certificates say that their revocation is told: plain HTTP, at the status port or before.
 */
public final class RevocationAddresses {
  /** So many partitions has the list of an authority that has any. */
  public static final int SHARDS = 128;

  private static final String RESPONDER = "ocsp";

  private final Supplier<String> statusUrl;

  /**
   * Addresses of a server.
   *
   * @param statusUrl under which everybody reaches the status port, without a last slash; known
   *     once the ports are open
   */
  public RevocationAddresses(Supplier<String> statusUrl) {
    this.statusUrl = statusUrl;
  }

  /** What a certificate of this serial says that an authority issues now. */
  public Pointers pointers(Authority authority, Serial serial) {
    RevocationSettings settings = authority.revocation();
    return Pointers.of(
        settings.crl().filter(crl -> !crl.omitted()).map(crl -> crlUri(authority, crl, serial)),
        settings
            .ocsp()
            .map(ocsp -> ocsp.host().map(RevocationAddresses::http).orElseGet(this::responder)));
  }

  private String crlUri(Authority authority, Crl crl, Serial serial) {
    return crl.partitioned()
        ? partition(authority, crl, shard(serial)).partition().orElseThrow().uri()
        : url(crl) + "/" + crl.pathOf(authority.arn().id());
  }

  /** Which partition lists a certificate: by the end of its serial, which is random. */
  public static int shard(Serial serial) {
    return serial.content().at(serial.content().length() - 1) % SHARDS;
  }

  /** Where an authority publishes: the complete list, and its partitions if it has any. */
  public List<CrlPlace> places(Authority authority, Crl crl) {
    List<CrlPlace> places = new ArrayList<>();
    places.add(new CrlPlace(crl.pathOf(authority.arn().id()), Optional.empty()));
    if (crl.partitioned()) {
      IntStream.range(0, SHARDS).forEach(shard -> places.add(partition(authority, crl, shard)));
    }
    return places;
  }

  /**
   * A partition's name follows from its address: a list names its own URI, so that another address
   * needs another list, and the one before stays where certificates look for it.
   */
  private CrlPlace partition(Authority authority, Crl crl, int shard) {
    String base = url(crl);
    byte[] hash =
        Sha256.of(String.join(" ", authority.arn().id(), base, crl.pathOf(""), "" + shard));
    String path = crl.pathOf(uuid(hash).toString());
    return new CrlPlace(path, Optional.of(new Partition(shard, base + "/" + path)));
  }

  /** A UUID of version 8, RFC 9562 section 5.8. */
  private static UUID uuid(byte[] hash) {
    ByteBuffer octets = ByteBuffer.wrap(hash);
    long high = (octets.getLong() & ~0xF000L) | 0x8000L;
    long low = (octets.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private String responder() {
    return statusUrl.get() + "/" + RESPONDER;
  }

  private String url(Crl crl) {
    return crl.host().map(RevocationAddresses::http).orElseGet(statusUrl);
  }

  private static String http(String host) {
    return "http://" + host;
  }
}
