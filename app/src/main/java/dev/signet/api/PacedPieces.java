// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponseWriter;
import java.util.Iterator;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Sends long answers, so that no more of one is in memory than its next piece. */
public final class PacedPieces {
  /** Whoever takes nothing for so long has gone. */
  private static final int PATIENCE_SECONDS = 60;

  private PacedPieces() {}

  /**
   * Sends pieces no faster than they are taken, on the caller's thread. The answer is left open, or
   * aborted when nobody takes it any more.
   */
  public static void send(HttpResponseWriter response, Iterator<byte[]> pieces) {
    while (response.isOpen() && pieces.hasNext()) {
      response.write(HttpData.wrap(pieces.next()));
      try {
        response.whenConsumed().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
      } catch (CompletionException gone) {
        response.abort(gone);
        return;
      }
    }
  }
}
