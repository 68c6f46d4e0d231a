// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** An answer of the S3 REST API. */
public record S3Answer(int status, Map<String, String> headers, Content content) {
  /** What follows the headers. */
  public sealed interface Content {
    /** How many octets. */
    long length();
  }

  /** A few octets. */
  @SuppressWarnings("ArrayRecordComponent") // made here, sent, and compared with nothing
  public record Octets(byte[] octets) implements Content {
    @Override
    public long length() {
      return octets.length;
    }
  }

  /** Octets that are read piece by piece while they are sent. */
  public record Pieces(long length, Iterator<byte[]> pieces) implements Content {}

  /** An answer without a body. */
  public static S3Answer empty(int status, Map<String, String> headers) {
    return new S3Answer(status, headers, new Octets(new byte[0]));
  }

  /** An answer in XML. */
  public static S3Answer xml(int status, byte[] document) {
    return new S3Answer(status, Map.of("content-type", "application/xml"), new Octets(document));
  }

  /** The same with another header. */
  public S3Answer with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new S3Answer(status, more, content);
  }
}
