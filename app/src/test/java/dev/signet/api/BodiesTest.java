// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpRequestWriter;
import com.linecorp.armeria.common.RequestHeaders;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How much of what strangers send is kept, and that it keeps nobody out. */
final class BodiesTest {
  private static final EventExecutor LOOP = new DefaultEventExecutor();
  private static final int ROOM = 4 << 20;
  private static final Duration LONG = Duration.ofMinutes(1);

  private final AtomicLong time = new AtomicLong();
  private final Bodies bodies = new Bodies(new BodyRoom(ROOM, time::get), LONG);

  @AfterAll
  static void end() {
    var _ = LOOP.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  /** A request on a connection of its own or of others. */
  private record Sending(HttpRequestWriter request, CompletableFuture<Optional<Bodies.Body>> read) {
    Sending send(int octets) {
      request.write(HttpData.wrap(new byte[octets]));
      return this;
    }

    boolean isRead() throws Exception {
      request.close();
      Optional<Bodies.Body> whole = read.get(20, TimeUnit.SECONDS);
      whole.ifPresent(Bodies.Body::close);
      return whole.isPresent();
    }
  }

  private Sending begin(Object connection, long announced) {
    var headers = RequestHeaders.builder(HttpMethod.POST, "/");
    if (announced >= 0) {
      headers.contentLength(announced);
    }
    HttpRequestWriter request = HttpRequest.streaming(headers.build());
    return new Sending(request, bodies.read(request, LOOP, connection));
  }

  @Test
  void piecesBecomeOneBody() throws Exception {
    Sending sent = begin("a", -1);
    for (String piece : new String[] {"a", "", "bcd", "e"}) {
      sent.request().write(HttpData.ofUtf8(piece));
    }
    sent.request().close();
    assertThat(sent.read().get().orElseThrow().octets()).asString().isEqualTo("abcde");
  }

  @Test
  void bodiesThatNeverEndKeepNobodyOutWhateverTheirSizes() throws Exception {
    for (int size : new int[] {64 * 1024, 8 * 1024, 1024, 127, 15, 1}) {
      for (int connection = 0; connection < 8; connection++) {
        for (int stream = 0; stream < 256; stream++) {
          begin("stranger " + connection, size + 1).send(size);
        }
      }
      time.addAndGet(TimeUnit.SECONDS.toNanos(1));
      assertThat(begin("caller", 100).send(100).isRead()).as("after %d", size).isTrue();
      assertThat(begin("caller", ROOM / 2).send(ROOM / 2).isRead()).as("after %d", size).isTrue();
    }
  }

  @Test
  void oneConnectionHasItsShareOrOneBody() throws Exception {
    Sending one = begin("one", ROOM / 2).send(ROOM / 2);
    assertThat(begin("one", 8 * 1024).send(8 * 1024).isRead()).isFalse();
    assertThat(begin("one", 100).send(100).isRead()).isTrue(); // small ones have a part of theirs
    assertThat(begin("other", 8 * 1024).send(8 * 1024).isRead()).isTrue();
    assertThat(one.isRead()).isTrue();
  }

  @Test
  void theOldestThatIsNotWholeGivesWayOnceItWaitedLongAndIsToldSo() throws Exception {
    List<Sending> waiting = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      waiting.add(begin("stranger " + i, ROOM).send(ROOM / 8));
      assertThat(begin("small " + i, 100).send(100).isRead()).isTrue(); // they were taken by now
    }
    assertThat(begin("next", ROOM).send(ROOM / 8).isRead()).isFalse();
    time.addAndGet(TimeUnit.SECONDS.toNanos(1));
    waiting.add(begin("next", ROOM).send(ROOM / 8));
    assertThat(waiting.getFirst().read().get(20, TimeUnit.SECONDS)).isEmpty();
    assertThat(waiting.getLast().read()).isNotDone();
    waiting.getFirst().send(1); // goes on for nothing
    waiting.getFirst().request().close();
  }

  @Test
  void aShortBodyThatTakesLongIsGivenUp() throws Exception {
    Bodies hasty = new Bodies(new BodyRoom(ROOM, time::get), Duration.ofMillis(50));
    HttpRequestWriter request =
        HttpRequest.streaming(
            RequestHeaders.builder(HttpMethod.POST, "/").contentLength(100).build());
    CompletableFuture<Optional<Bodies.Body>> read = hasty.read(request, LOOP, "slow");
    request.write(HttpData.wrap(new byte[99]));
    assertThat(read.get(20, TimeUnit.SECONDS)).isEmpty();
    request.close();
  }

  @Test
  void roomComesBackWhenABodyIsAnsweredOrCutOff() throws Exception {
    for (int i = 0; i < 20; i++) {
      Sending answered = begin("a", -1).send(1).send(ROOM / 2);
      answered.request().close();
      answered.read().get().orElseThrow().close();

      Sending cut = begin("a", -1).send(ROOM / 2);
      cut.request().close(new IllegalStateException("gone"));
      assertThatThrownBy(cut.read()::get).hasMessageContaining("gone");
    }
  }
}
