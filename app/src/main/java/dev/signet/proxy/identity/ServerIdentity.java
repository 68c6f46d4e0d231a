// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import dev.signet.key.KeyVault;
import dev.signet.key.NewKey;
import dev.signet.key.SecretAccess;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.key.KeySpec;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The certificate of the API's port. Its key lives in memory only: each start makes another, and so
 * does the last third of a certificate's life.
 */
public final class ServerIdentity {
  private final ProxyAuthority authority;
  private final KeyVault vault;
  private final List<String> hosts;
  private final InstantSource clock;
  private Issued issued;

  /**
   * A certificate with its key.
   *
   * @param chain leaf first, the proxy authority's root last: a joining proxy pins it
   */
  public record Issued(PrivateKey key, List<X509Certificate> chain, Instant renewAt) {
    /** Names no key. */
    @Override
    public String toString() {
      return "server certificate " + chain.getFirst().getSerialNumber().toString(16);
    }
  }

  /**
   * A first certificate is made at once.
   *
   * @param hosts DNS names and IP addresses under which the port is reached
   */
  public ServerIdentity(
      ProxyAuthority authority, KeyVault vault, List<String> hosts, InstantSource clock) {
    this.authority = authority;
    this.vault = vault;
    this.hosts = List.copyOf(hosts);
    this.clock = clock;
    this.issued = issue();
  }

  /** The certificate to show now. */
  public synchronized Issued current() {
    if (!clock.instant().isBefore(issued.renewAt())) {
      issued = issue();
    }
    return issued;
  }

  /** The root that clients of the port trust and that clients' identities end at. */
  public Certificate root() {
    return authority.certificate();
  }

  private Issued issue() {
    NewKey key = vault.generate(KeySpec.EC_P256);
    Certificate leaf = authority.server(hosts, key.publicKey()).certificate();
    Duration life = Duration.between(clock.instant(), leaf.period().notAfter());
    return new Issued(
        key.privateKey(SecretAccess.SERVE_TLS),
        List.of(leaf.toX509(), root().toX509()),
        clock.instant().plus(life.multipliedBy(2).dividedBy(3)));
  }
}
