// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import dev.signet.kernel.Entropy;
import dev.signet.kernel.FileTrouble;
import dev.signet.kernel.Refusal;
import dev.signet.store.Settings;
import dev.signet.store.Store;
import dev.signet.store.Unrecorded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * The root of the envelope: a file with 32 random octets that wraps the master key kept in the
 * database. Without the file the database holds nothing readable; a copied data folder carries both
 * and keeps working.
 */
public final class Seal {
  private static final int LENGTH = 32;
  private static final String MASTER_KEY = "master-key";

  private Seal() {}

  /**
   * Opens the sealer of a data folder, creating seal and master key on the first start.
   *
   * @throws Refusal when the database was sealed by another file, or the file is gone
   */
  public static Sealer open(Path file, Store store, Entropy entropy) {
    Optional<String> wrapped = store.read(tx -> Settings.get(tx, MASTER_KEY));
    if (wrapped.isEmpty()) {
      return create(file, store, entropy);
    }
    Sealer seal = new Sealer(read(file), entropy);
    try {
      return new Sealer(
          seal.open(MASTER_KEY, new Sealed(Base64.getDecoder().decode(wrapped.get()))), entropy);
    } catch (IllegalStateException e) {
      throw refused(file, "it belongs to another data folder");
    }
  }

  private static Sealer create(Path file, Store store, Entropy entropy) {
    byte[] seal;
    if (Files.exists(file)) {
      seal = read(file); // an earlier first start ended between the two steps
    } else {
      seal = entropy.bytes(LENGTH);
      SecretFile.write(file, Base64.getEncoder().encodeToString(seal) + "\n");
    }
    byte[] masterKey = entropy.bytes(LENGTH);
    Sealed wrapped = new Sealer(seal, entropy).seal(MASTER_KEY, masterKey);
    store.write(tx -> {
      tx.unrecorded(Unrecorded.FIRST_START);
      Settings.put(tx, MASTER_KEY, Base64.getEncoder().encodeToString(wrapped.bytes()));
      return true;
    });
    return new Sealer(masterKey, entropy);
  }

  private static byte[] read(Path file) {
    byte[] seal;
    try {
      seal = Base64.getDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
    } catch (IOException e) {
      throw refused(file, FileTrouble.of(e));
    } catch (IllegalArgumentException e) {
      throw refused(file, "it is damaged");
    }
    if (seal.length != LENGTH) {
      throw refused(file, "it is damaged");
    }
    return seal;
  }

  private static Refusal refused(Path file, String why) {
    return new Refusal(
        Refusal.Kind.WRONG_STATE,
        "the seal " + file + ": " + why + ": expected the file that was made with this data");
  }
}
