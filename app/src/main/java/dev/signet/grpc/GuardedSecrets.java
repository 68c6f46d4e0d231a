// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.grpc;

import dev.signet.proxy.stream.RenderedSecret;
import dev.signet.proxy.stream.SecretFacts;
import dev.signet.proxy.stream.SecretName;
import dev.signet.proxy.stream.SecretSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Secrets of which one that cannot be rendered is left out and does not take the stream along. */
record GuardedSecrets(SecretSource source) implements SecretSource {
  private static final Logger log = LoggerFactory.getLogger(GuardedSecrets.class);

  @Override
  public Optional<RenderedSecret> render(SecretName secret) {
    try {
      return source.render(secret);
    } catch (RuntimeException e) {
      log.error("the secret {} could not be rendered", secret, e);
      return Optional.empty();
    }
  }

  @Override
  public Optional<SecretFacts> facts(SecretName secret) {
    try {
      return source.facts(secret);
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
