// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.path.PathVerdict.Invalid;
import dev.signet.pki.status.Crl;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The JDK's validation of one path at a time, with CRLs and never by OCSP. */
final class PkixValidation {
  private final List<Object> store;
  private final Instant at;

  /**
   * A validation at this time.
   *
   * @param certificates among which are those that signed CRLs
   */
  PkixValidation(List<Certificate> certificates, List<Crl> crls, Instant at) {
    this.store =
        Stream.<Object>concat(
                certificates.stream().map(Certificate::toX509),
                crls.stream().filter(crl -> !crl.isWeak()).map(Crl::list))
            .toList();
    this.at = at;
  }

  /** Why the path does not hold, or empty. */
  Optional<Invalid> fault(Chain path) {
    List<Certificate> below = path.certificates().subList(0, path.certificates().size() - 1);
    List<X509Certificate> below509 = below.stream().map(Certificate::toX509).toList();
    X509Certificate anchor = path.root().toX509();
    try {
      CertPathValidator validator = CertPathValidator.getInstance("PKIX");
      PKIXRevocationChecker revocation = (PKIXRevocationChecker) validator.getRevocationChecker();
      revocation.setOptions(
          EnumSet.of(
              PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
      parameters.setDate(Date.from(at));
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(store)));
      parameters.addCertPathChecker(revocation);
      validator.validate(
          CertificateFactory.getInstance("X.509").generateCertPath(below509), parameters);
      return Optional.empty();
    } catch (CertPathValidatorException e) {
      Certificate where = e.getIndex() < 0 ? path.first() : path.certificates().get(e.getIndex());
      return Optional.of(fault(e).of(where));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has PKIX", e);
    }
  }

  private static PathFault fault(CertPathValidatorException e) {
    return switch (e.getReason()) {
      case BasicReason.INVALID_SIGNATURE -> PathFault.SIGNATURE;
      case BasicReason.ALGORITHM_CONSTRAINED -> PathFault.ALGORITHM;
      case BasicReason.EXPIRED, BasicReason.NOT_YET_VALID -> PathFault.TIME;
      case BasicReason.REVOKED -> PathFault.REVOKED;
      case BasicReason.UNDETERMINED_REVOCATION_STATUS -> PathFault.NO_CRL;
      case PKIXReason.NOT_CA_CERT, PKIXReason.INVALID_KEY_USAGE -> PathFault.NOT_A_CA;
      case PKIXReason.PATH_TOO_LONG -> PathFault.PATH_LENGTH;
      case PKIXReason.INVALID_NAME -> PathFault.NAMES;
      case PKIXReason.INVALID_POLICY -> PathFault.POLICY;
      case PKIXReason.UNRECOGNIZED_CRIT_EXT -> PathFault.CRITICAL_EXTENSION;
      case PKIXReason.NAME_CHAINING, PKIXReason.NO_TRUST_ANCHOR -> PathFault.NO_ISSUER;
      default -> PathFault.OTHER;
    };
  }
}
