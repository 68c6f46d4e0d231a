// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import dev.signet.store.Store;
import dev.signet.testkit.TestStores;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whoever keeps a server sees each change as a line. */
final class ChangeLinesTest {
  private static final Home HOME = new Home(AccountId.DEFAULT, Region.DEFAULT);

  @TempDir Path folder;
  private final Ledger ledger = new Ledger();
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();

  @Test
  void eachChangeThatIsDurableIsOneLineAndWhatWasRefusedIsNone() {
    Logger log = (Logger) LoggerFactory.getLogger("dev.signet.changes");
    written.start();
    log.setLevel(Level.INFO);
    log.addAppender(written);
    try (Store store = TestStores.open(folder);
        ChangeLines lines = new ChangeLines(ledger)) {
      assertThat(lines).isNotNull();
      append(store, "mesh.created", "arn:m");
      append(store, Ledger.SIGNED, "arn:c");
      store.write(tx -> {
        Change change = new Change(Instant.EPOCH, HOME, "proxy.joined", "arn:i", "arn:t");
        ledger.append(tx, change.of("arn:n"));
        return true;
      });
      assertThatThrownBy(() ->
          store.write(tx -> {
            ledger.append(tx, new Change(Instant.EPOCH, HOME, "mesh.deleted", "arn:m", "arn:me"));
            throw Refusal.inUse("no");
          }));
    } finally {
      log.detachAppender(written);
      log.setLevel(Level.OFF);
    }
    assertThat(written.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "mesh.created arn:m by arn:me: done",
            "certificate.signed arn:c by arn:me: done",
            "proxy.joined arn:i of arn:n by arn:t: done");
    assertThat(written.list.getFirst().getKeyValuePairs())
        .extracting(pair -> pair.key + "=" + pair.value)
        .containsExactly("change=mesh.created", "subject=arn:m", "actor=arn:me", "result=done");
    assertThat(written.list.getLast().getKeyValuePairs())
        .extracting(pair -> pair.key + "=" + pair.value)
        .contains("resource=arn:n");
  }

  private void append(Store store, String kind, String subject) {
    store.write(tx -> {
      ledger.append(tx, new Change(Instant.EPOCH, HOME, kind, subject, "arn:me"));
      return true;
    });
  }
}
