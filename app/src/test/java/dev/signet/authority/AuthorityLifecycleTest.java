// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static dev.signet.authority.lifecycle.AuthorityStatus.ACTIVE;
import static dev.signet.authority.lifecycle.AuthorityStatus.CREATING;
import static dev.signet.authority.lifecycle.AuthorityStatus.DELETED;
import static dev.signet.authority.lifecycle.AuthorityStatus.DISABLED;
import static dev.signet.authority.lifecycle.AuthorityStatus.EXPIRED;
import static dev.signet.authority.lifecycle.AuthorityStatus.FAILED;
import static dev.signet.authority.lifecycle.AuthorityStatus.PENDING_CERTIFICATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.authority.lifecycle.AuthorityLifecycle;
import dev.signet.authority.lifecycle.AuthorityLifecycle.Event;
import dev.signet.authority.lifecycle.AuthorityLifecycle.Use;
import dev.signet.authority.lifecycle.AuthorityStatus;
import dev.signet.kernel.Refusal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the full product of states and events. */
final class AuthorityLifecycleTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** Row: status as seen, status underneath; then what each event leads to, null for refused. */
  private record Row(
      AuthorityStatus seen,
      AuthorityStatus stored,
      Map<Event, @Nullable AuthorityStatus> leadsTo) {}

  private static Row row(
      AuthorityStatus seen,
      AuthorityStatus stored,
      @Nullable AuthorityStatus onImport,
      @Nullable AuthorityStatus onEnable,
      @Nullable AuthorityStatus onDisable,
      @Nullable AuthorityStatus onConfigure,
      @Nullable AuthorityStatus onDelete,
      @Nullable AuthorityStatus onRestore) {
    Map<Event, @Nullable AuthorityStatus> map = new EnumMap<>(Event.class);
    map.put(Event.IMPORT, onImport);
    map.put(Event.ENABLE, onEnable);
    map.put(Event.DISABLE, onDisable);
    map.put(Event.CONFIGURE, onConfigure);
    map.put(Event.DELETE, onDelete);
    map.put(Event.RESTORE, onRestore);
    return new Row(seen, stored, map);
  }

  static Stream<Arguments> product() {
    return Stream.of(
            row(CREATING, CREATING, null, null, null, null, null, null),
            row(PENDING_CERTIFICATE, PENDING_CERTIFICATE, ACTIVE, null, null, null, DELETED, null),
            row(ACTIVE, ACTIVE, ACTIVE, ACTIVE, DISABLED, ACTIVE, null, null),
            row(DISABLED, DISABLED, null, ACTIVE, DISABLED, DISABLED, DELETED, null),
            row(EXPIRED, ACTIVE, ACTIVE, null, null, null, DELETED, null),
            row(EXPIRED, DISABLED, DISABLED, null, null, null, DELETED, null),
            row(FAILED, FAILED, null, null, null, null, null, null),
            row(DELETED, PENDING_CERTIFICATE, null, null, null, null, null, PENDING_CERTIFICATE),
            row(DELETED, ACTIVE, null, null, null, null, null, DISABLED),
            row(DELETED, DISABLED, null, null, null, null, null, DISABLED))
        .flatMap(row ->
            Stream.of(Event.values())
                .map(event ->
                    Arguments.of(row.seen(), row.stored(), event, row.leadsTo().get(event))));
  }

  @ParameterizedTest
  @MethodSource("product")
  void everyStateAnswersEveryEvent(
      AuthorityStatus seen,
      AuthorityStatus stored,
      Event event,
      @Nullable AuthorityStatus expected) {
    if (expected == null) {
      assertThatThrownBy(() -> AuthorityLifecycle.on(seen, stored, event))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.WRONG_STATE));
    } else {
      assertThat(AuthorityLifecycle.on(seen, stored, event)).isEqualTo(expected);
    }
  }

  static Stream<Arguments> uses() {
    Map<Use, Set<AuthorityStatus>> allowed = new EnumMap<>(Use.class);
    var withCertificate = EnumSet.of(ACTIVE, DISABLED, EXPIRED);
    var withCsr = EnumSet.of(PENDING_CERTIFICATE, ACTIVE, DISABLED, EXPIRED);
    allowed.put(Use.ISSUE, EnumSet.of(ACTIVE));
    allowed.put(Use.SELF_SIGN, EnumSet.of(PENDING_CERTIFICATE, ACTIVE, EXPIRED));
    allowed.put(Use.GET_CSR, withCsr);
    allowed.put(Use.GET_CA_CERTIFICATE, withCertificate);
    allowed.put(Use.GET_CERTIFICATE, withCsr);
    allowed.put(Use.REVOKE, EnumSet.of(ACTIVE, DISABLED));
    allowed.put(Use.REPORT, EnumSet.of(ACTIVE, DISABLED));
    allowed.put(Use.PERMIT, withCsr);
    allowed.put(Use.TAG, withCsr);
    return Stream.of(Use.values())
        .flatMap(use ->
            Stream.of(AuthorityStatus.values())
                .map(status ->
                    Arguments.of(
                        use,
                        status,
                        java.util.Objects.requireNonNull(allowed.get(use)).contains(status))));
  }

  @ParameterizedTest
  @MethodSource("uses")
  void everyUseIsAllowedOnlyInItsStates(Use use, AuthorityStatus status, boolean allowed) {
    if (allowed) {
      AuthorityLifecycle.require(status, use, "arn:x");
    } else {
      assertThatThrownBy(() -> AuthorityLifecycle.require(status, use, "arn:x"))
          .isInstanceOf(Refusal.class);
    }
  }

  @ParameterizedTest
  @MethodSource("seen")
  void expiryIsDerivedFromNotAfter(
      AuthorityStatus stored, int secondsLeft, AuthorityStatus expected) {
    assertThat(AuthorityLifecycle.seen(stored, NOW.plusSeconds(secondsLeft), NOW))
        .isEqualTo(expected);
  }

  static Stream<Arguments> seen() {
    return Stream.of(
        Arguments.of(ACTIVE, 1, ACTIVE),
        Arguments.of(ACTIVE, 0, ACTIVE), // RFC 5280 4.1.2.5: notAfter is inclusive
        Arguments.of(ACTIVE, -1, EXPIRED),
        Arguments.of(DISABLED, -1, EXPIRED),
        Arguments.of(DELETED, -1, DELETED),
        Arguments.of(PENDING_CERTIFICATE, -1, PENDING_CERTIFICATE));
  }
}
