// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import dev.signet.kernel.Entropy;
import dev.signet.kernel.FileMode;
import dev.signet.kernel.FileTrouble;
import dev.signet.kernel.Refusal;
import dev.signet.store.Settings;
import dev.signet.store.Store;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
   * Opens the sealer of a data folder, creating seal and master key on the first start. What a
   * replacement left that ended between its steps is settled: the database says which seal counts.
   *
   * @throws Refusal when the database was sealed by another file, or the file is gone
   */
  public static Sealer open(Path file, Store store, Entropy entropy) {
    Optional<String> wrapped = store.read(Seal::wrapped);
    if (wrapped.isEmpty()) {
      return create(file, store, entropy);
    }
    Sealed master = new Sealed(Base64.getDecoder().decode(wrapped.get()));
    Path next = next(file);
    if (!Files.exists(next)) {
      return opened(read(file), master, entropy)
          .orElseThrow(
              () -> refused(file, "it belongs to another data folder, or is an earlier one"));
    }
    try {
      Optional<Sealer> replaced = opened(read(next), master, entropy);
      if (replaced.isPresent()) {
        SecretFile.move(next, file);
        return replaced.get();
      }
      Files.delete(next);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot settle " + next, e);
    }
    return open(file, store, entropy);
  }

  /**
   * Puts another seal and another master key in the place of the present ones, and seals every
   * value anew. The new file is on the disk before the database is sealed by it, in one
   * transaction, and takes the old one's place after that: so the database has its seal beside it
   * whenever this ends.
   *
   * @param rows all sealed values there are
   * @param record appends the change
   */
  public static void replace(
      Path file, Store store, Entropy entropy, List<SealedRows> rows, Consumer<Tx> record) {
    Sealer present = open(file, store, entropy);
    byte[] seal = entropy.bytes(LENGTH);
    byte[] masterKey = entropy.bytes(LENGTH);
    Sealer sealer = new Sealer(masterKey, entropy);
    Sealed wrapped = new Sealer(seal, entropy).seal(MASTER_KEY, masterKey);
    write(next(file), seal);
    store.write(tx -> {
      for (SealedRows each : rows) {
        each.sealAnew(tx, (object, sealed) -> sealer.seal(object, present.open(object, sealed)));
      }
      put(tx, wrapped);
      record.accept(tx);
      return true;
    });
    open(file, store, entropy);
  }

  /** The wrapped master key of a database; empty when no server ran on it. */
  public static Optional<String> wrapped(Tx tx) {
    return Settings.get(tx, MASTER_KEY);
  }

  /**
   * Asks whether a file opens what is sealed in a database.
   *
   * @param sealed the values by the names under which they were sealed
   * @return names of those that it does not open
   * @throws Refusal when it is not the seal of the database
   */
  public static List<String> unopened(Path file, String wrapped, Map<String, byte[]> sealed) {
    Sealed master = new Sealed(Base64.getDecoder().decode(wrapped));
    Sealer sealer =
        opened(read(file), master, NO_CHANCE)
            .orElseThrow(
                () -> refused(file, "it belongs to another data folder, or is an earlier one"));
    return sealed.entrySet().stream()
        .filter(each -> !opens(sealer, each.getKey(), each.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean opens(Sealer sealer, String object, byte[] sealed) {
    try {
      Arrays.fill(sealer.open(object, new Sealed(sealed)), (byte) 0);
      return true;
    } catch (NotOpened e) {
      return false;
    }
  }

  /** Opening draws nothing. */
  private static final Entropy NO_CHANCE =
      count -> {
        throw new IllegalStateException("nothing is sealed here");
      };

  private static Sealer create(Path file, Store store, Entropy entropy) {
    byte[] seal;
    if (Files.exists(file)) {
      seal = read(file); // an earlier first start ended between the two steps
    } else {
      seal = entropy.bytes(LENGTH);
      write(file, seal);
    }
    byte[] masterKey = entropy.bytes(LENGTH);
    Sealed wrapped = new Sealer(seal, entropy).seal(MASTER_KEY, masterKey);
    store.write(tx -> {
      tx.unrecorded(Unrecorded.FIRST_START);
      put(tx, wrapped);
      return true;
    });
    return new Sealer(masterKey, entropy);
  }

  private static void put(Tx tx, Sealed masterKey) {
    Settings.put(tx, MASTER_KEY, Base64.getEncoder().encodeToString(masterKey.bytes()));
  }

  /** The sealer, if this is the seal of the master key. */
  private static Optional<Sealer> opened(byte[] seal, Sealed master, Entropy entropy) {
    try {
      return Optional.of(new Sealer(new Sealer(seal, entropy).open(MASTER_KEY, master), entropy));
    } catch (NotOpened e) {
      return Optional.empty();
    }
  }

  /** The seal that is about to take the place of the present one. */
  private static Path next(Path file) {
    return file.resolveSibling(file.getFileName() + ".next");
  }

  private static void write(Path file, byte[] seal) {
    SecretFile.write(file, Base64.getEncoder().encodeToString(seal) + "\n");
  }

  private static byte[] read(Path file) {
    requirePrivate(file);
    byte[] seal;
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1); // of whatever octets
      seal = Base64.getDecoder().decode(text.strip());
    } catch (IOException e) {
      throw refused(file, FileTrouble.of(e));
    } catch (IllegalArgumentException e) {
      throw refused(file, "it is damaged, no base64");
    }
    if (seal.length != LENGTH) {
      throw refused(file, "it is damaged, " + seal.length + " octets in place of " + LENGTH);
    }
    return seal;
  }

  private static void requirePrivate(Path file) {
    Optional<String> mode = FileMode.openToOthers(file);
    if (mode.isPresent()) {
      throw new Refusal(
          Refusal.Kind.WRONG_STATE,
          "the seal "
              + file
              + ": its mode is "
              + mode.get()
              + ", so that others may have read it: expected rw-------; 'chmod 600 "
              + file
              + "' mends that");
    }
  }

  private static Refusal refused(Path file, String why) {
    return Refusal.wrongState(
        "the seal " + file + ": " + why + ": expected the file that was made with this data");
  }
}
