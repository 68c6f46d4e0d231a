// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.object;

import dev.signet.bucket.owned.Bucket;
import dev.signet.bucket.owned.OwnBuckets;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is in a bucket, sorted by the octets of its names. Names that go on alike up to a delimiter
 * are one entry, behind which the listing jumps: it does not read them.
 */
public final class ObjectListing {
  /** Read at once where names may be grouped. */
  private static final int FEW = 32;

  private final Ground ground;
  private final OwnBuckets buckets;

  public ObjectListing(Ground ground, OwnBuckets buckets) {
    this.ground = ground;
    this.buckets = buckets;
  }

  /**
   * What is listed.
   *
   * @param prefix with which all names begin
   * @param after the name or group behind which it begins; empty for the first
   */
  public record Asked(
      String bucket, String prefix, Optional<String> delimiter, String after, int limit) {}

  /** One entry: an object, or a group of names that go on alike. */
  public sealed interface Entry {
    /** Its name, as far as it is shown. */
    String name();
  }

  /** An object or a version of one. */
  public record Single(StoredObject object) implements Entry {
    @Override
    public String name() {
      return object.key().text();
    }
  }

  /** All names that begin with this one. */
  public record Group(String name) implements Entry {}

  /** A page. */
  public record Listed(List<Entry> entries, boolean truncated) {}

  /** The present objects. */
  public Listed present(Caller caller, Asked asked) {
    return ground
        .store()
        .read(tx -> {
          Bucket bucket = buckets.require(tx, caller, asked.bucket());
          return list(
              asked,
              start(asked),
              (from, limit) -> ObjectTables.present(tx, bucket, from, limit),
              object -> ListingCursor.behind(object.key().text()));
        });
  }

  /**
   * All versions and markers.
   *
   * @param afterVersion of the name that is asked for, the one behind which it begins; where that
   *     is gone, it begins at the name
   */
  public Listed versions(Caller caller, Asked asked, Optional<String> afterVersion) {
    return ground
        .store()
        .read(tx -> {
          Bucket bucket = buckets.require(tx, caller, asked.bucket());
          return list(
              asked,
              afterVersion
                  .map(version -> behind(tx, bucket, asked, version))
                  .orElseGet(() -> start(asked)),
              (from, limit) -> ObjectTables.versions(tx, bucket, from, limit),
              ListingCursor::behind);
        });
  }

  /** Whoever empties a bucket has deleted that version: what is left of its name follows. */
  private static ListingCursor behind(Tx tx, Bucket bucket, Asked asked, String version) {
    return ObjectTables.version(tx, bucket, new ObjectKey(asked.after()), version)
        .map(ListingCursor::behind)
        .orElseGet(() ->
            ListingCursor.isBefore(asked.after(), asked.prefix())
                ? ListingCursor.at(asked.prefix())
                : ListingCursor.at(asked.after()));
  }

  private static ListingCursor start(Asked asked) {
    if (asked.after().isEmpty() || ListingCursor.isBefore(asked.after(), asked.prefix())) {
      return ListingCursor.at(asked.prefix());
    }
    return group(asked, asked.after()).filter(asked.after()::equals).isPresent()
        ? ListingCursor.beyond(asked.after())
        : ListingCursor.behind(asked.after());
  }

  private interface Rows {
    List<StoredObject> from(ListingCursor cursor, int limit);
  }

  private interface Next {
    ListingCursor after(StoredObject object);
  }

  private static Listed list(Asked asked, ListingCursor start, Rows rows, Next next) {
    if (asked.limit() == 0) {
      return new Listed(List.of(), false);
    }
    List<Entry> entries = new ArrayList<>();
    ListingCursor cursor = start;
    boolean more = true;
    while (more && entries.size() <= asked.limit()) {
      int wanted = asked.limit() + 1 - entries.size();
      int batch = asked.delimiter().isPresent() ? Math.min(FEW, wanted) : wanted;
      List<StoredObject> read = rows.from(cursor, batch);
      more = read.size() == batch;
      for (StoredObject object : read) {
        if (!object.key().text().startsWith(asked.prefix())) {
          more = false;
          break;
        }
        Optional<String> group = group(asked, object.key().text());
        if (group.isPresent()) {
          entries.add(new Group(group.get()));
          cursor = ListingCursor.beyond(group.get());
          more = true;
          break;
        }
        entries.add(new Single(object));
        cursor = next.after(object);
      }
    }
    boolean truncated = entries.size() > asked.limit();
    return new Listed(truncated ? entries.subList(0, asked.limit()) : entries, truncated);
  }

  private static Optional<String> group(Asked asked, String name) {
    if (asked.delimiter().isEmpty() || !name.startsWith(asked.prefix())) {
      return Optional.empty();
    }
    String delimiter = asked.delimiter().get();
    int at = name.indexOf(delimiter, asked.prefix().length());
    return at < 0 ? Optional.empty() : Optional.of(name.substring(0, at + delimiter.length()));
  }
}
