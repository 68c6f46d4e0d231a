// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.api;

import dev.signet.authority.AuthorityReason;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Operation;

/** Tells callers which operation on which resource they may not call, as clients expect it. */
final class AcmPcaDenialsApi {
  private AcmPcaDenialsApi() {}

  /** The same operations. */
  static Bindings<Caller> told(Bindings<Caller> all) {
    Bindings<Caller> told = Bindings.none();
    for (Operation<?, ?> operation : all.operations()) {
      told = told(told, all.find(operation).orElseThrow());
    }
    return told;
  }

  private static <I, O> Bindings<Caller> told(
      Bindings<Caller> others, Bindings.Binding<Caller, I, O> binding) {
    return others.on(
        binding.operation(),
        (caller, input) -> {
          try {
            return binding.answer(caller, input);
          } catch (Refusal refusal) {
            throw refusal.reason() == AuthorityReason.OTHER_ACCOUNT
                ? Refusal.denied(denial(caller, binding.operation(), refusal.message()))
                : refusal;
          }
        });
  }

  private static String denial(Caller caller, Operation<?, ?> operation, String resource) {
    return "User: "
        + caller.principal()
        + " is not authorized to perform: acm-pca:"
        + operation.name()
        + " on resource: "
        + resource;
  }
}
