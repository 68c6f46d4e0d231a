// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.TagText;
import dev.signet.store.Idempotency;
import dev.signet.store.Tx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Makes a repeated create or update get the first one's answer for 24 hours. */
final class ClientTokens {
  private static final Duration WINDOW = Duration.ofHours(24);
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,36}");

  private ClientTokens() {}

  /** What a caller does. */
  record Attempt(Caller caller, String verb, MeshResources.Put put) {}

  /**
   * Does the work, unless the same request with the same token was answered before.
   *
   * @throws Refusal of kind CONFLICT when the token came with another request
   */
  static MeshResource once(Tx tx, Attempt attempt, Instant now, Supplier<MeshResource> work) {
    Optional<String> given = attempt.put().token();
    if (given.isEmpty()) {
      return work.get();
    }
    String token = given.get();
    if (!FORM.matcher(token).matches()) {
      throw Refusal.invalid(
          "clientToken '" + token + "': expected 1 to 36 letters, digits, '-' and '_'");
    }
    String fingerprint = fingerprint(attempt);
    Optional<Idempotency.Remembered> earlier = Idempotency.find(tx, scope(attempt), token, now);
    if (earlier.isPresent()) {
      if (!earlier.get().fingerprint().equals(fingerprint)) {
        throw new Refusal(
            Refusal.Kind.CONFLICT,
            "clientToken '" + token + "' came with another request: expected a new token");
      }
      return replayed(attempt, earlier.get().answer());
    }
    MeshResource answer = work.get();
    Idempotency.remember(
        tx,
        scope(attempt),
        token,
        new Idempotency.Remembered(fingerprint, text(answer)),
        now,
        now.plus(WINDOW));
    return answer;
  }

  private static String scope(Attempt attempt) {
    Caller caller = attempt.caller();
    return String.join(
        " ",
        "appmesh",
        attempt.verb() + attempt.put().name().kind().label(),
        caller.account().value(),
        caller.region().name(),
        caller.principal());
  }

  private static String text(MeshResource answer) {
    return answer.version()
        + " "
        + answer.uid()
        + " "
        + answer.createdAt().toEpochMilli()
        + " "
        + answer.updatedAt().toEpochMilli();
  }

  private static MeshResource replayed(Attempt attempt, String text) {
    String[] parts = text.split(" ", 4);
    MeshResources.Put put = attempt.put();
    return new MeshResource(
        put.name(),
        put.name().arn(attempt.caller()),
        put.spec(),
        Long.parseLong(parts[0]),
        parts[1],
        Instant.ofEpochMilli(Long.parseLong(parts[2])),
        Instant.ofEpochMilli(Long.parseLong(parts[3])),
        put.tags());
  }

  private static String fingerprint(Attempt attempt) {
    MeshResources.Put put = attempt.put();
    String request =
        String.join(
            "\n", put.name().arn(attempt.caller()), put.spec().json(), TagText.of(put.tags()));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(request.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
