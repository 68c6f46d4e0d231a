// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signet.kernel.Refusal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A database that cannot be written now refuses writes, says why, and is read on. */
final class WriterTest {
  private static final int PAGE = 4096;

  @TempDir Path folder;
  private final AtomicInteger unknownOutcomes = new AtomicInteger();
  private final ListAppender<ILoggingEvent> told = new ListAppender<>();
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("signet.db"), unknownOutcomes::incrementAndGet);
    told.start();
    logger().addAppender(told);
    put("before", "kept");
  }

  @AfterEach
  void close() {
    logger().detachAppender(told);
    store.close();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(WriteTrouble.class);
  }

  private List<String> told() {
    return List.copyOf(told.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aFullDiskRefusesWritesIsReadOnAndTakesThemAgain() {
    limitPages(pages() + 4);
    assertUnavailable(() -> put("large", "x".repeat(100 * PAGE)));
    assertUnavailable(() -> put("large", "x".repeat(100 * PAGE)));
    assertThat(get("before")).isEqualTo("kept");
    assertThat(get("large")).isEqualTo("none");
    put("small", "fits"); // what needs no new page
    limitPages(1_000_000);
    put("large", "x".repeat(100 * PAGE));
    assertThat(get("large")).hasSize(100 * PAGE);
    assertThat(unknownOutcomes).hasValue(0);
    assertThat(told().getFirst()).contains("the disk is full", "reading goes on", "SQLITE_FULL");
    assertThat(told()).contains("writes are taken again");
  }

  @Test
  void aWorkThatCatchesAFullDiskIsRefusedToo() {
    limitPages(pages() + 4);
    assertUnavailable(() ->
        store.write(tx -> {
          tx.unrecorded(Unrecorded.HOUSEKEEPING);
          Settings.put(tx, "half", "done");
          try {
            Settings.put(tx, "large", "x".repeat(100 * PAGE));
          } catch (IllegalStateException e) {
            Settings.put(tx, "other half", "done");
          }
          return true;
        }));
    assertThat(get("half")).isEqualTo("none");
    assertThat(get("other half")).isEqualTo("none");
  }

  @Test
  void aLockThatAnotherProgramHoldsRefusesWritesAndEndsNothing() throws Exception {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder + "/signet.db");
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertUnavailable(() -> put("locked", "out"));
      assertThat(get("before")).isEqualTo("kept");
      statement.execute("ROLLBACK");
    }
    put("locked", "free");
    assertThat(get("locked")).isEqualTo("free");
    assertThat(unknownOutcomes).hasValue(0);
    assertThat(told().getFirst()).contains("another program holds the database");
  }

  /** A violation that is found at COMMIT only: the store does not know what to make of it. */
  @Test
  void anOutcomeThatNobodyKnowsEndsTheProcess() {
    assertThatThrownBy(() ->
            store.write(tx -> {
              tx.unrecorded(Unrecorded.HOUSEKEEPING);
              tx.update("PRAGMA defer_foreign_keys = ON");
              return tx.update(
                  "INSERT INTO authority_certificates (authority, chain) VALUES (7, '')");
            }))
        .isInstanceOf(IllegalStateException.class);
    eventually("the process is told to end", () -> unknownOutcomes.get() == 1);
  }

  @Test
  void anErrorOfAWorkIsItsCallersAndHarmsNobody() {
    assertThatThrownBy(() ->
            store.write(tx -> {
              tx.unrecorded(Unrecorded.HOUSEKEEPING);
              Settings.put(tx, "half", "done");
              throw new StackOverflowError("too deep");
            }))
        .isInstanceOf(StackOverflowError.class);
    assertThat(get("half")).isEqualTo("none");
    assertThat(unknownOutcomes).hasValue(0);
  }

  @Test
  void aSignalThatThrowsEndsTheProcess() {
    assertThatThrownBy(() ->
            store.write(tx -> {
              tx.afterCommit(() -> {
                throw new IllegalStateException("cannot forget");
              });
              return true;
            }))
        .isInstanceOf(IllegalStateException.class);
    eventually("the process is told to end", () -> unknownOutcomes.get() == 1);
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));
  }

  private int pages() {
    return store.read(tx -> tx.first("PRAGMA page_count", row -> row.getInt(1)).orElseThrow());
  }

  private void limitPages(int most) {
    store.write(tx -> tx.first("PRAGMA max_page_count = " + most, row -> row.getInt(1)));
  }

  private void put(String name, String value) {
    store.write(tx -> {
      tx.unrecorded(Unrecorded.HOUSEKEEPING);
      Settings.put(tx, name, value);
      return true;
    });
  }

  private String get(String name) {
    return store.read(tx -> Settings.get(tx, name)).orElse("none");
  }
}
