// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.trust;

import dev.signet.ground.Ground;
import dev.signet.kernel.Home;
import dev.signet.kernel.Region;
import dev.signet.key.KeyRef;
import dev.signet.key.NewKey;
import dev.signet.ledger.Change;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.profile.Issuer;
import dev.signet.pki.profile.Profile;
import dev.signet.pki.profile.Signed;
import dev.signet.pki.profile.Subject;
import dev.signet.store.Settings;
import dev.signet.store.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The root that signs the server's own certificate and the identities of proxies. It is no private
 * CA of any account: no API shows it. Whoever lets it sign records what it signed, in one
 * transaction with the change, before it leaves. Safe for threads.
 */
public final class InternalRoot {
  /** Nothing below it is a CA. */
  private static final Profile ROOT = Profile.ofRoot("ProxyRoot", 0);

  private static final Duration ROOT_LIFE = Duration.ofDays(20 * 365L);
  private static final Duration LEAD = Duration.ofMinutes(60);
  private static final KeySpec SPEC = KeySpec.EC_P256;
  private static final String KEY = "proxy-authority.key";
  private static final String CERTIFICATE = "proxy-authority.certificate";

  private final Ground ground;
  private final Root root;

  private record Root(KeyRef key, Certificate certificate) {}

  private InternalRoot(Ground ground, Root root) {
    this.ground = ground;
    this.root = root;
  }

  /** Opens the root of a data folder; the first time it is made. */
  public static InternalRoot open(Ground ground) {
    return new InternalRoot(
        ground, ground.store().read(InternalRoot::find).orElseGet(() -> create(ground)));
  }

  private static Optional<Root> find(Tx tx) {
    return Settings.get(tx, KEY)
        .flatMap(key ->
            Settings.get(tx, CERTIFICATE)
                .map(pem ->
                    new Root(
                        new KeyRef(key),
                        Certificate.parse(pem.getBytes(StandardCharsets.US_ASCII)))));
  }

  private static Root create(Ground ground) {
    NewKey key = ground.vault().generate(SPEC);
    Instant now = ground.now();
    DistinguishedName name =
        DistinguishedName.of(
            AttributeType.COMMON_NAME, "Signet proxy authority " + ground.account());
    Certificate certificate =
        ground
            .vault()
            .sign(
                key,
                ROOT.prepare(
                    Issuer.itself(key.publicKey()),
                    Subject.of(name, Optional.empty(), key.publicKey()),
                    period(now, ROOT_LIFE),
                    serial(ground),
                    SignatureScheme.usualFor(SPEC)))
            .certificate();
    return ground
        .store()
        .write(tx -> {
          ground.vault().keep(tx, key);
          Settings.put(tx, KEY, key.ref().id());
          Settings.put(tx, CERTIFICATE, certificate.pem());
          ground.ledger().append(tx, change(ground, now, "trust.root-created", certificate));
          return new Root(key.ref(), certificate);
        });
  }

  /** A change of the server's own: it lives in no Region, so the usual one stands for it. */
  static Change change(Ground ground, Instant now, String kind, Certificate certificate) {
    Home home = new Home(ground.account(), Region.DEFAULT);
    String subject = home.arn("signet", "certificate/" + certificate.serial().hex()).toString();
    return Change.byServer(home, now, kind, subject);
  }

  /** The root certificate: the trust of proxies and of clients of the API's port. */
  public Certificate certificate() {
    return root.certificate();
  }

  /**
   * Signs; the caller records it before it leaves.
   *
   * @param subject whose key's possession was proven
   */
  public Signed sign(Profile profile, Subject subject, Duration life) {
    ValidityPeriod period = period(ground.now(), life).within(root.certificate().period());
    return ground
        .vault()
        .sign(
            root.key(),
            profile.prepare(
                Issuer.installed(Chain.of(root.certificate())),
                subject,
                period,
                serial(ground),
                SignatureScheme.usualFor(SPEC)));
  }

  private static ValidityPeriod period(Instant now, Duration life) {
    return new ValidityPeriod(now.minus(LEAD), now.plus(life));
  }

  private static Serial serial(Ground ground) {
    return Serial.fromRandom(ground.entropy().bytes(Serial.RANDOM_OCTETS));
  }
}
