// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import dev.signet.proxy.stream.RenderedSecret;
import dev.signet.proxy.stream.SecretFacts;
import dev.signet.proxy.stream.SecretName;
import dev.signet.proxy.stream.SecretSource;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Secrets of which one that cannot be rendered is left out and does not take the stream along. */
record GuardedSecrets(SecretSource source) implements SecretSource {
  private static final Logger log = LoggerFactory.getLogger(GuardedSecrets.class);

  @Override
  public Optional<RenderedSecret> render(SecretName secret) {
    return guarded(secret, source::render);
  }

  @Override
  public Optional<SecretFacts> facts(SecretName secret) {
    return guarded(secret, source::facts);
  }

  /** Whatever is wrong with one secret, the stream's other resources are worth sending. */
  private static <T> Optional<T> guarded(
      SecretName secret, Function<SecretName, Optional<T>> reading) {
    try {
      return reading.apply(secret);
    } catch (RuntimeException e) {
      log.error("the secret {} could not be read", secret, e);
      return Optional.empty();
    }
  }

  @Override
  public boolean belongsToAnother(String name) {
    return source.belongsToAnother(name);
  }
}
