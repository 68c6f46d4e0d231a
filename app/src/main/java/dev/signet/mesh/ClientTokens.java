// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Sha256;
import dev.signet.kernel.TagText;
import dev.signet.store.Once;
import dev.signet.store.Tx;
import java.time.Duration;
import java.time.Instant;
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
   * @throws Refusal of reason TOKEN_REUSED when the token came with another request
   */
  static MeshResource once(Tx tx, Attempt attempt, Instant now, Supplier<MeshResource> work) {
    Optional<String> token = attempt.put().token();
    if (token.isEmpty()) {
      return work.get();
    }
    Once once = once(attempt, token.get());
    Optional<MeshResource> earlier =
        once.answer(tx, now)
            .map(answer -> replayed(attempt, answer))
            .filter(answered -> isThere(tx, answered));
    if (earlier.isPresent()) {
      return earlier.get();
    }
    MeshResource answer = work.get();
    once.remember(tx, text(answer), now);
    return answer;
  }

  /** Of what was deleted since, also if it was made anew, no answer is true any more. */
  private static boolean isThere(Tx tx, MeshResource answered) {
    return MeshTables.find(tx, answered.arn())
        .filter(found -> found.uid().equals(answered.uid()))
        .isPresent();
  }

  private static Once once(Attempt attempt, String token) {
    if (!FORM.matcher(token).matches()) {
      throw Refusal.invalid(
          "clientToken '" + token + "': expected 1 to 36 letters, digits, '-' and '_'");
    }
    return new Once(scope(attempt), token, fingerprint(attempt), WINDOW, Once.OtherRequest.REFUSED);
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

  private static String fingerprint(Attempt attempt) {
    MeshResources.Put put = attempt.put();
    return Sha256.hex(
        String.join(
            "\n",
            put.name().arn(attempt.caller().home()),
            put.spec().json(),
            TagText.of(put.tags())));
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
        put.name().arn(attempt.caller().home()),
        put.spec(),
        Long.parseLong(parts[0]),
        parts[1],
        Instant.ofEpochMilli(Long.parseLong(parts[2])),
        Instant.ofEpochMilli(Long.parseLong(parts[3])),
        put.tags());
  }
}
