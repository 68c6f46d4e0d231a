// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.signet.authority.AuthorityArn;
import dev.signet.authority.Publication;
import dev.signet.authority.PublishedCrl;
import dev.signet.ground.Ground;
import dev.signet.kernel.Refusal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The newest CRLs as they are served. Short ones are kept in memory, which follows the log. */
public final class PublishedCrls {
  private static final int MOST_KEPT = 1_000;

  /** In octets; a longer one is read from the database each time. */
  private static final int SHORT = 64 * 1024;

  private final Ground ground;
  private final LoadingCache<String, Optional<Shown>> shown;

  /** A CRL with its octets, if it is short. */
  private record Shown(PublishedCrl crl, List<byte[]> pieces) {}

  public PublishedCrls(Ground ground) {
    this.ground = ground;
    this.shown = Caffeine.newBuilder().maximumSize(MOST_KEPT).build(this::load);
    ground
        .memories()
        .forget(
            Crls.PUBLISHED,
            subject -> shown.asMap().keySet().removeIf(path -> subject.endsWith("/" + path)));
  }

  private Optional<Shown> load(String path) {
    return ground
        .store()
        .read(tx -> CrlTables.find(tx, path))
        .map(crl -> new Shown(crl, crl.octets() <= SHORT ? pieces(crl) : List.of()));
  }

  /** All of a short one; none when newer editions have taken its place. */
  private List<byte[]> pieces(PublishedCrl crl) {
    try {
      List<byte[]> pieces = new ArrayList<>();
      new CrlPieces(ground, crl).forEachRemaining(pieces::add);
      return pieces;
    } catch (Refusal gone) {
      return List.of();
    }
  }

  /** The newest CRL of a path. */
  public Optional<PublishedCrl> find(String path) {
    return shown.get(path).map(Shown::crl);
  }

  /** Its octets, as they are asked for; CONFLICT when newer ones push it out. */
  public Iterator<byte[]> octets(PublishedCrl crl) {
    return shown
        .get(crl.path())
        .filter(known -> known.crl().equals(crl) && !known.pieces().isEmpty())
        .map(known -> known.pieces().iterator())
        .orElseGet(() -> new CrlPieces(ground, crl));
  }

  /** All that belong into buckets. */
  public List<Publication.Deposit> deposits() {
    return ground.store().read(CrlTables::inBuckets).stream().map(PublishedCrls::deposit).toList();
  }

  /** The one of a path, if it does. */
  public Optional<Publication.Deposit> deposit(String path) {
    return ground.store().read(tx -> CrlTables.inBucket(tx, path)).map(PublishedCrls::deposit);
  }

  private static Publication.Deposit deposit(CrlTables.InBucket found) {
    return new Publication.Deposit(
        found.crl(), AuthorityArn.of(found.authority()), found.bucket(), found.everybody());
  }

  /** The path in the subject of a change, which is the authority's ARN and the path. */
  public static String pathOf(String subject) {
    int id = subject.indexOf('/') + 1; // the authority's UUID
    return subject.substring(subject.indexOf('/', id) + 1);
  }
}
