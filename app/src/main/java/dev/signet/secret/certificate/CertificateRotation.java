// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.certificate;

import dev.signet.authority.PrivateCa;
import dev.signet.certificate.CertificateManager;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.codec.PrivateKeyPem;
import dev.signet.pki.name.AttributeType;
import dev.signet.secret.Secret;
import dev.signet.secret.SecretArn;
import dev.signet.secret.SecretKeeper;
import dev.signet.secret.SecretReader;
import dev.signet.secret.SecretSettings;
import dev.signet.secret.SecretValue;
import dev.signet.secret.StagingLabels;
import dev.signet.secret.handler.RotationEvent;
import dev.signet.secret.handler.RotationHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rotation that this server does itself: the secret holds a certificate and its key, and says
 * who issues it. It does what the published function does, in the same steps.
 */
public final class CertificateRotation implements RotationHandler {
  /** Who acts. */
  static final String PRINCIPAL = Change.SERVER;

  private static final Logger log = LoggerFactory.getLogger(CertificateRotation.class);

  private final Ground ground;
  private final Services services;
  private final ManagedMaterial managed;
  private final OwnMaterial own;

  /** What secrets are read and written with. */
  public record Services(SecretReader reader, SecretKeeper keeper, SecretSettings settings) {}

  public CertificateRotation(
      Ground ground, Services services, CertificateManager manager, PrivateCa ca) {
    this.ground = ground;
    this.services = services;
    this.managed = new ManagedMaterial(ground, manager, ca.authorities());
    this.own = new OwnMaterial(ground, ca.issuance());
  }

  @Override
  public Optional<String> perform(RotationEvent event) {
    try {
      step(event);
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(refusal.message());
    } catch (PkiException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    } catch (IllegalArgumentException | IllegalStateException fault) {
      log.error("the rotation of {} met a fault of the server", event.secret(), fault);
      return Optional.of("a fault of the server, which is in its log");
    }
  }

  private void step(RotationEvent event) {
    SecretArn arn = SecretArn.parse(event.secret()).orElseThrow();
    Caller caller = Caller.in(arn.home(), PRINCIPAL);
    Secret secret = services.settings().find(caller, event.secret());
    StagingLabels labels = secret.labels();
    if (labels.version(StagingLabels.CURRENT).filter(event.token()::equals).isPresent()) {
      return; // it was done before
    }
    if (!labels.of(event.token()).contains(StagingLabels.PENDING)) {
      throw Refusal.wrongState("version " + event.token() + ": expected the label AWSPENDING");
    }
    switch (event.step()) {
      case CREATE_SECRET -> create(caller, event);
      case SET_SECRET -> {} // who uses the certificate fetches it
      case TEST_SECRET -> test(value(caller, event));
      case FINISH_SECRET -> finish(caller, event, labels);
    }
  }

  private void create(Caller caller, RotationEvent event) {
    if (services.reader().isThere(caller, event.secret(), event.token())) {
      return;
    }
    CertificateInput present =
        CertificateInput.parse(
            services
                .reader()
                .get(caller, event.secret(), Optional.empty(), Optional.empty())
                .value());
    Material material =
        present.isManaged()
            ? managed.next(present, event.token())
            : own.next(present, event.token());
    services
        .keeper()
        .put(
            caller,
            event.secret(),
            event.token(),
            present.with(material).value(),
            Set.of(StagingLabels.PENDING));
  }

  private SecretValue value(Caller caller, RotationEvent event) {
    return services
        .reader()
        .get(caller, event.secret(), Optional.of(event.token()), Optional.empty())
        .value();
  }

  /** Where nothing was issued yet, what is asked for is all that there is to look at. */
  private void test(SecretValue value) {
    CertificateInput text = CertificateInput.parse(value);
    text.isManaged();
    text.need("CA_ARN");
    String name = text.need("COMMON_NAME");
    if (text.find("CERTIFICATE_ARN").isEmpty()) {
      return;
    }
    Chain chain =
        Chain.parse(
            (text.need("CERTIFICATE_PEM") + "\n" + text.need("CERTIFICATE_CHAIN_PEM"))
                .getBytes(StandardCharsets.UTF_8));
    Certificate leaf = chain.first();
    byte[] key =
        PrivateKeyPem.toPkcs8(text.need("PRIVATE_KEY_PEM").getBytes(StandardCharsets.UTF_8));
    require(ground.vault().adopt(key, leaf.publicKey()).isPresent(), "its key is another one's");
    require(leaf.period().contains(ground.now()), "it does not hold now");
    require(
        leaf.subject().first(AttributeType.COMMON_NAME).filter(name::equals).isPresent(),
        "its common name is not " + name);
    require(holds(chain), "its chain does not hold to a root");
  }

  private boolean holds(Chain chain) {
    List<Certificate> all = chain.certificates();
    for (int i = 0; i + 1 < all.size(); i++) {
      if (!all.get(i).isSignedBy(all.get(i + 1).publicKey(), ground.verifier())) {
        return false;
      }
    }
    return chain.root().isSelfSigned(ground.verifier());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw Refusal.invalid("the new certificate: " + otherwise);
    }
  }

  private void finish(Caller caller, RotationEvent event, StagingLabels labels) {
    services
        .settings()
        .move(
            caller,
            event.secret(),
            StagingLabels.CURRENT,
            labels.version(StagingLabels.CURRENT),
            Optional.of(event.token()));
  }
}
