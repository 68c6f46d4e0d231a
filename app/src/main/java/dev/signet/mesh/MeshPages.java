// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.wire.codec.PageToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pages whose position travels in tokens that callers cannot read or change. */
final class MeshPages {
  private static final int MOST = 100;
  private static final Duration TOKEN_LIFE = Duration.ofHours(24);

  private final MeshResources resources;
  private final InstantSource clock;
  private final PageToken tokens;

  /**
   * @param key signs tokens, 32 octets
   */
  MeshPages(MeshResources resources, InstantSource clock, byte[] key) {
    this.resources = resources;
    this.clock = clock;
    this.tokens = new PageToken(key);
  }

  /** What a caller asks of a listing. */
  record Asked(@Nullable Integer limit, @Nullable String nextToken) {}

  /** One page of resources; what follows is a token. */
  Page<MeshResource> page(
      Caller caller, ResourceKind kind, Optional<ResourceName> container, Asked asked) {
    String place = container.map(holder -> holder.arn(caller)).orElse("");
    PageToken.Binding binding = binding(caller, "List" + kind.label(), place);
    int limit = asked.limit() == null ? MOST : asked.limit();
    Page<MeshResource> page =
        resources.page(
            caller, new MeshResources.Listing(kind, container, position(binding, asked), limit));
    return new Page<>(page.items(), page.next().map(next -> token(binding, next)));
  }

  /** What a token is good for. */
  static PageToken.Binding binding(Caller caller, String operation, String place) {
    return new PageToken.Binding(
        operation, caller.account().value(), caller.region().name() + " " + place);
  }

  /** Where a page starts, empty for the first; a token from elsewhere is refused. */
  String position(PageToken.Binding binding, Asked asked) {
    if (asked.nextToken() == null) {
      return "";
    }
    return tokens
        .read(binding, asked.nextToken(), clock.instant())
        .orElseThrow(() ->
            Refusal.invalid(
                "nextToken: expected the token of an earlier page of the same listing"));
  }

  String token(PageToken.Binding binding, String position) {
    Instant expires = clock.instant().plus(TOKEN_LIFE);
    return tokens.issue(binding, position, expires);
  }
}
