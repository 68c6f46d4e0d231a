// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.mesh.MeshResources;
import dev.signet.proxy.ProxyResource;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The identities that were given to proxies: what is listed of them, and how they are revoked. */
public final class IdentityRegister {
  private final Ground ground;
  private final JoinTokens tokens;

  public IdentityRegister(Ground ground, JoinTokens tokens) {
    this.ground = ground;
    this.tokens = tokens;
  }

  /** How an identity stands. */
  public enum State {
    LIVE,
    REVOKED,
    EXPIRED,
    /** Its virtual node or gateway was deleted, also if one of that name was made since. */
    RESOURCE_DELETED
  }

  /**
   * An identity.
   *
   * @param obtainedBy ARN of the token or identity that it was given for
   */
  public record Entry(
      String serial,
      ProxyResource resource,
      State state,
      Instant issuedAt,
      Instant notAfter,
      Optional<Instant> revokedAt,
      String obtainedBy) {}

  /**
   * What a revocation took back.
   *
   * @param tokens how many unused tokens
   */
  public record Revocation(List<Entry> identities, int tokens) {}

  /**
   * Identities in the order of their serials, those that ended lately among them.
   *
   * @param prefix what the ARNs of their resources begin with
   * @param after the serial before the first one; empty at the beginning
   */
  public List<Entry> list(String prefix, String after, int limit) {
    Instant now = ground.now();
    return ground
        .store()
        .read(tx -> entries(tx, IdentityTables.under(tx, prefix, after, limit), now));
  }

  /**
   * Revokes one identity, and all that were obtained with it by renewal.
   *
   * @throws Refusal NOT_FOUND when the caller has none of that serial
   */
  public Revocation revoke(Caller caller, String serial) {
    return ground
        .store()
        .write(tx -> {
          IdentityTables.Row first =
              IdentityTables.find(tx, serial)
                  .filter(row -> ProxyResource.of(row.resource()).home().equals(caller.home()))
                  .orElseThrow(() ->
                      Refusal.notFound(
                          "identity "
                              + serial
                              + " not found: expected the serial of one in "
                              + caller.region()));
          return new Revocation(end(tx, caller, withRenewals(tx, caller.home(), first)), 0);
        });
  }

  /**
   * Revokes every identity of a virtual node or gateway, and its unused tokens.
   *
   * @throws Refusal NOT_FOUND when it does not exist and never had an identity
   */
  public Revocation revoke(Caller caller, ProxyResource resource) {
    return ground
        .store()
        .write(tx -> {
          List<IdentityTables.Row> all = IdentityTables.ofResource(tx, resource.arn());
          if (all.isEmpty()) {
            JoinTokens.uid(tx, resource);
          }
          Change cause = revoked(caller, resource.arn());
          return new Revocation(end(tx, caller, all), tokens.revoke(tx, cause, resource));
        });
  }

  private static List<IdentityTables.Row> withRenewals(Tx tx, Home home, IdentityTables.Row first) {
    List<IdentityTables.Row> all = new ArrayList<>();
    Deque<IdentityTables.Row> left = new ArrayDeque<>(List.of(first));
    while (!left.isEmpty()) {
      IdentityTables.Row row = left.remove();
      all.add(row);
      left.addAll(IdentityTables.obtainedBy(tx, ProxyIdentities.arn(home, row.serial())));
    }
    return all;
  }

  /** Ends those that are in force; answers them as they are afterwards. */
  private List<Entry> end(Tx tx, Caller caller, List<IdentityTables.Row> rows) {
    Instant now = ground.now();
    List<String> ended = new ArrayList<>();
    for (Entry entry : entries(tx, rows, now)) {
      if (entry.state() == State.LIVE) {
        IdentityTables.revoke(tx, entry.serial(), now);
        String subject = ProxyIdentities.arn(caller.home(), entry.serial());
        ground.ledger().append(tx, revoked(caller, subject));
        ended.add(entry.serial());
      }
    }
    List<IdentityTables.Row> changed =
        ended.stream().flatMap(serial -> IdentityTables.find(tx, serial).stream()).toList();
    return entries(tx, changed, now);
  }

  private Change revoked(Caller caller, String subject) {
    return Change.by(caller, ground.now(), IdentityWatches.REVOKED, subject);
  }

  private static List<Entry> entries(Tx tx, List<IdentityTables.Row> rows, Instant now) {
    Map<String, Optional<String>> lives = new HashMap<>();
    return rows.stream()
        .map(row -> {
          Optional<String> uid =
              lives.computeIfAbsent(row.resource(), arn -> MeshResources.uid(tx, arn));
          return new Entry(
              row.serial(),
              ProxyResource.of(row.resource()),
              state(row, uid, now),
              row.issuedAt(),
              row.notAfter(),
              row.revokedAt(),
              row.obtainedBy());
        })
        .toList();
  }

  private static State state(IdentityTables.Row row, Optional<String> uid, Instant now) {
    if (row.revokedAt().isPresent()) {
      return State.REVOKED;
    }
    if (!now.isBefore(row.notAfter())) {
      return State.EXPIRED;
    }
    return uid.equals(Optional.of(row.uid())) ? State.LIVE : State.RESOURCE_DELETED;
  }
}
