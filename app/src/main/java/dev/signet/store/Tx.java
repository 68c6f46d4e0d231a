// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transaction: what the {@code …Tables} classes take as their first argument. One that changes
 * rows appends a change to the log, or says why it has none.
 */
public final class Tx {
  private final Session session;
  private boolean recorded;
  private boolean erased;
  private @Nullable String changed;
  private final List<Runnable> afterCommit = new ArrayList<>(1);

  Tx(Session session) {
    this.session = session;
  }

  /** Reads the row that a result stands on. */
  public interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Runs a statement with its values in order and answers how many rows it changed.
   *
   * @param values texts, numbers, octets or null
   */
  public int update(String sql, @Nullable Object... values) {
    int rows = session.update(sql, values);
    if (rows > 0) {
      changed = sql;
    }
    return rows;
  }

  /** The first row of a query, or of what a statement returns, in the same manner. */
  public <T> Optional<T> first(String sql, Reading<T> reading, @Nullable Object... values) {
    if (sql.startsWith("INSERT") || sql.startsWith("UPDATE") || sql.startsWith("DELETE")) {
      changed = sql;
    }
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

  /** What this transaction deleted shall soon be on the disk no more, also in no older page. */
  public void erased() {
    erased = true;
  }

  boolean isErasing() {
    return erased;
  }

  /**
   * Refuses a transaction that changes rows of which the log tells nothing.
   *
   * @throws IllegalStateException naming the statement
   */
  void requireRecorded() {
    if (changed != null && !recorded) {
      throw new IllegalStateException("a write without a change in the log, at: " + changed);
    }
  }

  /** Runs once the transaction is durable, on the writer's thread: it may only signal. */
  public void afterCommit(Runnable signal) {
    afterCommit.add(signal);
  }

  List<Runnable> signals() {
    return afterCommit;
  }
}
