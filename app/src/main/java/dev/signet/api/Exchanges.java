// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.ClosedSessionException;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.util.Objects;

/**
 * Bounds what requests take whose end has not come, or whose answer nobody reads: strangers begin
 * many on few connections, and lose these. Bodies are not counted here, see {@link BodyRoom}.
 */
final class Exchanges implements DecoratingHttpServiceFunction {
  /** What a request takes beside its headers, in octets of the heap; measured. */
  static final int OWN = 5 * 1024;

  /** What one field of the headers takes beside its text. */
  private static final int FIELD = 64;

  private final FairRoom room;

  Exchanges(FairRoom room) {
    this.room = room;
  }

  /** In an eighth of the heap. */
  static Exchanges ofHeap() {
    return new Exchanges(new FairRoom(Runtime.getRuntime().maxMemory() / 8));
  }

  /** What is to be read of connections first of all. */
  void gate(ChannelPipeline pipeline) {
    pipeline.addFirst(new ReadGate(room, (long) WebServer.MAX_STREAMS * OWN));
  }

  @Override
  public HttpResponse serve(HttpService service, ServiceRequestContext context, HttpRequest request)
      throws Exception {
    Channel channel = Objects.requireNonNull(context.log().partial().channel());
    // Not answered: who does not read answers would make the server hold these instead.
    FairRoom.Place place =
        room.take(channel.id(), OWN + octets(request.headers()), () -> end(channel))
            .orElseThrow(ClosedSessionException::get);
    var _ = context.log().whenComplete().thenRun(place::free);
    return service.serve(context, request);
  }

  /** At once: below HTTP/2 in the pipeline, which would wait for its streams to end. */
  private static void end(Channel channel) {
    var _ = channel.pipeline().firstContext().close();
  }

  private static long octets(RequestHeaders headers) {
    long octets = 0;
    for (var field : headers) {
      octets += FIELD + field.getKey().length() + field.getValue().length();
    }
    return octets;
  }
}
