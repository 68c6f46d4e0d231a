// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.api;

import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.secret.SecretReason;
import dev.signet.secret.SecretValue;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.generated.secretsmanager.Tag;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what several operations are given alike. */
final class SecretsInputApi {
  static final String NO_TOKEN =
      "You must provide a ClientRequestToken value. We recommend a UUID-type value.";

  private static final Pattern DEFAULT_KEY =
      Pattern.compile("(arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:)?alias/aws/secretsmanager");

  private SecretsInputApi() {}

  static String token(@Nullable String given) {
    if (given == null) {
      throw new Refusal(SecretReason.NO_TOKEN, NO_TOKEN);
    }
    return given;
  }

  static Optional<SecretValue> value(@Nullable String text, @Nullable Blob octets) {
    if (text != null && octets != null) {
      throw Refusal.invalid(
          "You can't specify both a binary secret value and a string secret value.");
    }
    return text == null
        ? Optional.ofNullable(octets).map(given -> new SecretValue.Binary(given.bytes()))
        : Optional.of(new SecretValue.Text(text));
  }

  /** Every value is sealed by the server's own key, so that another one cannot be promised. */
  static void requireDefaultKey(@Nullable String key) {
    if (key != null && !key.isEmpty() && !DEFAULT_KEY.matcher(key).matches()) {
      throw Refusal.notImplemented(
          "KmsKeyId "
              + key
              + ": expected none or alias/aws/secretsmanager; other keys are not built yet");
    }
  }

  static void requireNone(String member, @Nullable Object given) {
    if (given != null && !given.equals(List.of())) {
      throw Refusal.notImplemented(member + ": expected none; it is not built yet");
    }
  }

  static List<Tags.Tag> tags(@Nullable List<Tag> given) {
    return given == null
        ? List.of()
        : given.stream()
            .map(tag -> new Tags.Tag(Objects.requireNonNullElse(tag.key(), ""), tag.value()))
            .toList();
  }
}
