// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.payload;

import dev.signet.wire.sigv4.Payload;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/**
 * The octets of a body, read as they arrive. What vouches for them is checked on the way: only who
 * has read to the end without a {@link PayloadProblem} may believe them.
 */
public abstract class PayloadStream extends InputStream {
  /** The body on a connection, as its request says that it comes. */
  public static PayloadStream of(Payload payload, InputStream raw) {
    return switch (payload) {
      case Payload.Hashed hashed -> new Plain(new Hashed(raw, hashed.sha256()));
      case Payload.Unhashed _ -> new Plain(raw);
      case Payload.PlainChunks _ -> new ChunkedStream(raw, new PlainChunkCheck());
      case Payload.SignedChunks signed ->
          new ChunkedStream(raw, new SignedChunkCheck(signed.signatures(), signed.trailer()));
    };
  }

  /** The trailing headers by lower-case name; complete once the end was read. */
  public abstract Map<String, String> trailers();

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] into, int offset, int length) throws IOException;

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static final class Plain extends PayloadStream {
    private final InputStream octets;

    Plain(InputStream octets) {
      this.octets = octets;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return octets.read(into, offset, length);
    }

    @Override
    public Map<String, String> trailers() {
      return Map.of();
    }

    @Override
    public void close() throws IOException {
      octets.close();
    }
  }

  /** Compares the hash at the end. */
  private static final class Hashed extends FilterInputStream {
    private final MessageDigest digest = sha256();
    private final String expected;
    private boolean ended;

    Hashed(InputStream raw, String expected) {
      super(raw);
      this.expected = expected;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = in.read(into, offset, length);
      if (count > 0) {
        digest.update(into, offset, count);
      } else if (count < 0 && !ended) {
        ended = true;
        requireExpected();
      }
      return count;
    }

    private void requireExpected() throws PayloadProblem {
      if (!HexFormat.of().formatHex(digest.digest()).equals(expected)) {
        throw new PayloadProblem(
            PayloadProblem.Kind.OTHER_HASH,
            "The provided 'x-amz-content-sha256' header does not match what was computed.");
      }
    }
  }
}
