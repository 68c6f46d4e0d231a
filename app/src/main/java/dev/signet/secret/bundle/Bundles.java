// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.bundle;

import dev.signet.certificate.CertificateArn;
import dev.signet.certificate.CertificateManager;
import dev.signet.certificate.Exports;
import dev.signet.certificate.ManagedCertificate;
import dev.signet.certificate.Passphrase;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.ledger.Timers;
import dev.signet.pki.cert.Certificate;
import dev.signet.secret.Passwords;
import dev.signet.secret.Passwords.Sort;
import dev.signet.secret.Secret;
import dev.signet.secret.SecretArn;
import dev.signet.secret.SecretKeeper;
import dev.signet.secret.SecretReader;
import dev.signet.secret.SecretSettings;
import dev.signet.secret.SecretValue;
import dev.signet.secret.StagingLabels;
import dev.signet.store.Unrecorded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts certificates and keys into the secrets whose tags ask for them: when they are asked for, and
 * whenever there is a newer certificate. A value that holds it already stays, so that what is done
 * twice after a crash changes nothing. What does not succeed is tried again each hour.
 */
public final class Bundles {
  /** The kind of the timer of a secret whose bundle may be out of date. */
  public static final String TIMER = "secret.bundle";

  private static final Logger log = LoggerFactory.getLogger(Bundles.class);
  private static final Duration AGAIN = Duration.ofHours(1);
  private static final int MANY_OCTETS = 60_000;
  private static final Passwords.Wish PASSPHRASE =
      new Passwords.Wish(32, List.of(Sort.UPPERCASE, Sort.LOWERCASE, Sort.NUMBERS), "", true);

  private final Ground ground;
  private final Services services;
  private final CertificateManager manager;

  /** What secrets are read and written with. */
  public record Services(SecretReader reader, SecretKeeper keeper, SecretSettings settings) {}

  /** Does what is due of these timers. */
  public Bundles(Ground ground, Timers timers, Services services, CertificateManager manager) {
    this.ground = ground;
    this.services = services;
    this.manager = manager;
    timers.onTask(TIMER, this::due);
  }

  private Timers.Handler due(String subject, Instant now) {
    try {
      sync(SecretArn.parse(subject).orElseThrow());
      return (tx, _, _) -> {
        tx.unrecorded(Unrecorded.HOUSEKEEPING); // a new value has its own line
        return Optional.empty();
      };
    } catch (Refusal refusal) {
      log.warn("the bundle in {} is tried again in an hour: {}", subject, refusal.message());
      return (tx, _, at) -> {
        tx.unrecorded(Unrecorded.HOUSEKEEPING);
        return Optional.of(at.plus(AGAIN));
      };
    }
  }

  private void sync(SecretArn arn) {
    Caller caller = Caller.in(arn.home(), Change.SERVER);
    Optional<Bundle> wanted =
        existing(caller, arn).flatMap(secret -> Bundle.of(secret.tags(), arn.home()));
    if (wanted.isEmpty()) {
      return; // the secret or its tags went meanwhile
    }
    Bundle bundle = wanted.get();
    Optional<String> present = present(caller, arn);
    if (bundle.format().holds(present, leaf(caller, bundle.certificate()))) {
      return;
    }
    String value = bundle.format().value(present, content(caller, bundle));
    int octets = value.getBytes(StandardCharsets.UTF_8).length;
    if (octets >= MANY_OCTETS) {
      log.warn("the bundle in {} has {} octets, of {} at most", arn, octets, SecretValue.MOST);
    }
    services
        .keeper()
        .put(
            caller,
            arn.toString(),
            ground.entropy().uuid().toString(),
            new SecretValue.Text(value),
            Set.of(StagingLabels.CURRENT));
  }

  private Optional<Secret> existing(Caller caller, SecretArn arn) {
    try {
      return Optional.of(services.settings().find(caller, arn.toString()))
          .filter(secret -> secret.deletionAt().isEmpty());
    } catch (Refusal gone) {
      return Optional.empty();
    }
  }

  /** The current text of a secret; empty where it has none. */
  private Optional<String> present(Caller caller, SecretArn arn) {
    Optional<String> current =
        services.settings().find(caller, arn.toString()).labels().version(StagingLabels.CURRENT);
    return current
        .filter(version -> services.reader().isThere(caller, arn.toString(), version))
        .map(version ->
            services.reader().get(caller, arn.toString(), current, Optional.empty()).value())
        .filter(SecretValue.Text.class::isInstance)
        .map(value -> ((SecretValue.Text) value).text());
  }

  private Certificate leaf(Caller caller, CertificateArn arn) {
    return manager
        .certificates()
        .find(caller, arn)
        .current()
        .map(ManagedCertificate.Outcome.Issued::leaf)
        .orElseThrow(() -> Refusal.wrongState("certificate " + arn + " is not issued yet"));
  }

  private BundleContent content(Caller caller, Bundle bundle) {
    CertificateArn arn = bundle.certificate();
    if (bundle.format() != BundleFormat.APPMESH_GATEWAY) {
      Exports.Opened opened = manager.exports().open(caller, arn);
      return new BundleContent(arn.toString(), opened.chain(), opened.key(), Optional.empty());
    }
    String passphrase = new Passwords(ground.entropy()).draw(PASSPHRASE);
    byte[] encoded = Base64.getEncoder().encode(passphrase.getBytes(StandardCharsets.US_ASCII));
    Exports.Exported exported = manager.exports().export(caller, arn, Passphrase.of(encoded));
    return new BundleContent(
        arn.toString(), exported.chain(), exported.encryptedKey(), Optional.of(passphrase));
  }
}
