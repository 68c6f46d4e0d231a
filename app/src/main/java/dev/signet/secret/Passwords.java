// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.kernel.Entropy;
import dev.signet.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Draws passwords (GetRandomPassword). */
public final class Passwords {
  private static final String UPPERCASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String LOWERCASE = "abcdefghijklmnopqrstuvwxyz";
  private static final String NUMBERS = "0123456789";
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final Entropy entropy;

  public Passwords(Entropy entropy) {
    this.entropy = entropy;
  }

  /** Sorts of characters. */
  public enum Sort {
    UPPERCASE(Passwords.UPPERCASE),
    LOWERCASE(Passwords.LOWERCASE),
    NUMBERS(Passwords.NUMBERS),
    PUNCTUATION(Passwords.PUNCTUATION),
    SPACE(" ");

    private final String characters;

    Sort(String characters) {
      this.characters = characters;
    }
  }

  /**
   * What a password is made of.
   *
   * @param excluded characters that it must not have
   * @param eachSort whether it has at least one of each sort
   */
  public record Wish(int length, List<Sort> sorts, String excluded, boolean eachSort) {
    /** Copies the list. */
    public Wish {
      sorts = List.copyOf(sorts);
    }

    private List<String> alphabets() {
      return sorts.stream()
          .map(sort ->
              sort.characters
                  .chars()
                  .filter(each -> excluded.indexOf(each) < 0)
                  .collect(
                      StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                  .toString())
          .filter(each -> !each.isEmpty())
          .toList();
    }
  }

  /**
   * A new password.
   *
   * @throws Refusal of kind INVALID when there is none such
   */
  public String draw(Wish wish) {
    List<String> alphabets = wish.alphabets();
    if (alphabets.isEmpty()) {
      throw Refusal.invalid(
          "Every character is excluded: expected some that the password may have");
    }
    if (wish.eachSort() && wish.length() < alphabets.size()) {
      throw Refusal.invalid(
          "PasswordLength "
              + wish.length()
              + ": expected at least "
              + alphabets.size()
              + ", one of each included type");
    }
    String all = String.join("", alphabets);
    List<Character> drawn = new ArrayList<>();
    if (wish.eachSort()) {
      alphabets.forEach(alphabet -> drawn.add(one(alphabet)));
    }
    while (drawn.size() < wish.length()) {
      drawn.add(one(all));
    }
    return shuffled(drawn);
  }

  private char one(String alphabet) {
    return alphabet.charAt(below(alphabet.length()));
  }

  private String shuffled(List<Character> characters) {
    StringBuilder text = new StringBuilder();
    while (!characters.isEmpty()) {
      int at = below(characters.size());
      text.append((char) characters.get(at));
      characters.set(at, characters.getLast());
      characters.removeLast();
    }
    return text.toString();
  }

  /** Each number as likely as the others: draws beyond the last whole round are thrown away. */
  private int below(int bound) {
    int whole = 0x10000 - 0x10000 % bound;
    int drawn;
    do {
      byte[] octets = entropy.bytes(2);
      drawn = ((octets[0] & 0xFF) << 8) | (octets[1] & 0xFF);
    } while (drawn >= whole);
    return drawn % bound;
  }
}
