// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.payload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A body in chunks of {@code aws-chunked}: {@code <hex size>[;chunk-signature=<hex>]}, the octets,
 * and so on to a chunk of none, and trailing headers after it.
 */
final class ChunkedStream extends PayloadStream {
  /** Of a line, in octets. */
  private static final int MAX_LINE = 1024;

  private static final int MAX_TRAILERS = 16;
  private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

  private static final Pattern SIZE =
      Pattern.compile("([0-9a-fA-F]{1,10})(?:;chunk-signature=([0-9a-f]{64}))?");

  private final InputStream raw;
  private final ChunkCheck check;
  private final Map<String, String> trailers = new LinkedHashMap<>();
  private long left; // of the present chunk
  private String signature = "";
  private boolean begun;
  private boolean ended;

  ChunkedStream(InputStream raw, ChunkCheck check) {
    this.raw = new BufferedInputStream(raw);
    this.check = check;
  }

  @Override
  public Map<String, String> trailers() {
    return trailers;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = raw.read(into, offset, (int) Math.min(left, length));
    if (count < 0) {
      throw cutOff();
    }
    check.update(into, offset, count);
    left -= count;
    if (left == 0) {
      check.endOfChunk(signature);
    }
    return count;
  }

  private void nextChunk() throws IOException {
    if (begun && !line().isEmpty()) {
      throw malformed("a chunk is longer than it says");
    }
    begun = true;
    String line = line();
    Matcher size = SIZE.matcher(line);
    if (!size.matches() || (size.group(2) != null) != check.isSigned()) {
      throw malformed(
          "'"
              + line
              + "' begins a chunk: expected its size in hexadecimal"
              + (check.isSigned() ? ";chunk-signature=<64 hexadecimal digits>" : ""));
    }
    left = Long.parseLong(size.group(1), 16);
    signature = size.group(2) == null ? "" : size.group(2);
    if (left == 0) {
      check.endOfChunk(signature);
      readTrailers();
      ended = true;
    }
  }

  private void readTrailers() throws IOException {
    StringBuilder signed = new StringBuilder();
    String trailerSignature = "";
    int count = 0;
    for (String line = lineOrEnd(); line != null; line = lineOrEnd()) {
      if (line.isEmpty()) {
        continue; // some clients part the headers from their signature
      }
      int colon = line.indexOf(':');
      if (colon < 1 || ++count > MAX_TRAILERS || !check.allowsTrailer()) {
        throw malformed("after the last chunk: expected nothing but trailing headers");
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (name.equals(TRAILER_SIGNATURE)) {
        trailerSignature = value;
      } else if (trailers.put(name, value) != null) {
        throw malformed("trailing header '" + name + "' occurs twice, expected once");
      } else {
        signed.append(name).append(':').append(value).append('\n');
      }
    }
    check.endOfTrailer(signed.toString(), trailerSignature);
  }

  private String line() throws IOException {
    String line = lineOrEnd();
    if (line == null) {
      throw cutOff();
    }
    return line;
  }

  /** A line without its end; null where nothing is left. */
  private @Nullable String lineOrEnd() throws IOException {
    byte[] line = new byte[MAX_LINE];
    int length = 0;
    for (int octet = raw.read(); octet != '\n'; octet = raw.read()) {
      if (octet < 0) {
        if (length == 0) {
          return null;
        }
        throw cutOff();
      }
      if (length == MAX_LINE) {
        throw malformed("a line has no end: expected one of " + MAX_LINE + " octets at most");
      }
      line[length++] = (byte) octet;
    }
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    return new String(line, 0, length, StandardCharsets.UTF_8);
  }

  private static PayloadProblem malformed(String message) {
    return new PayloadProblem(PayloadProblem.Kind.MALFORMED, "aws-chunked: " + message);
  }

  private static PayloadProblem cutOff() {
    return new PayloadProblem(
        PayloadProblem.Kind.CUT_OFF, "aws-chunked: the body ends before its last chunk");
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
