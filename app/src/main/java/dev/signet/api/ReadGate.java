// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Reads what a connection sends only when there is room for the requests that may be in it. An
 * event loop reads all of its connections before it ends any, so that a bound that is held by each
 * request alone would be passed by all that hundreds of connections send at once.
 */
final class ReadGate extends ChannelInboundHandlerAdapter {
  private final FairRoom room;
  private final long most;
  private int waiting; // pieces, which keep their order

  /**
   * The gate of one connection.
   *
   * @param most octets of the room that the requests of one piece may take
   */
  ReadGate(FairRoom room, long most) {
    this.room = room;
    this.most = most;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object piece) {
    if (waiting == 0 && room.hasFree(most)) {
      context.fireChannelRead(piece);
      return;
    }
    waiting++;
    room.makeFree(most);
    later(context, piece);
  }

  /** After the connections that were ended are gone, which is a task of the loop too. */
  private void later(ChannelHandlerContext context, Object piece) {
    context
        .executor()
        .execute(() -> {
          if (context.channel().isActive() && !room.hasFree(most)) {
            room.makeFree(most); // others were faster
            later(context, piece);
            return;
          }
          waiting--;
          if (context.channel().isActive()) {
            context.fireChannelRead(piece);
            context.fireChannelReadComplete();
          } else {
            ReferenceCountUtil.release(piece);
          }
        });
  }
}
