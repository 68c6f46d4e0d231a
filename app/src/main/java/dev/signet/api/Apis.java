// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import dev.signet.ground.Api;
import dev.signet.ground.ErrorNames;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.TlsPeer;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.ErrorShape;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.codec.ServiceModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that the rooms answer. */
public final class Apis {
  private final Bindings<Caller> signed;
  private final Bindings<TlsPeer> unsigned;
  private final Map<String, ErrorNames> errors;

  private Apis(
      Bindings<Caller> signed, Bindings<TlsPeer> unsigned, Map<String, ErrorNames> errors) {
    this.signed = signed;
    this.unsigned = unsigned;
    this.errors = Map.copyOf(errors);
  }

  /**
   * Everything together.
   *
   * @throws IllegalArgumentException when two answer one operation
   */
  public static Apis of(Api... apis) {
    Bindings<Caller> signed = Bindings.none();
    Bindings<TlsPeer> unsigned = Bindings.none();
    Map<String, ErrorNames> errors = new HashMap<>();
    for (Api api : apis) {
      signed = signed.and(api.signed());
      unsigned = unsigned.and(api.unsigned());
      errors.put(api.service(), api.errors());
    }
    return new Apis(signed, unsigned, errors);
  }

  Bindings<Caller> signed() {
    return signed;
  }

  Bindings<TlsPeer> unsigned() {
    return unsigned;
  }

  /** The operations that are built; every other one of the models answers "not implemented". */
  public Set<Operation<?, ?>> operations() {
    Set<Operation<?, ?>> all = new HashSet<>(signed.operations());
    all.addAll(unsigned.operations());
    return Set.copyOf(all);
  }

  /**
   * How a service spells a refusal, with the status that its model declares; empty for a service of
   * which nothing is built.
   */
  Optional<ErrorShape> spelled(ServiceModel service, Refusal refusal) {
    return Optional.ofNullable(errors.get(service.name()))
        .map(names -> names.of(refusal.reason()))
        .map(name -> service.error(name).orElseGet(() -> undeclared(name, refusal)));
  }

  private static ErrorShape undeclared(String name, Refusal refusal) {
    return new ErrorShape(
        name,
        switch (refusal.kind()) {
          case NOT_IMPLEMENTED -> 501;
          case UNAVAILABLE -> 503;
          default -> 400;
        });
  }
}
