// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.codec;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One element of DER (X.690), a window on bytes whose whole tree was checked: definite and shortest
 * lengths, nothing missing, nothing left over, primitive strings, shortest integers. So parts can
 * be cut out exactly as they were signed, which a decoder that encodes again cannot promise. The
 * order inside a SET OF is not checked.
 */
public final class Der {
  /** Universal tags as they appear in the first octet. */
  public static final int BOOLEAN = 0x01;

  /** INTEGER. */
  public static final int INTEGER = 0x02;

  /** BIT STRING. */
  public static final int BIT_STRING = 0x03;

  /** OCTET STRING. */
  public static final int OCTET_STRING = 0x04;

  /** NULL. */
  public static final int NULL = 0x05;

  /** OBJECT IDENTIFIER. */
  public static final int OBJECT_IDENTIFIER = 0x06;

  /** IA5String. */
  public static final int IA5_STRING = 0x16;

  /** SEQUENCE and SEQUENCE OF. */
  public static final int SEQUENCE = 0x30;

  /** SET and SET OF. */
  public static final int SET = 0x31;

  /** X.509 needs about ten levels; more is an attack on the stack. */
  private static final int MAX_DEPTH = 32;

  private final byte[] source;
  private final int start;
  private final int content;
  private final int end;

  private Der(byte[] source, int start, int content, int end) {
    this.source = source;
    this.start = start;
    this.content = content;
    this.end = end;
  }

  /** Reads exactly one element and checks all of it; refuses with {@link Reason#MALFORMED_DER}. */
  public static Der parse(byte[] encoded) {
    byte[] own = encoded.clone();
    Der whole = headerAt(own, 0, own.length);
    if (whole.end != own.length) {
      throw malformed((own.length - whole.end) + " octets after the element", "none");
    }
    whole.check(1);
    return whole;
  }

  /** The first element and nothing of what follows it. */
  public static Der parseFirst(byte[] encoded) {
    Der first = headerAt(encoded, 0, encoded.length);
    return parse(first.encoded());
  }

  /** Whether the outermost header says SEQUENCE and its length is exactly that of the bytes. */
  public static boolean looksLikeSequence(byte[] bytes) {
    try {
      return bytes.length > 1
          && bytes[0] == SEQUENCE
          && headerAt(bytes, 0, bytes.length).end == bytes.length;
    } catch (PkiException notDer) {
      return false;
    }
  }

  /** The identifier octet. */
  public int tag() {
    return source[start] & 0xFF;
  }

  /** Whether the identifier octet is this one. */
  public boolean is(int tag) {
    return tag() == tag;
  }

  /** Whether it consists of elements. */
  public boolean isConstructed() {
    return (tag() & 0x20) != 0;
  }

  /** A copy of header and content. */
  public byte[] encoded() {
    return Arrays.copyOfRange(source, start, end);
  }

  /** A copy of the content. */
  public byte[] content() {
    return Arrays.copyOfRange(source, content, end);
  }

  /** The elements inside, in their order. */
  public List<Der> children() {
    if (!isConstructed()) {
      throw malformed("tag " + hex(tag()), "a constructed element");
    }
    List<Der> children = new ArrayList<>();
    for (int at = content; at < end; ) {
      Der child = headerAt(source, at, end);
      children.add(child);
      at = child.end;
    }
    return children;
  }

  /** This element, when it has the tag; else refuses and names what it should have been. */
  public Der require(int tag, String what) {
    if (!is(tag)) {
      throw malformed("tag " + hex(tag()), what + " with tag " + hex(tag));
    }
    return this;
  }

  /** The elements of a SEQUENCE that has between these numbers of them. */
  public List<Der> sequence(String what, int least, int most) {
    List<Der> parts = require(SEQUENCE, what).children();
    if (parts.size() < least || parts.size() > most) {
      throw malformed(
          what + " of " + parts.size() + " elements", "at least " + least + ", at most " + most);
    }
    return parts;
  }

