// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Region;
import dev.signet.key.Sealed;
import dev.signet.key.SealedRows;
import dev.signet.key.SecretAccess;
import dev.signet.key.Secrets;
import dev.signet.ledger.Change;
import dev.signet.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The access keys of the data folder; secrets are stored sealed. */
public final class AccessKeys {
  private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SECRET_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final String OBJECT = "access-key/";
  private static final String EXPIRY = "access-key.expiry";

  private final Ground ground;
  private final Secrets secrets;
  private final LoadingCache<String, Optional<AccessKey>> known =
      Caffeine.newBuilder().maximumSize(10_000).build(this::load);

  public AccessKeys(Ground ground, Secrets secrets) {
    this.ground = ground;
    this.secrets = secrets;
    ground
        .memories()
        .forget("access-key.", object -> known.invalidate(object.substring(OBJECT.length())));
    ground.timers().onDestroying(EXPIRY, this::expire);
  }

  /** The administrator's key of the account, made when the account has none. */
  public AccessKey administrator(Home home) {
    String id =
        ground
            .store()
            .read(tx -> AccessTables.presentId(tx, home.account()))
            .orElseGet(() -> create(home));
    return find(id).orElseThrow();
  }

  private String create(Home home) {
    AccessKey key =
        drawn(home, "arn:" + home.partition() + ":iam::" + home.account() + ":user/admin");
    Sealed sealed = secrets.seal(OBJECT + key.id(), key.secret());
    Change created = Change.byServer(home, ground.now(), "access-key.created", OBJECT + key.id());
    return ground
        .store()
        .write(tx -> {
          Optional<String> raced = AccessTables.presentId(tx, home.account());
          if (raced.isPresent()) {
            return raced.get();
          }
          AccessTables.insert(tx, key, sealed);
          ground.ledger().append(tx, created);
          return key.id();
        });
  }

  /**
   * What came of a replacement.
   *
   * @param replaced the id of the key that was the present one
   * @param endsAt when it and all earlier ones work no more
   */
  public record Replacement(AccessKey key, String replaced, Instant endsAt) {}

  /**
   * Puts a new key in the place of the caller's account's present one.
   *
   * @param grace how long the old one works beside it
   */
  public Replacement replace(Caller caller, Duration grace) {
    AccessKey next = drawn(caller.home(), caller.principal());
    Sealed sealed = secrets.seal(OBJECT + next.id(), next.secret());
    Instant now = ground.now();
    Instant end = now.plus(grace);
    return ground
        .store()
        .write(tx -> {
          String present = AccessTables.presentId(tx, caller.account()).orElseThrow();
          for (String id : AccessTables.idsBeyond(tx, caller.account(), end)) {
            AccessTables.endAt(tx, id, end);
            ground.timers().set(tx, EXPIRY, id, end);
            append(tx, Change.by(caller, now, "access-key.replaced", OBJECT + id));
          }
          AccessTables.insert(tx, next, sealed);
          append(tx, Change.by(caller, now, "access-key.created", OBJECT + next.id()));
          return new Replacement(next, present, end);
        });
  }

  private Optional<Instant> expire(Tx tx, String id, Instant now) {
    AccessTables.delete(tx, id);
    Home home = new Home(ground.account(), Region.DEFAULT);
    append(tx, Change.byServer(home, now, "access-key.deleted", OBJECT + id));
    return Optional.empty();
  }

  private void append(Tx tx, Change change) {
    ground.ledger().append(tx, change);
  }

  private AccessKey drawn(Home home, String principal) {
    return new AccessKey(
        "AKIA" + draw(ID_ALPHABET, 16),
        home.account(),
        principal,
        draw(SECRET_ALPHABET, 40),
        Optional.empty());
  }

  /** The sealed values of this room. */
  public static SealedRows sealedRows() {
    return (tx, again) -> AccessTables.sealAnew(tx, id -> OBJECT + id, again);
  }

  /** The key of that id. */
  public Optional<AccessKey> find(String id) {
    Optional<AccessKey> found = known.get(id);
    if (found.isEmpty()) {
      known.invalidate(id); // strangers invent ids
    }
    return found.filter(key -> key.endsAt().map(ground.now()::isBefore).orElse(true));
  }

  private Optional<AccessKey> load(String id) {
    return ground.store().read(tx -> AccessTables.find(tx, id)).map(row -> open(id, row));
  }

  private AccessKey open(String id, AccessTables.Row row) {
    String secret = secrets.open(SecretAccess.CHECK_SIGNATURE, OBJECT + id, row.sealed());
    return new AccessKey(id, row.account(), row.principal(), secret, row.endsAt());
  }

  private String draw(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt((int) ground.entropy().between(0, alphabet.length())));
    }
    return text.toString();
  }
}
