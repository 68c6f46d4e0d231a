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
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * A CRL that waits for its signature. Its entries pass through once, so that one with a million of
 * them needs no more memory than one with ten: what is signed goes to the signer, to the proof that
 * the signature is right, and to whoever keeps it, in pieces.
 */
public final class UnsignedCrl implements ToBeSigned<CrlFrame> {
  private static final int PIECE = 256 * 1024;

  private final CrlHead head;
  private final Entries entries;
  private final Consumer<byte[]> keeper;
  private final SignatureVerifier.Running proof;
  private long length;

  /**
   * The entries of a CRL.
   *
   * @param octets how many octets they have together
   * @param source hands each {@link RevokedEntry#der()} over, sorted by serial
   */
  public record Entries(long octets, Consumer<Consumer<byte[]>> source) {}

  /**
   * A CRL of these entries.
   *
   * @param signer the key that the signature must verify with
   * @param keeper is given the signed part, in pieces
   */
  public UnsignedCrl(
      CrlHead head,
      Entries entries,
      PublicKeyInfo signer,
      SignatureVerifier verifier,
      Consumer<byte[]> keeper) {
    this.head = head;
    this.entries = entries;
    this.keeper = keeper;
    this.proof = verifier.start(signer, SignatureAlgorithm.of(head.scheme()));
  }

  @Override
  public SignatureScheme scheme() {
    return head.scheme();
  }

  @Override
  public void writeTo(Consumer<byte[]> signer) {
    byte[] before = head.beforeEntries();
    byte[] after = head.afterEntries();
    // RFC 5280 section 5.1.2.6: without revoked certificates there is no list, not an empty one.
    byte[] list =
        entries.octets() == 0
            ? new byte[0]
            : DerWriter.header(Der.SEQUENCE, Math.toIntExact(entries.octets()));
    long content = before.length + list.length + entries.octets() + after.length;
    Pieces pieces = new Pieces(signer);
    pieces.add(DerWriter.header(Der.SEQUENCE, Math.toIntExact(content)));
    pieces.add(before);
    pieces.add(list);
    long start = pieces.total();
    entries.source().accept(pieces::add);
    if (pieces.total() - start != entries.octets()) {
      throw new IllegalStateException(
          "entries of " + (pieces.total() - start) + " octets, expected " + entries.octets());
    }
    pieces.add(after);
    pieces.flush();
    length = pieces.total();
  }

  /**
   * What makes the signed part a CRL. The check began with the constructor's verifier, as the
   * octets passed; refuses with {@link Reason#BAD_SIGNATURE} a signature that the CA's key does not
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
            List.of(head.scheme().algorithmIdentifier(), DerWriter.bitString(signature)));
    byte[] before = DerWriter.header(Der.SEQUENCE, Math.toIntExact(length + after.length));
    return new CrlFrame(Octets.of(before), Octets.of(after));
  }

  /** Gathers small parts, so that each piece is worth its way. */
  private final class Pieces {
    private final Consumer<byte[]> signer;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(PIECE);
    private long total;

    Pieces(Consumer<byte[]> signer) {
      this.signer = signer;
    }

    long total() {
      return total;
    }

    void add(byte[] part) {
      gathered.writeBytes(part);
      total += part.length;
      if (gathered.size() >= PIECE) {
        flush();
      }
    }

    void flush() {
      byte[] piece = gathered.toByteArray();
      gathered.reset();
      signer.accept(piece);
      proof.update(piece);
      keeper.accept(piece);
    }
  }
}
