// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.pki.status.RevokedEntry;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The peer: Bouncy Castle's builder, in this process. */
final class OtherCrl {
  private OtherCrl() {}

  /** Builds and signs a CRL of these entries; how many seconds that takes. */
  @SuppressWarnings("JavaUtilDate") // the peer's API takes nothing else
  static double seconds(List<RevokedEntry> entries) {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
      keys.initialize(new ECGenParameterSpec("secp256r1"));
      var signer =
          new JcaContentSignerBuilder("SHA256withECDSA").build(keys.generateKeyPair().getPrivate());
      long began = System.nanoTime();
      var builder = new X509v2CRLBuilder(new X500Name("CN=peer"), new Date());
      for (RevokedEntry entry : entries) {
        builder.addCRLEntry(entry.serial().value(), Date.from(entry.at()), entry.reason().code());
      }
      if (builder.build(signer).getEncoded().length < entries.size()) {
        throw new BenchFailed("the peer's CRL is short");
      }
      return (System.nanoTime() - began) / 1e9;
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new BenchFailed("the peer failed: " + e.getMessage());
    }
  }
}
