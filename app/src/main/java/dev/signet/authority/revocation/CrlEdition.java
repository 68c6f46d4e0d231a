// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.ground.Ground;
import dev.signet.pki.status.CrlFrame;
import dev.signet.pki.status.RevokedEntry;
import dev.signet.pki.status.UnsignedCrl;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The entries of a CRL that is being made, in blocks. Those that the edition before has are not
 * read again. Of a long one new blocks are written while the next ones are read, so that it is
 * never held whole; the last go with the row that makes it the newest.
 */
final class CrlEdition {
  /** Entries of a new block; one that grows has at most twice as many. */
  static final int BLOCK = 4_000;

  /** Octets in memory at once. */
  private static final int MOST_WAITING = 1024 * 1024;

  private final Ground ground;
  private final String path;
  private final RevokedTables.Scope scope;
  private final String name;
  private final List<CrlBlock> blocks = new ArrayList<>(); // in order
  private final Map<String, byte[]> waiting = new HashMap<>(); // octets, by block
  private int written; // of the blocks

  CrlEdition(Ground ground, String path, RevokedTables.Scope scope) {
    this.ground = ground;
    this.path = path;
    this.scope = scope;
    this.name = ground.entropy().uuid().toString();
  }

  String name() {
    return name;
  }

  /** Puts the blocks in their order. */
  void gather(List<CrlPlan.Step> steps) {
    for (CrlPlan.Step step : steps) {
      switch (step) {
        case CrlPlan.Keep keep -> blocks.add(keep.block());
        case CrlPlan.Read read -> read(read);
      }
    }
  }

  private void read(CrlPlan.Read range) {
    String after = range.after();
    while (true) {
      String start = after;
      List<RevokedTables.Listed> page =
          ground
              .store()
              .read(tx -> RevokedTables.between(tx, scope, start, range.upTo(), 2 * BLOCK));
      if (page.size() < 2 * BLOCK) {
        add(start, page);
        return;
      }
      add(start, page.subList(0, BLOCK));
      add(serial(page.get(BLOCK - 1)), page.subList(BLOCK, 2 * BLOCK));
      after = serial(page.getLast());
    }
  }

  private static String serial(RevokedTables.Listed listed) {
    return RevokedEntry.serialOf(listed.entry()).hex();
  }

  private void add(String after, List<RevokedTables.Listed> listed) {
    if (listed.isEmpty()) {
      return; // the block before reaches further now
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    listed.forEach(each -> octets.writeBytes(each.entry()));
    long ends = listed.stream().mapToLong(RevokedTables.Listed::ends).min().orElseThrow();
    String block = ground.entropy().uuid().toString();
    blocks.add(new CrlBlock(block, after, ends, octets.size()));
    waiting.put(block, octets.toByteArray());
    if (waiting.values().stream().mapToLong(each -> each.length).sum() >= MOST_WAITING) {
      ground
          .store()
          .write(tx -> {
            tx.unrecorded(Unrecorded.HOUSEKEEPING); // nobody sees it yet
            if (written == 0) {
              EditionTables.begin(tx, name, path, ground.now());
            }
            writeBlocks(tx);
            return true;
          });
    }
  }

  private void writeBlocks(Tx tx) {
    for (; written < blocks.size(); written++) {
      CrlBlock block = blocks.get(written);
      byte[] octets = waiting.remove(block.name());
      if (octets != null) {
        BlockTables.insert(tx, block, octets);
      }
      BlockTables.insertPart(tx, name, written + 1, block.name());
    }
  }

  /** What is signed of them. */
  UnsignedCrl.Entries entries() {
    return new UnsignedCrl.Entries(
        octets(), each -> blocks.forEach(block -> each.accept(octetsOf(block))));
  }

  private long octets() {
    return blocks.stream().mapToLong(CrlBlock::octets).sum();
  }

  private byte[] octetsOf(CrlBlock block) {
    byte[] octets = waiting.get(block.name());
    return octets != null ? octets : ground.store().read(tx -> BlockTables.octets(tx, block));
  }

  /** How many octets all of it has, inside this frame. */
  long octets(CrlFrame frame) {
    return frame.before().length() + octets() + frame.after().length();
  }

  /** Writes the rest. */
  void finish(Tx tx, CrlFrame frame) {
    BlockTables.insertOwn(tx, name, 0, frame.before().bytes());
    writeBlocks(tx);
    BlockTables.insertOwn(tx, name, blocks.size() + 1, frame.after().bytes());
  }
}
