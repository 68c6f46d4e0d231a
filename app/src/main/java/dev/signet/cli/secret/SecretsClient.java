// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.secret;

import dev.signet.SystemEntropy;
import dev.signet.cli.ApiClient;
import dev.signet.cli.ServerOptions;
import dev.signet.secret.SecretArn;
import dev.signet.wire.codec.Operation;
import org.jspecify.annotations.Nullable;

/** The secrets of a server: one that is named by its ARN is called in the Region that this says. */
final class SecretsClient implements AutoCloseable {
  private final ApiClient api;

  SecretsClient(ServerOptions server) {
    this.api = server.client();
  }

  /** A call about a secret, by its name or ARN. */
  <I, O> O call(String about, Operation<I, O> operation, I input) {
    return SecretArn.parse(about)
        .map(arn -> api.callIn(arn.home().region().name(), operation, input))
        .orElseGet(() -> call(operation, input));
  }

  /** A call in the usual Region. */
  <I, O> O call(Operation<I, O> operation, I input) {
    return api.call(operation, input);
  }

  /** What names the version that a call makes: as it was given, or new. */
  static String token(@Nullable String given) {
    return given == null ? new SystemEntropy().uuid().toString() : given;
  }

  @Override
  public void close() {
    api.close();
  }
}
