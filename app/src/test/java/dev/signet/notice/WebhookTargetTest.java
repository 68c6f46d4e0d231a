// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.kernel.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebhookTargetTest {
  @TempDir Path folder;

  @Test
  void aWebhookIsHttpAndHasNoUserInItsUrl() {
    new WebhookTarget(
        URI.create("http://hooks.example:8080/a?b=c"), Optional.empty(), Optional.empty());
    for (String wrong :
        List.of("file:///etc/passwd", "hooks.example", "ftp://hooks.example", "http:///a")) {
      assertThatThrownBy(
              () -> new WebhookTarget(URI.create(wrong), Optional.empty(), Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong);
    }
    assertThatThrownBy(() ->
            new WebhookTarget(
                URI.create("https://me:hidden@h.example/"), Optional.empty(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("h.example")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void aTokenGoesToThisMachineOrOverTls() {
    Optional<Path> token = Optional.of(folder.resolve("token"));
    new WebhookTarget(URI.create("http://127.0.0.1:1/"), token, Optional.empty());
    new WebhookTarget(URI.create("http://[::1]:1/"), token, Optional.empty());
    new WebhookTarget(URI.create("https://192.0.2.1/"), token, Optional.empty());
    assertThatThrownBy(
            () -> new WebhookTarget(URI.create("http://192.0.2.1/"), token, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected https");
  }

  @Test
  void rootsAreForHttps() {
    Optional<Path> roots = Optional.of(folder.resolve("roots.pem"));
    new WebhookTarget(URI.create("https://h.example/"), Optional.empty(), roots);
    assertThatThrownBy(
            () -> new WebhookTarget(URI.create("http://127.0.0.1:1/"), Optional.empty(), roots))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected https");
  }

  @Test
  void aTokenIsReadEachTimeAndNeverTold() throws IOException {
    Path file = folder.resolve("token");
    WebhookTarget target =
        new WebhookTarget(URI.create("https://h.example/"), Optional.of(file), Optional.empty());
    assertThatThrownBy(target::token).isInstanceOf(Refusal.class).hasMessageContaining("token");
    Files.writeString(file, "first\n");
    assertThat(target.token()).contains("first");
    Files.writeString(file, "second");
    assertThat(target.token()).contains("second");
    assertThat(target.toString()).doesNotContain("second");
    Files.writeString(file, "two words");
    assertThatThrownBy(target::token)
        .isInstanceOf(Refusal.class)
        .hasMessageNotContaining("two words");
  }
}
