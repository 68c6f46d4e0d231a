// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One thing that a proxy is told.
 *
 * @param version the hash of the content, so that equal content has an equal version on every
 *     replica and after every restart
 */
public record Resource(String name, String version, Any body) {
  private static final int VERSION_OCTETS = 16;

  /** A resource with the version that its content gives it. */
  public static Resource of(String name, Message content) {
    Any body = pack(content);
    return new Resource(name, versionOf(body.getValue()), body);
  }

  /**
   * Packs a message so that equal messages give equal octets (maps sorted by key). A message that
   * goes into another one must be packed by this too, or the outer version depends on chance.
   */
  public static Any pack(Message content) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(content.getSerializedSize());
    CodedOutputStream coded = CodedOutputStream.newInstance(octets);
    coded.useDeterministicSerialization();
    try {
      content.writeTo(coded);
      coded.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array does not fail
    }
    return Any.newBuilder()
        .setTypeUrl("type.googleapis.com/" + content.getDescriptorForType().getFullName())
        .setValue(ByteString.copyFrom(octets.toByteArray()))
        .build();
  }

  private static String versionOf(ByteString content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(content.asReadOnlyByteBuffer());
      return HexFormat.of().formatHex(digest.digest(), 0, VERSION_OCTETS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
