// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.status;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.key.ToBeSigned;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A CRL that waits for its signature. Its entries pass through once, on their way to the signer and
 * to the proof that the signature is right, so that one with a million of them needs no more memory
 * than one with ten.
 */
public final class UnsignedCrl implements ToBeSigned<CrlFrame> {
  private final CrlHead head;
  private final Entries entries;
  private final SignatureVerifier.Running proof;
  private final byte[] start;
  private final byte[] end;

  /**
   * The entries of a CRL.
   *
   * @param octets how many octets they have together
   * @param source hands them over, some {@link RevokedEntry#der()} one after the other in each
   *     piece
   */
  public record Entries(long octets, Consumer<Consumer<byte[]>> source) {}

  /**
   * A CRL of these entries.
   *
   * @param signer the key that the signature must verify with
   */
  public UnsignedCrl(
      CrlHead head, Entries entries, PublicKeyInfo signer, SignatureVerifier verifier) {
    this.head = head;
    this.entries = entries;
    this.proof = verifier.start(signer, SignatureAlgorithm.of(head.scheme()));
    this.end = head.afterEntries();
    this.start = start(head.beforeEntries());
  }

  /** What is signed up to the entries. */
  private byte[] start(byte[] before) {
    // RFC 5280 section 5.1.2.6: without revoked certificates there is no list, not an empty one.
    byte[] list =
        entries.octets() == 0
            ? new byte[0]
            : DerWriter.header(Der.SEQUENCE, Math.toIntExact(entries.octets()));
    long content = before.length + list.length + entries.octets() + end.length;
    return DerWriter.concat(
        List.of(DerWriter.header(Der.SEQUENCE, Math.toIntExact(content)), before, list));
  }

  @Override
  public SignatureScheme scheme() {
    return head.scheme();
  }

  @Override
  public void writeTo(Consumer<byte[]> signer) {
    Consumer<byte[]> both = signer.andThen(proof::update);
    both.accept(start);
    AtomicLong passed = new AtomicLong();
    entries
        .source()
        .accept(piece -> {
          both.accept(piece);
          passed.addAndGet(piece.length);
        });
    if (passed.get() != entries.octets()) {
      throw new IllegalStateException(
          "entries of " + passed + " octets, expected " + entries.octets());
    }
    both.accept(end);
  }

  /**
   * What stands around the entries. The check began with the constructor's verifier, as the octets
   * passed; refuses with {@link Reason#BAD_SIGNATURE} a signature that the CA's key does not
   * verify.
   */
  @Override
  public CrlFrame complete(byte[] signature, SignatureVerifier verifier) {
    if (!proof.verifies(signature)) {
      throw new PkiException(
          Reason.BAD_SIGNATURE,
          "signature of CRL " + head.number() + ", expected one that the CA's key verifies");
    }
    byte[] after =
        DerWriter.concat(
            List.of(end, head.scheme().algorithmIdentifier(), DerWriter.bitString(signature)));
    long content = start.length + entries.octets() + after.length;
    byte[] before =
        DerWriter.concat(List.of(DerWriter.header(Der.SEQUENCE, Math.toIntExact(content)), start));
    return new CrlFrame(Octets.of(before), Octets.of(after));
  }
}
