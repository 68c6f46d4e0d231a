// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.signet.kernel.Entropy;
import dev.signet.ledger.Change;
import dev.signet.ledger.Ledger;
import dev.signet.ledger.Memories;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.key.ToBeSigned;
import dev.signet.store.Store;
import dev.signet.store.Tx;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Keys sealed in the database; a bounded number stays open in memory. */
public final class FileKeyVault implements KeyVault {
  /** One takes some kilobytes; opening it anew costs more than a signature. */
  private static final int OPEN_KEYS = 10_000;

  private static final String OBJECT = "key/";

  /** Octets that an adopted key signs. */
  private static final int PROOF = 32;

  private final Store store;
  private final Ledger ledger;
  private final Sealer sealer;
  private final Providers providers;
  private final Entropy entropy;
  private final SignatureVerifier verifier;

  /** Native code occupies its carrier thread, so there are as many permits as cores. */
  private final Semaphore permits = new Semaphore(Runtime.getRuntime().availableProcessors());

  private final LoadingCache<KeyRef, SigningKey> open =
      Caffeine.newBuilder().maximumSize(OPEN_KEYS).build(this::load);

  public FileKeyVault(
      Store store,
      Ledger ledger,
      Memories memories,
      Sealer sealer,
      Providers providers,
      Entropy entropy) {
    this.store = store;
    this.ledger = ledger;
    this.sealer = sealer;
    this.providers = providers;
    this.entropy = entropy;
    this.verifier = new SignatureVerifier(providers::of);
    memories.forget("key.", object -> open.invalidate(named(object)));
  }

  @Override
  public NewKey generate(KeySpec spec) {
    KeyPair pair = withPermit(() -> keyPair(spec));
    return named(
        spec,
        PublicKeyInfo.fromDer(pair.getPublic().getEncoded()),
        new SigningKey(pair.getPrivate(), provider(spec)));
  }

  /** What it signs tells whether it is the half, whatever the key says of itself. */
  @Override
  public Optional<NewKey> adopt(byte[] pkcs8, PublicKeyInfo publicKey) {
    KeySpec spec = publicKey.spec().orElseThrow();
    SignatureScheme scheme = SignatureScheme.usualFor(spec);
    byte[] proof = entropy.bytes(PROOF);
    try {
      PrivateKey key = privateKey(spec, pkcs8);
      SigningKey signing = new SigningKey(key, provider(spec));
      byte[] signature =
          withPermit(() -> {
            SigningKey.Running running = signing.start(scheme);
            running.update(proof);
            return running.end();
          });
      return verifier.verifies(publicKey, SignatureAlgorithm.of(scheme), proof, signature)
          ? Optional.of(named(spec, publicKey, signing))
          : Optional.empty();
    } catch (GeneralSecurityException | IllegalStateException e) {
      return Optional.empty(); // a provider says so of keys that are none
    }
  }

  private NewKey named(KeySpec spec, PublicKeyInfo publicKey, SigningKey signing) {
    KeyRef ref = new KeyRef(entropy.uuid().toString());
    return new NewKey(
        ref, spec, publicKey, sealer.seal(object(ref), signing.privateKey().getEncoded()), signing);
  }

  @Override
  public void keep(Tx tx, NewKey key) {
    KeyTables.insert(tx, key);
    tx.afterCommit(() -> open.put(key.ref(), key.open()));
  }

  @Override
  public <T> T sign(NewKey key, ToBeSigned<T> content) {
    return sign(key.open(), content);
  }

  @Override
  public <T> T sign(KeyRef key, ToBeSigned<T> content) {
    return sign(open.get(key), content);
  }

  @Override
  public PrivateKey privateKey(SecretAccess purpose, KeyRef key) {
    Objects.requireNonNull(purpose);
    return open.get(key).privateKey();
  }

  @Override
  public void destroy(Tx tx, Change cause, KeyRef key) {
    KeyTables.delete(tx, key);
    tx.erased();
    ledger.append(tx, cause.also("key.destroyed", object(key)));
  }

  /** The sealed values of the vault. */
  public static SealedRows sealedRows() {
    return (tx, again) -> KeyTables.sealAnew(tx, FileKeyVault::object, again);
  }

  /** Only the signature itself needs a permit: content may be long in coming. */
  private <T> T sign(SigningKey signing, ToBeSigned<T> content) {
    try {
      SigningKey.Running running = signing.start(content.scheme());
      content.writeTo(running::update);
      return content.complete(withPermit(running::end), verifier);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key does not sign with " + content.scheme(), e);
    }
  }

  private SigningKey load(KeyRef key) {
    KeyTables.Row row =
        store
            .read(tx -> KeyTables.find(tx, key))
            .orElseThrow(() -> new IllegalStateException(key + " is not in the vault"));
    byte[] pkcs8 = sealer.open(object(key), row.sealed());
    try {
      return new SigningKey(privateKey(row.spec(), pkcs8), provider(row.spec()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot open " + key, e);
    }
  }

  private PrivateKey privateKey(KeySpec spec, byte[] pkcs8) throws GeneralSecurityException {
    Optional<Provider> provider = provider(spec);
    String algorithm = spec.family().jcaName();
    KeyFactory factory =
        provider.isPresent()
            ? KeyFactory.getInstance(algorithm, provider.get())
            : KeyFactory.getInstance(algorithm);
    return factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private KeyPair keyPair(KeySpec spec) throws GeneralSecurityException {
    String algorithm = spec.family().jcaName();
    Optional<Provider> provider = provider(spec);
    KeyPairGenerator generator =
        provider.isPresent()
            ? KeyPairGenerator.getInstance(algorithm, provider.get())
            : KeyPairGenerator.getInstance(algorithm);
    generator.initialize(spec.generationParameters());
    return generator.generateKeyPair();
  }

  private Optional<Provider> provider(KeySpec spec) {
    return providers.of(spec.family().jcaName());
  }

  /** What a key is called where it is sealed and in the log. */
  static String object(KeyRef key) {
    return OBJECT + key.id();
  }

  private static KeyRef named(String object) {
    return new KeyRef(object.substring(OBJECT.length()));
  }

  private interface Native<T> {
    T call() throws GeneralSecurityException;
  }

  private <T> T withPermit(Native<T> work) {
    permits.acquireUninterruptibly();
    try {
      return work.call();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key operation failed", e);
    } finally {
      permits.release();
    }
  }
}
