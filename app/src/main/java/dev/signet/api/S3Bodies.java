// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.stream.StreamTimeoutMode;
import dev.signet.bucket.BucketReason;
import dev.signet.bucket.S3Request;
import dev.signet.kernel.Refusal;
import dev.signet.wire.payload.PayloadProblem;
import dev.signet.wire.payload.PayloadStream;
import dev.signet.wire.sigv4.Payload;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Bodies of S3's requests as streams that refuse what was not signed. */
final class S3Bodies {
  /** Whoever sends nothing for so long has gone. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private S3Bodies() {}

  /** The body of a request; nothing of it is read before it is asked for. */
  static S3Request.Body of(HttpRequest request, Payload payload) {
    InputStream raw =
        request
            .timeout(PATIENCE, StreamTimeoutMode.UNTIL_NEXT)
            .toInputStream(piece -> piece instanceof HttpData data ? data : HttpData.empty());
    PayloadStream stream = PayloadStream.of(payload, raw);
    return new S3Request.Body(new Refusing(stream), stream::trailers);
  }

  /** What is wrong with the octets is a refusal. */
  private static final class Refusing extends FilterInputStream {
    Refusing(PayloadStream stream) {
      super(stream);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      try {
        return in.read(into, offset, length);
      } catch (PayloadProblem problem) {
        throw new Refusal(reason(problem.kind()), problem.getMessage() + "");
      } catch (IOException e) {
        throw e.getCause() instanceof ContentTooLargeException
            ? new Refusal(BucketReason.TOO_LARGE, "Your proposed upload exceeds the maximum size")
            : new Refusal(BucketReason.CUT_OFF, "the body ended before all of it came");
      }
    }

    private static BucketReason reason(PayloadProblem.Kind kind) {
      return switch (kind) {
        case OTHER_HASH -> BucketReason.OTHER_HASH;
        case FALSE_SIGNATURE -> BucketReason.FALSE_SIGNATURE;
        case MALFORMED -> BucketReason.BAD_REQUEST;
        case CUT_OFF -> BucketReason.CUT_OFF;
      };
    }
  }
}