  /** The octets of a BIT STRING of whole octets. */
  public byte[] wholeBits() {
    require(BIT_STRING, "BIT STRING");
    if (source[content] != 0) {
      throw malformed("BIT STRING with unused bits", "whole octets");
    }
    return Arrays.copyOfRange(source, content + 1, end);
  }

  /** The value of an INTEGER. */
  public BigInteger integer() {
    require(INTEGER, "INTEGER");
    return new BigInteger(content());
  }

  /** The value of a BOOLEAN. */
  public boolean bool() {
    require(BOOLEAN, "BOOLEAN");
    return source[content] != 0;
  }

  /** The one element inside an explicit tag. */
  public Der only() {
    List<Der> inside = children();
    if (inside.size() != 1) {
      throw malformed(inside.size() + " elements inside tag " + hex(tag()), "one");
    }
    return inside.getFirst();
  }

  private void check(int depth) {
    if (depth > MAX_DEPTH) {
      throw malformed("more than " + MAX_DEPTH + " levels", "fewer");
    }
    if (!isConstructed()) {
      checkPrimitive();
      return;
    }
    if (tag() < 0x40 && tag() != SEQUENCE && tag() != SET) {
      throw malformed("constructed tag " + hex(tag()), "a primitive string");
    }
    for (Der child : children()) {
      child.check(depth + 1);
    }
  }

  private void checkPrimitive() {
    int length = end - content;
    boolean good =
        switch (tag()) {
          case BOOLEAN -> length == 1 && (source[content] == 0 || source[content] == -1);
          case INTEGER -> length == 1 || (length > 1 && !startsWithNineEqualBits());
          case BIT_STRING -> length > 0 && unusedBitsAreZero(length);
          case OBJECT_IDENTIFIER -> length > 0 && isObjectIdentifier();
          case NULL -> length == 0;
          case 0x10, 0x11 -> false;
          default -> true;
        };
    if (!good) {
      throw malformed("value of tag " + hex(tag()) + " and length " + length, "distinguished form");
    }
  }

  /** The last octet of each number has no top bit, and none begins with zeros. */
  private boolean isObjectIdentifier() {
    boolean first = true;
    for (int i = content; i < end; i++) {
      if (first && source[i] == (byte) 0x80) {
        return false;
      }
      first = source[i] >= 0;
    }
    return first;
  }

  private boolean startsWithNineEqualBits() {
    int nine = ((source[content] & 0xFF) << 1) | ((source[content + 1] & 0xFF) >> 7);
    return nine == 0 || nine == 0x1FF;
  }

  private boolean unusedBitsAreZero(int length) {
    int unused = source[content];
    return unused >= 0
        && unused <= 7
        && (length > 1 ? (source[end - 1] & ((1 << unused) - 1)) == 0 : unused == 0);
  }

  private static Der headerAt(byte[] source, int start, int limit) {
    if (limit - start < 2) {
      throw malformed((limit - start) + " octets", "a tag and a length");
    }
    if ((source[start] & 0x1F) == 0x1F) {
      throw malformed("tag number above 30", "a tag of one octet");
    }
    int first = source[start + 1] & 0xFF;
    int content = start + 2;
    long length = first;
    if (first >= 0x80) {
      int count = first & 0x7F;
      if (count == 0 || count > 4 || limit - content < count || source[content] == 0) {
        throw malformed("length octet " + hex(first), "a definite, shortest length");
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = (length << 8) | (source[content++] & 0xFF);
      }
      if (length < 0x80) {
        throw malformed("long form of length " + length, "the shortest length");
      }
    }
    if (length > limit - content) {
      throw malformed("length " + length, "at most the " + (limit - content) + " octets present");
    }
    return new Der(source, start, content, (int) (content + length));
  }

  private static PkiException malformed(String found, String expected) {
    return new PkiException(Reason.MALFORMED_DER, found + " in DER, expected " + expected);
  }

  private static String hex(int octet) {
    return "0x" + Integer.toHexString(octet);
  }
}
