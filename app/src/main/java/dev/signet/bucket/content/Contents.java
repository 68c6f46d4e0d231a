// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.content;

import dev.signet.ground.Ground;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Octets in the database, in chunks, so that nobody holds a large object in memory and no write is
 * long. They are written before anybody knows them, then given to an object in the transaction that
 * stores it. What nobody was given, or was left, is removed by its timer.
 */
public final class Contents {
  /** Octets of each chunk but the last. */
  public static final int CHUNK = 256 * 1024;

  /** What is removed later; its subject is the id of the content. */
  static final String REMOVAL = "content.removal";

  /** The longest that octets may be on their way. */
  private static final Duration GROWING = Duration.ofHours(1);

  /** Whoever reads them at the moment may read on for so long. */
  private static final Duration READING = Duration.ofMinutes(1);

  /** Removed in one transaction: 4 MiB. */
  private static final int REMOVED_AT_ONCE = 16;

  private final Ground ground;

  /** Opens them; from then on what is left is removed. */
  public Contents(Ground ground) {
    this.ground = ground;
    ground.timers().on(REMOVAL, this::remove);
  }

  /** A content of an object, and how many octets it has. */
  public record Piece(long content, long size) {}

  /**
   * Octets that were read to their end, hold what their sender says, and are nobody's yet.
   *
   * @param only all of them, where they are so few that nothing was written
   */
  public record Draft(
      long content,
      long size,
      String md5,
      Optional<ObjectChecksum> checksum,
      Optional<byte[]> only) {
    /** The content that it becomes once it is kept. */
    public Piece piece() {
      return new Piece(content, size);
    }
  }

  /**
   * Reads octets to their end.
   *
   * @param most how many may come
   * @throws dev.signet.kernel.Refusal when they are too many or not as claimed; nothing is kept
   */
  public Draft take(InputStream octets, Claims claims, long most) {
    long content = ground.entropy().between(1, Long.MAX_VALUE);
    Reading reading = new Reading(octets, claims, most);
    byte[] first = reading.chunk(CHUNK);
    if (first.length < CHUNK) {
      return reading.draft(content, Optional.of(first));
    }
    ground
        .store()
        .write(tx -> {
          ContentTables.insert(tx, content);
          ground.timers().set(tx, REMOVAL, Long.toString(content), ground.now().plus(GROWING));
          return unseen(tx);
        });
    try {
      int place = 0;
      for (byte[] chunk = first; chunk.length > 0; chunk = reading.chunk(CHUNK)) {
        write(content, place++, chunk);
      }
      return reading.draft(content, Optional.empty());
    } catch (RuntimeException | Error e) {
      discard(content, e);
      throw e;
    }
  }

  /**
   * The same of few octets, which are not kept.
   *
   * @throws dev.signet.kernel.Refusal when they are too many or not as claimed
   */
  public static byte[] takeSmall(InputStream octets, Claims claims, int most) {
    Reading reading = new Reading(octets, claims, most);
    byte[] all = reading.chunk(most + 1);
    reading.draft(0, Optional.of(all));
    return all;
  }

  private void write(long content, int place, byte[] chunk) {
    ground
        .store()
        .write(tx -> {
          ContentTables.insertChunk(tx, content, place, chunk);
          return unseen(tx);
        });
  }

  private static boolean unseen(Tx tx) {
    tx.unrecorded(Unrecorded.HOUSEKEEPING);
    return true;
  }

  /** What was not given to anybody is removed, soon rather than in an hour. */
  public void discard(Draft draft, Throwable because) {
    if (draft.only().isEmpty()) {
      discard(draft.content(), because);
    }
  }

  private void discard(long content, Throwable because) {
    try {
      ground
          .store()
          .write(tx -> {
            ground.timers().set(tx, REMOVAL, Long.toString(content), ground.now());
            return unseen(tx);
          });
    } catch (RuntimeException e) {
      because.addSuppressed(e);
    }
  }

  /** Makes a draft a content that stays, for a part of an upload. */
  public void keep(Tx tx, Draft draft) {
    if (draft.only().isPresent()) {
      ContentTables.insert(tx, draft.content());
      draft
          .only()
          .filter(octets -> octets.length > 0)
          .ifPresent(octets -> ContentTables.insertChunk(tx, draft.content(), 0, octets));
    }
    if (!ContentTables.exists(tx, draft.content())) {
      throw new IllegalStateException("the octets took so long that they were removed");
    }
    ContentTables.setSize(tx, draft.content(), draft.size());
    ground.timers().cancel(tx, REMOVAL, Long.toString(draft.content()));
  }

  /** Gives contents to an object, in their order. */
  public void give(Tx tx, List<Long> contents, long object) {
    for (int place = 0; place < contents.size(); place++) {
      if (!ContentTables.give(tx, contents.get(place), object, place)) {
        throw new IllegalStateException("a content was given twice");
      }
    }
  }

  /** All that an object has is removed, once nobody can be reading it. */
  public void leave(Tx tx, long object) {
    ContentTables.of(tx, object).forEach(content -> leaveContent(tx, content));
  }

  /** The same of one content. */
  public void leaveContent(Tx tx, long content) {
    ContentTables.delete(tx, content);
    ground.timers().set(tx, REMOVAL, Long.toString(content), ground.now().plus(READING));
  }

  /** The contents of an object. */
  public List<Piece> pieces(Tx tx, long object) {
    return ContentTables.pieces(tx, object);
  }

  /** Octets of an object, chunk by chunk, as they are asked for. */
  public ContentReader read(List<Piece> pieces, long from, long length) {
    return new ContentReader(ground.store(), pieces, from, length);
  }

  /** The checksum of contents one after the other. */
  public ObjectChecksum checksum(List<Piece> pieces, ChecksumAlgorithm algorithm) {
    ChecksumAlgorithm.Running running = algorithm.start();
    long size = pieces.stream().mapToLong(Piece::size).sum();
    read(pieces, 0, size).forEachRemaining(chunk -> running.update(chunk, 0, chunk.length));
    return ObjectChecksum.of(algorithm, running.value());
  }

  private Optional<Instant> remove(Tx tx, String subject, Instant now) {
    long content = Long.parseLong(subject);
    ContentTables.delete(tx, content);
    boolean more = ContentTables.deleteChunks(tx, content, REMOVED_AT_ONCE);
    tx.unrecorded(Unrecorded.HOUSEKEEPING);
    return more ? Optional.of(now) : Optional.empty();
  }
}
