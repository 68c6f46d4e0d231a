// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpRequestWriter;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How much of what strangers send is kept. */
final class BodiesTest {
  private static final EventExecutor HERE = ImmediateEventExecutor.INSTANCE;
  private static final int ROOM = 4 * Bodies.SMALL;

  private final Bodies bodies = new Bodies(ROOM);

  private static HttpRequestWriter request() {
    return HttpRequest.streaming(HttpMethod.POST, "/");
  }

  private static HttpData octets(int count) {
    return HttpData.wrap(new byte[count]);
  }

  @Test
  void piecesBecomeOneBody() throws Exception {
    HttpRequestWriter sent = request();
    CompletableFuture<Optional<Bodies.Body>> read = bodies.read(sent, HERE);
    for (String piece : new String[] {"a", "", "bcd", "e"}) {
      sent.write(HttpData.ofUtf8(piece));
    }
    sent.close();
    assertThat(read.get().orElseThrow().octets()).asString().isEqualTo("abcde");
  }

  @Test
  void bodiesThatNeverEndFillTheRoomAndNoMore() throws Exception {
    HttpRequestWriter first = request();
    CompletableFuture<Optional<Bodies.Body>> waiting = bodies.read(first, HERE);
    first.write(octets(3 * Bodies.SMALL));
    HttpRequestWriter second = request();
    CompletableFuture<Optional<Bodies.Body>> refused = bodies.read(second, HERE);
    second.write(octets(Bodies.SMALL + 1));
    assertThat(refused.get()).isEmpty();
    assertThat(waiting).isNotDone();
    second.write(octets(Bodies.SMALL)); // goes on for nothing
    second.close();

    HttpRequestWriter small = request();
    CompletableFuture<Optional<Bodies.Body>> fits = bodies.read(small, HERE);
    small.write(octets(Bodies.SMALL));
    small.close();
    assertThat(fits.get()).isPresent();
  }

  @Test
  void roomComesBackWhenABodyIsAnsweredOrCutOff() throws Exception {
    for (int i = 0; i < 10; i++) {
      HttpRequestWriter answered = request();
      CompletableFuture<Optional<Bodies.Body>> read = bodies.read(answered, HERE);
      answered.write(octets(1));
      answered.write(octets(2 * Bodies.SMALL));
      answered.close();
      read.get().orElseThrow().close();

      HttpRequestWriter cut = request();
      CompletableFuture<Optional<Bodies.Body>> never = bodies.read(cut, HERE);
      cut.write(octets(3 * Bodies.SMALL));
      cut.close(new IllegalStateException("gone"));
      assertThatThrownBy(never::get).hasMessageContaining("gone");
    }
  }
}
