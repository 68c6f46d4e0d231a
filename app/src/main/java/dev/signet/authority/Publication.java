// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.authority.revocation.Crls;
import dev.signet.authority.revocation.OcspResponder;
import dev.signet.authority.revocation.PublishedCertificates;
import dev.signet.authority.revocation.PublishedCrls;
import dev.signet.ground.Ground;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.status.OcspRequest;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What authorities tell everybody, unsigned: CRLs, OCSP answers and their own certificates. */
public final class Publication {
  /** The kind of a change that tells of a new CRL. */
  public static final String CRL_PUBLISHED = Crls.PUBLISHED;

  /** The kind of a change that tells of a bucket that refused a CRL, each time. */
  public static final String COPY_REFUSED = "crl.copy-refused";

  /** The same where the bucket is not to blame. */
  public static final String COPY_FAILED = "crl.copy-failed";

  private final PublishedCrls crls;
  private final PublishedCertificates certificates;
  private final OcspResponder ocsp;

  Publication(Ground ground) {
    this.crls = new PublishedCrls(ground);
    this.certificates = new PublishedCertificates(ground);
    this.ocsp = new OcspResponder(ground);
  }

  /** The newest CRL of a path, {@code crl/<id>.crl}. */
  public Optional<PublishedCrl> crl(String path) {
    return crls.find(path);
  }

  /**
   * The octets of a CRL in pieces, read as they are asked for. Earlier editions are kept for a
   * while; CONFLICT when this one is no more.
   */
  public Iterator<byte[]> octets(PublishedCrl crl) {
    return crls.octets(crl);
  }

  /**
   * A CRL that belongs into a bucket.
   *
   * @param everybody whether everybody may read it there
   */
  public record Deposit(
      PublishedCrl crl, AuthorityArn authority, String bucket, boolean everybody) {}

  /** All CRLs that belong into buckets. */
  public List<Deposit> deposits() {
    return crls.deposits();
  }

  /** The CRL of a path, if it belongs into a bucket. */
  public Optional<Deposit> deposit(String path) {
    return crls.deposit(path);
  }

  /** The path of the CRL that the subject of such a change names. */
  public static String pathOf(String subject) {
    return PublishedCrls.pathOf(subject);
  }

  /**
   * The certificate in force of the authority with this UUID, while it can at least be restored.
   */
  public Optional<Certificate> certificate(String uuid) {
    return certificates.find(uuid);
  }

  /** What an OCSP request asks; empty for what is none. */
  public static Optional<OcspRequest> ocspRequest(byte[] der) {
    try {
      return Optional.of(OcspRequest.parse(der));
    } catch (PkiException malformed) {
      return Optional.empty();
    }
  }

  /** The answer that is kept for a request, found without waiting. */
  public Optional<OcspAnswer> keptAnswer(OcspRequest request) {
    return ocsp.kept(request);
  }

  /** The answer to a request; it may read, sign and wait. */
  public OcspAnswer answer(OcspRequest request) {
    return ocsp.answer(request);
  }
}
