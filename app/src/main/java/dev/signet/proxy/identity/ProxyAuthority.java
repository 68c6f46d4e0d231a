// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Entropy;
import dev.signet.key.KeyRef;
import dev.signet.key.KeyVault;
import dev.signet.key.NewKey;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.SubjectAlternativeName;
import dev.signet.pki.profile.Issuer;
import dev.signet.pki.profile.Profile;
import dev.signet.pki.profile.Signed;
import dev.signet.pki.profile.Subject;
import dev.signet.store.Settings;
import dev.signet.store.Store;
import dev.signet.store.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The internal root that signs proxy identities and the server's own certificate. It is no private
 * CA of any account: no API shows it. Safe for threads.
 */
public final class ProxyAuthority {
  /** How long an identity lives. */
  public static final Duration IDENTITY_LIFE = Duration.ofDays(30);

  /** How long a certificate of the server lives. */
  public static final Duration SERVER_LIFE = Duration.ofDays(397);

  private static final Duration ROOT_LIFE = Duration.ofDays(20 * 365L);
  private static final Duration LEAD = Duration.ofMinutes(60);
  private static final KeySpec SPEC = KeySpec.EC_P256;
  private static final String KEY = "proxy-authority.key";
  private static final String CERTIFICATE = "proxy-authority.certificate";

  private final AccountId account;
  private final KeyVault vault;
  private final Entropy entropy;
  private final InstantSource clock;
  private final Root root;

  private record Root(KeyRef key, Certificate certificate) {}

  private ProxyAuthority(
      AccountId account, KeyVault vault, Entropy entropy, InstantSource clock, Root root) {
    this.account = account;
    this.vault = vault;
    this.entropy = entropy;
    this.clock = clock;
    this.root = root;
  }

  /** Opens the authority of a data folder; the first time it is made. */
  public static ProxyAuthority open(
      AccountId account, Store store, KeyVault vault, Entropy entropy, InstantSource clock) {
    Root root =
        store
            .read(ProxyAuthority::find)
            .orElseGet(() -> create(account, store, vault, entropy, clock));
    return new ProxyAuthority(account, vault, entropy, clock, root);
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

  private static Root create(
      AccountId account, Store store, KeyVault vault, Entropy entropy, InstantSource clock) {
    NewKey key = vault.generate(SPEC);
    DistinguishedName name =
        DistinguishedName.of(AttributeType.COMMON_NAME, "Signet proxy authority " + account);
    Signed signed =
        vault.sign(
            key,
            InternalProfiles.PROXY_ROOT.prepare(
                Issuer.itself(key.publicKey()),
                Subject.of(name, Optional.empty(), key.publicKey()),
                period(clock.instant(), ROOT_LIFE),
                serial(entropy),
                SignatureScheme.usualFor(SPEC)));
    return store.write(tx -> {
      vault.keep(tx, key);
      Settings.put(tx, KEY, key.ref().id());
      Settings.put(tx, CERTIFICATE, signed.certificate().pem());
      return new Root(key.ref(), signed.certificate());
    });
  }

  /** The root certificate: the trust of proxies and of clients of the API's port. */
  public Certificate certificate() {
    return root.certificate();
  }

  /** Whether a resource is of the account whose proxies this authority names. */
  boolean serves(ProxyResource resource) {
    return resource.account().equals(account);
  }

  /**
   * Signs a proxy's identity: its SPIFFE ID is the only name, whatever the request asked for.
   *
   * @param key one whose possession the caller proved
   */
  Signed identity(ProxyResource resource, PublicKeyInfo key) {
    if (!serves(resource)) {
      throw new IllegalArgumentException(resource.arn() + ": expected account " + account);
    }
    return sign(
        InternalProfiles.PROXY_IDENTITY, Subject.workload(resource.spiffeId(), key), IDENTITY_LIFE);
  }

  /**
   * Signs a certificate for the server's own port.
   *
   * @param hosts DNS names and IP addresses
   */
  public Signed server(List<String> hosts, PublicKeyInfo key) {
    DistinguishedName name = DistinguishedName.of(AttributeType.COMMON_NAME, "Signet");
    SubjectAlternativeName names = SubjectAlternativeName.ofHosts(hosts);
    return sign(InternalProfiles.SERVER, Subject.of(name, Optional.of(names), key), SERVER_LIFE);
  }

  private Signed sign(Profile profile, Subject subject, Duration life) {
    ValidityPeriod period = period(clock.instant(), life).within(root.certificate().period());
    return vault.sign(
        root.key(),
        profile.prepare(
            Issuer.installed(Chain.of(root.certificate())),
            subject,
            period,
            serial(entropy),
            SignatureScheme.usualFor(SPEC)));
  }

  private static ValidityPeriod period(Instant now, Duration life) {
    return new ValidityPeriod(now.minus(LEAD), now.plus(life));
  }

  private static Serial serial(Entropy entropy) {
    return Serial.fromRandom(entropy.bytes(Serial.RANDOM_OCTETS));
  }
}
