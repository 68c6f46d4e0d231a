// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contract that cannot fail holds nothing: each of these stores breaks one promise. */
@SuppressWarnings("JUnitMethodInvoked") // a promise is called to see that it notices
final class BrokenStoreTest {
  @TempDir Path folder;
  private SqliteStore sound;

  @BeforeEach
  void open() {
    sound = SqliteStore.open(folder.resolve("signet.db"), () -> {});
  }

  @AfterEach
  void close() {
    sound.close();
  }

  @Test
  void aStoreThatForgetsIsCaught() {
    assertThatThrownBy(() -> contract(new Forgetful()).aWriteIsSeenByTheNextRead())
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aStoreThatKeepsHalfOfWhatThrewIsCaught() {
    assertThatThrownBy(() -> contract(new HalfHearted()).nothingRemainsOfAWorkThatThrows())
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aStoreThatSignalsBeforeItCommitsIsCaught() {
    assertThatThrownBy(() -> contract(new Hasty()).aSignalRunsOnlyAfterACommit())
        .isInstanceOf(AssertionError.class);
  }

  private static StoreContract contract(Store store) {
    return new StoreContract() {
      @Override
      Store store() {
        return store;
      }
    };
  }

  /** Does the work and keeps nothing of it. */
  private final class Forgetful extends Passing {
    @Override
    public <T extends @Nullable Object> T write(Work<T> work) {
      List<T> result = new ArrayList<>(1);
      assertThatThrownBy(() ->
              sound.write(tx -> {
                result.add(work.in(tx));
                throw new IllegalStateException("forgotten");
              }))
          .isInstanceOf(IllegalStateException.class);
      return result.getFirst();
    }
  }

  /** Commits also what a work did before it threw. */
  private final class HalfHearted extends Passing {
    @Override
    public <T extends @Nullable Object> T write(Work<T> work) {
      List<RuntimeException> failure = new ArrayList<>(1);
      List<T> result = new ArrayList<>(1);
      sound.write(tx -> {
        try {
          result.add(work.in(tx));
        } catch (RuntimeException e) {
          failure.add(e);
        }
        return true;
      });
      if (!failure.isEmpty()) {
        throw failure.getFirst();
      }
      return result.getFirst();
    }
  }

  /** Signals whatever becomes of the transaction. */
  private final class Hasty extends Passing {
    @Override
    public <T extends @Nullable Object> T write(Work<T> work) {
      return sound.write(tx -> {
        try {
          return work.in(tx);
        } finally {
          tx.signals().forEach(Runnable::run);
        }
      });
    }
  }

  private abstract class Passing implements Store {
    @Override
    public <T extends @Nullable Object> T read(Work<T> work) {
      return sound.read(work);
    }

    @Override
    public void close() {}
  }
}
