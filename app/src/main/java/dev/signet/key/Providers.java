// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import java.lang.reflect.InvocationTargetException;
import java.security.Provider;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which JCA provider does what. Amazon Corretto Crypto Provider is several times faster for EC and
 * RSA; the JDK does everything else and everything when the native library does not load. Nothing
 * relies on the global provider order.
 */
public final class Providers {
  private static final Logger log = LoggerFactory.getLogger(Providers.class);

  private final Future<Optional<Provider>> fast;

  private Providers(Future<Optional<Provider>> fast) {
    this.fast = fast;
  }

  /** Starts to load the native provider beside whatever the caller does meanwhile. */
  public static Providers load() {
    return new Providers(CompletableFuture.supplyAsync(Providers::nativeProvider));
  }

  /** The provider for keys and signatures of a JCA key algorithm, or empty for the JDK's choice. */
  public Optional<Provider> of(String keyAlgorithm) {
    return switch (keyAlgorithm) {
      case "EC", "RSA" -> fast();
      default -> Optional.empty();
    };
  }

  private Optional<Provider> fast() {
    try {
      return fast.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.empty();
    }
  }

  private static Optional<Provider> nativeProvider() {
    String name = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    try {
      Class<?> type = Class.forName(name);
      Provider provider = (Provider) type.getField("INSTANCE").get(null);
      type.getMethod("assertHealthy").invoke(provider);
      return Optional.ofNullable(provider);
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    } catch (IllegalAccessException
        | NoSuchFieldException
        | NoSuchMethodException
        | InvocationTargetException
        | LinkageError e) {
      log.info("the native crypto provider does not load, the JDK signs: {}", e.toString());
      return Optional.empty();
    }
  }
}
