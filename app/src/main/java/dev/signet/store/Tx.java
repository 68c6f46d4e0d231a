// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One transaction: what the {@code …Tables} classes take as their first argument. */
public final class Tx {
  private final Session session;
  private boolean recorded;
  private final List<Runnable> afterCommit = new ArrayList<>(1);

  Tx(Session session) {
    this.session = session;
  }

  /** The JDBI handle, for {@code …Tables} classes only. */
  public Handle handle() {
    return session.handle();
  }

  /** Reads the row that a result stands on. */
  public interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Runs a statement with its values in order and answers how many rows it changed. Binding by name
   * costs more than such a statement itself: this is for what every call does.
   *
   * @param values texts, numbers, octets or null
   */
  public int update(String sql, @Nullable Object... values) {
    return session.update(sql, values);
  }

  /** The first row of a query in the same manner. */
  public <T> Optional<T> first(String sql, Reading<T> reading, @Nullable Object... values) {
    return session.first(sql, reading, values);
  }

  /** All rows of a query in the same manner. */
  public <T> List<T> list(String sql, Reading<T> reading, @Nullable Object... values) {
    return session.list(sql, reading, values);
  }

  /** What this transaction does stands in the log of changes; called by the log. */
  public void recorded() {
    recorded = true;
  }

  /** What this transaction does is no change that the log would tell, and why. */
  public void unrecorded(Unrecorded why) {
    Objects.requireNonNull(why);
    recorded = true;
  }

  /** Whether it was said what the log tells of this transaction. */
  boolean isAccountedFor() {
    return recorded;
  }

  /** Runs once the transaction is durable, on the writer's thread: it may only signal. */
  public void afterCommit(Runnable signal) {
    afterCommit.add(signal);
  }

  List<Runnable> signals() {
    return afterCommit;
  }
}
