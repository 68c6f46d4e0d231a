// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.signet.ground.Ground;
import dev.signet.kernel.Home;
import dev.signet.key.Sealed;
import dev.signet.key.SecretAccess;
import dev.signet.key.Secrets;
import dev.signet.ledger.Change;
import java.util.Optional;

/** The access keys of the data folder; secrets are stored sealed. */
public final class AccessKeys {
  private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SECRET_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final String OBJECT = "access-key/";

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
  }

  /** The administrator's key of the account, made when the account has none. */
  public AccessKey administrator(Home home) {
    String id =
        ground
            .store()
            .read(tx -> AccessTables.anyIdOf(tx, home.account()))
            .orElseGet(() -> create(home));
    return find(id).orElseThrow();
  }

  private String create(Home home) {
    AccessKey key =
        new AccessKey(
            "AKIA" + draw(ID_ALPHABET, 16),
            home.account(),
            "arn:" + home.partition() + ":iam::" + home.account() + ":user/admin",
            draw(SECRET_ALPHABET, 40));
    Sealed sealed = secrets.seal(OBJECT + key.id(), key.secret());
    Change created = Change.byServer(home, ground.now(), "access-key.created", OBJECT + key.id());
    return ground
        .store()
        .write(tx -> {
          Optional<String> raced = AccessTables.anyIdOf(tx, home.account());
          if (raced.isPresent()) {
            return raced.get();
          }
          AccessTables.insert(tx, key, sealed);
          ground.ledger().append(tx, created);
          return key.id();
        });
  }

  /** The key of that id. */
  public Optional<AccessKey> find(String id) {
    Optional<AccessKey> found = known.get(id);
    if (found.isEmpty()) {
      known.invalidate(id); // strangers invent ids
    }
    return found;
  }

  private Optional<AccessKey> load(String id) {
    return ground.store().read(tx -> AccessTables.find(tx, id)).map(row -> open(id, row));
  }

  private AccessKey open(String id, AccessTables.Row row) {
    String secret = secrets.open(SecretAccess.CHECK_SIGNATURE, OBJECT + id, row.sealed());
    return new AccessKey(id, row.account(), row.principal(), secret);
  }

  private String draw(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt((int) ground.entropy().between(0, alphabet.length())));
    }
    return text.toString();
  }
}
