// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.domain;

import dev.signet.kernel.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which record proves a name (certificate-manager 6.4): the same for an account in all Regions and
 * for ever, another one in each account and at each installation.
 */
public final class ValidationTokens {
  private static final int TOKEN_OCTETS = 16;
  private static final int LETTERS = 10;

  private final SecretKeySpec key;
  private final String suffix;

  /**
   * @param key of this installation
   * @param suffix below which the values are, without dot at its end
   */
  public ValidationTokens(byte[] key, String suffix) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.suffix = suffix;
  }

  /** The record for a name; a wildcard has that of the domain it is of. */
  public ValidationRecord of(AccountId account, String name) {
    String base = base(name);
    String place = account + "|" + base;
    return new ValidationRecord(
        "_" + hex("name|" + place) + "." + base + ".",
        "_" + hex("value|" + place) + "." + letters("zone|" + place) + "." + suffix + ".");
  }

  /** The domain that a name is of: without the wildcard. */
  public static String base(String name) {
    return name.startsWith("*.") ? name.substring(2) : name;
  }

  private String hex(String text) {
    return HexFormat.of().formatHex(Arrays.copyOf(mac(text), TOKEN_OCTETS));
  }

  private String letters(String text) {
    byte[] octets = mac(text);
    return IntStream.range(0, LETTERS)
        .mapToObj(i -> Character.toString('a' + (octets[i] & 0xff) % 26))
        .collect(Collectors.joining());
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
