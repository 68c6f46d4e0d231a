// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.ground.Ground;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Region;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.calls.Calls;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.CertificateAuthorityStatus;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import dev.signet.wire.generated.acmpca.DeleteCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.UpdateCertificateAuthorityRequest;

/** A private CA without a server, spoken to by its typed API as the administrator. */
@SuppressWarnings("NullAway") // answers are whole
public record CaScene(PrivateCa ca) implements Calls {
  /** Who calls. */
  public static final Caller CALLER =
      new Caller(AccountId.DEFAULT, Region.DEFAULT, "arn:aws:iam::000000000000:user/admin");

  /** The room, opened over a ground. */
  public static CaScene over(Ground ground) {
    return new CaScene(PrivateCa.open(ground, Grounds.noBuckets(), () -> "http://status.test"));
  }

  @Override
  public <I, O> O call(Operation<I, O> operation, I input) {
    return ca.api().signed().find(operation).orElseThrow().answer(CALLER, input);
  }

  /** A root that waits for its certificate. */
  public String root() {
    return pca().pending(CertificateAuthorityType.ROOT, "test", Kind.P256);
  }

  /** A root that issues, for that many days. */
  public String activeRoot(int days) {
    return pca().root("test", Kind.P256, days);
  }

  /** A certificate for the authority's own request. */
  public String issue(String authority, String template, int days) {
    return pca().issue(authority, Kind.P256, pca().csr(authority), template + "/V1", days);
  }

  /** An end-entity certificate for a day. */
  public String issue(String authority) {
    return issue(authority, "EndEntityCertificate", 1);
  }

  /** Takes it out of use. */
  public void disable(String authority) {
    call(
        AcmPca.UPDATE_CERTIFICATE_AUTHORITY,
        UpdateCertificateAuthorityRequest.of(authority)
            .withStatus(CertificateAuthorityStatus.DISABLED));
  }

  /** Deletes it, restorable for a week. */
  public void delete(String authority) {
    call(
        AcmPca.DELETE_CERTIFICATE_AUTHORITY,
        DeleteCertificateAuthorityRequest.of(authority).withPermanentDeletionTimeInDays(7));
  }
}
