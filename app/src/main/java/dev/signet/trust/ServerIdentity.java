// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.trust;

import dev.signet.ground.Ground;
import dev.signet.kernel.Refusal;
import dev.signet.key.KeyRef;
import dev.signet.key.NewKey;
import dev.signet.key.SecretAccess;
import dev.signet.ledger.Change;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.ExtendedKeyUsage;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.SubjectAlternativeName;
import dev.signet.pki.profile.Profile;
import dev.signet.pki.profile.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of the API's port, sealed key included. A start finds the one of before, so that
 * it writes nothing; another is made when the names change and in the last third of its life.
 */
public final class ServerIdentity {
  /** How long a certificate of the server lives. */
  public static final Duration LIFE = Duration.ofDays(397);

  private static final Profile SERVER = Profile.ofTls("Server", ExtendedKeyUsage.SERVER_AUTH);

  private static final Logger log = LoggerFactory.getLogger(ServerIdentity.class);

  private final Ground ground;
  private final InternalRoot root;
  private final List<String> hosts;
  private ServerCertificate present;

  /**
   * The certificate is there at once.
   *
   * @param hosts DNS names and IP addresses under which the port is reached
   */
  public ServerIdentity(Ground ground, InternalRoot root, List<String> hosts) {
    this.ground = ground;
    this.root = root;
    this.hosts = List.copyOf(hosts);
    this.present = find().orElseGet(this::issue);
  }

  /** The certificate to show now. */
  public synchronized ServerCertificate current() {
    if (!ground.now().isBefore(present.renewAt())) {
      try {
        present = issue();
      } catch (Refusal refusal) {
        // A third of the present one's life is left; the next handshake tries again.
        log.warn("the next certificate of the API port waits: {}", refusal.message());
      }
    }
    return present;
  }

  /** The root that clients of the port trust and that clients' identities end at. */
  public Certificate root() {
    return root.certificate();
  }

  /**
   * The one of an earlier start, if it is for the same names, of this root, and good for a while.
   */
  private Optional<ServerCertificate> find() {
    return ground
        .store()
        .read(tx -> TrustTables.present(tx, hosts))
        .filter(row -> row.certificate().isSignedBy(root().publicKey(), ground.verifier()))
        .map(row -> shown(row.key(), row.certificate(), row.issuedAt()))
        .filter(found -> ground.now().isBefore(found.renewAt()));
  }

  private ServerCertificate shown(KeyRef key, Certificate leaf, Instant issuedAt) {
    Duration life = Duration.between(issuedAt, leaf.period().notAfter());
    return new ServerCertificate(
        ground.vault().privateKey(SecretAccess.SERVE_TLS, key),
        List.of(leaf.toX509(), root().toX509()),
        issuedAt.plus(life.multipliedBy(2).dividedBy(3)));
  }

  private ServerCertificate issue() {
    NewKey key = ground.vault().generate(KeySpec.EC_P256);
    Instant now = ground.now();
    Subject subject =
        Subject.of(
            DistinguishedName.of(AttributeType.COMMON_NAME, "Signet"),
            Optional.of(SubjectAlternativeName.ofHosts(hosts)),
            key.publicKey());
    Certificate leaf = root.sign(SERVER, subject, LIFE).certificate();
    ground
        .store()
        .write(tx -> {
          Change signed = InternalRoot.change(ground, now, "trust.server-certificate-signed", leaf);
          TrustTables.deleteEnded(tx, now);
          TrustTables.insert(tx, leaf, now);
          TrustTables.presentKey(tx).ifPresent(old -> ground.vault().destroy(tx, signed, old));
          ground.vault().keep(tx, key);
          TrustTables.setPresent(tx, key.ref(), leaf, hosts);
          ground.ledger().append(tx, signed);
          return true;
        });
    return shown(key.ref(), leaf, now);
  }
}
