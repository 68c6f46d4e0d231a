// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Entropy;
import dev.signet.key.SecretAccess;
import dev.signet.key.Secrets;
import dev.signet.store.Store;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The access keys of the data folder; secrets are stored sealed. */
public final class AccessKeys {
  private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SECRET_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final Store store;
  private final Secrets secrets;
  private final Entropy entropy;
  private final Cache<String, AccessKey> known = Caffeine.newBuilder().maximumSize(10_000).build();

  public AccessKeys(Store store, Secrets secrets, Entropy entropy) {
    this.store = store;
    this.secrets = secrets;
    this.entropy = entropy;
  }

  /** The administrator's key of an account, made when the account has none. */
  public AccessKey administrator(AccountId account, String partition) {
    Optional<String> present = store.read(tx -> AccessTables.anyIdOf(tx, account));
    if (present.isPresent()) {
      return find(present.get()).orElseThrow();
    }
    AccessKey key =
        new AccessKey(
            "AKIA" + draw(ID_ALPHABET, 16),
            account,
            "arn:" + partition + ":iam::" + account + ":user/admin",
            draw(SECRET_ALPHABET, 40));
    var sealed = secrets.seal(sealedName(key.id()), key.secret());
    store.write(tx -> {
      AccessTables.insert(tx, key, sealed);
      return true;
    });
    return key;
  }

  /** The key of that id. */
  public Optional<AccessKey> find(String id) {
    @Nullable AccessKey cached = known.getIfPresent(id);
    if (cached != null) {
      return Optional.of(cached);
    }
    Optional<AccessKey> found =
        store.read(tx -> AccessTables.find(tx, id)).map(row -> open(id, row));
    found.ifPresent(key -> known.put(id, key));
    return found;
  }

  private AccessKey open(String id, AccessTables.Row row) {
    String secret = secrets.open(SecretAccess.CHECK_SIGNATURE, sealedName(id), row.sealed());
    return new AccessKey(id, row.account(), row.principal(), secret);
  }

  private static String sealedName(String id) {
    return "access-key/" + id;
  }

  private String draw(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt((int) entropy.between(0, alphabet.length())));
    }
    return text.toString();
  }
}
