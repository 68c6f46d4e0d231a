// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and reads page tokens: opaque text that says where the next page starts. A token works only
 * for the list it was made for, until it expires, and cannot be made or changed without the key.
 */
public final class PageToken {
  private static final String HMAC = "HmacSHA256";
  private static final int TAG_BYTES = 32;
  private static final int HEAD_BYTES = Long.BYTES + TAG_BYTES;

  private final SecretKeySpec key;

  /**
   * What a token is bound to.
   *
   * @param operation the operation that made it
   * @param account whose list it is
   * @param filter everything else that decides what is listed, such as region and filters, as text
   */
  public record Binding(String operation, String account, String filter) {}

  /**
   * Takes the key that signs tokens, which is secret.
   *
   * @throws IllegalArgumentException when it has fewer than 32 bytes
   */
  public PageToken(byte[] key) {
    if (key.length < TAG_BYTES) {
      throw new IllegalArgumentException(key.length + " bytes of key, expected at least 32");
    }
    this.key = new SecretKeySpec(key, HMAC);
  }

  /**
   * A token for the page that starts after this position; usable before {@code expires} (whole
   * seconds).
   */
  public String issue(Binding binding, String position, Instant expires) {
    byte[] place = position.getBytes(StandardCharsets.UTF_8);
    long until = expires.getEpochSecond();
    byte[] token =
        ByteBuffer.allocate(HEAD_BYTES + place.length)
            .putLong(until)
            .put(tag(binding, until, place))
            .put(place)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * The position in a token; empty when it is not ours, was changed, is for another list, or has
   * expired.
   */
  public Optional<String> read(Binding binding, String token, Instant now) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length < HEAD_BYTES) {
      return Optional.empty();
    }
    long until = ByteBuffer.wrap(bytes).getLong();
    byte[] tag = Arrays.copyOfRange(bytes, Long.BYTES, HEAD_BYTES);
    byte[] place = Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length);
    boolean ours = MessageDigest.isEqual(tag, tag(binding, until, place));
    return ours && now.getEpochSecond() < until
        ? Optional.of(new String(place, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** Every part is preceded by its length, so that no two bindings sign the same bytes. */
  private byte[] tag(Binding binding, long until, byte[] place) {
    try {
      ByteArrayOutputStream signed = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(signed);
      out.writeLong(until);
      for (String part : new String[] {binding.operation(), binding.account(), binding.filter()}) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
      }
      out.write(place);
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(signed.toByteArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is missing from this Java", e);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }
}
