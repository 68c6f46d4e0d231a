// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Which code answers which operation. Immutable: {@link #on} gives a new value.
 *
 * @param <C> what a handler is told besides the input, such as the caller
 */
public final class Bindings<C> {
  private final Map<Operation<?, ?>, Binding<C, ?, ?>> bindings;

  /**
   * An operation and the code that answers it.
   *
   * @param operation the operation
   * @param handler takes the context and the checked input
   */
  public record Binding<C, I, O>(
      Operation<I, O> operation, BiFunction<? super C, ? super I, ? extends O> handler) {
    /** Answers one request. */
    public O answer(C context, I input) {
      return handler.apply(context, input);
    }
  }

  private Bindings(Map<Operation<?, ?>, Binding<C, ?, ?>> bindings) {
    this.bindings = bindings;
  }

  /** No operation is answered. */
  public static <C> Bindings<C> none() {
    return new Bindings<>(Map.of());
  }

  /**
   * The same, and this operation is answered by this code.
   *
   * @throws IllegalArgumentException when the operation is answered already
   */
  public <I, O> Bindings<C> on(
      Operation<I, O> operation, BiFunction<? super C, ? super I, ? extends O> handler) {
    Map<Operation<?, ?>, Binding<C, ?, ?>> more = new HashMap<>(bindings);
    if (more.put(operation, new Binding<C, I, O>(operation, handler)) != null) {
      throw new IllegalArgumentException(operation + " is answered twice");
    }
    return new Bindings<>(more);
  }

  /**
   * Both together.
   *
   * @throws IllegalArgumentException when both answer one operation
   */
  public Bindings<C> and(Bindings<C> others) {
    Map<Operation<?, ?>, Binding<C, ?, ?>> both = new HashMap<>(bindings);
    others.bindings.forEach((operation, binding) -> {
      if (both.put(operation, binding) != null) {
        throw new IllegalArgumentException(operation + " is answered twice");
      }
    });
    return new Bindings<>(both);
  }

  /** The code for an operation; empty when nothing answers it. */
  @SuppressWarnings("unchecked")
  public <I, O> Optional<Binding<C, I, O>> find(Operation<I, O> operation) {
    return Optional.ofNullable((Binding<C, I, O>) bindings.get(operation));
  }

  /** The operations that are answered. */
  public Set<Operation<?, ?>> operations() {
    return Set.copyOf(bindings.keySet());
  }
}
