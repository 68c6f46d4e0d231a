// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import static dev.signet.pki.Refusals.assertRefused;
import static dev.signet.pki.TestKey.ONE_YEAR;
import static dev.signet.pki.TestKey.cn;
import static dev.signet.pki.TestKey.profile;
import static dev.signet.pki.TestKey.serial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.TestKey;
import dev.signet.pki.cert.BasicConstraints;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.name.SubjectAlternativeName;
import dev.signet.pki.profile.Issuer;
import dev.signet.pki.profile.Pointers;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HierarchyTest {
  private final TestKey rootKey = TestKey.ec();
  private final Chain root = rootKey.root("Root");
  private final TestKey subKey = TestKey.ec();
  private final TestKey childKey = TestKey.ec();

  private static Extension ca(int pathLength) {
    return Extension.basicConstraints(true, new BasicConstraints(true, OptionalInt.of(pathLength)));
  }

  @ParameterizedTest(name = "PathLen{1} under PathLen{0}: {2}")
  @CsvSource({
    "0, 0, false",
    "1, 0, true",
    "1, 1, false",
    "1, 2, false",
    "1, 3, false",
    "2, 1, true",
    "2, 2, false",
    "3, 0, true",
    "3, 2, true",
    "3, 3, false"
  })
  void aCaIssuesShorterPathsOnly(int own, int child, boolean issued) {
    Chain sub =
        rootKey.issue(root, "SubordinateCACertificate_PathLen" + own, subKey.request(cn("Sub")));
    String template = "SubordinateCACertificate_PathLen" + child;
    if (issued) {
      assertThat(subKey.issue(sub, template, childKey.request(cn("Child"))).certificates())
          .hasSize(3);
    } else {
      assertRefused(
          Reason.PATH_LENGTH, () -> subKey.issue(sub, template, childKey.request(cn("Child"))));
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3"})
  void aRootWithoutConstraintIssuesAnyLength(int length) {
    assertThat(
            rootKey
                .issue(root, "SubordinateCACertificate_PathLen" + length, subKey.request(cn("Sub")))
                .first()
                .extensions()
                .basicConstraints()
                .pathLength())
        .hasValue(length);
  }

  @Test
  void everyCaIssuesEndEntities() {
    Chain sub = rootKey.issue(root, "SubordinateCACertificate_PathLen0", subKey.request(cn("Sub")));
    assertThat(subKey.issue(sub, "EndEntityCertificate", childKey.request(cn("leaf"))).first())
        .isNotNull();
  }

  @Test
  void theLeastOfTheWholeChainCounts() {
    Certificate above = rootKey.forge(cn("Root"), cn("Root"), rootKey.info(), ca(1));
    Certificate sub = rootKey.forge(cn("Root"), cn("Sub"), subKey.info(), ca(3));
    Chain chain = new Chain(List.of(sub, above));
    assertThat(Hierarchy.effectivePathLength(chain)).hasValue(0);
    assertThat(Hierarchy.effectivePathLength(Chain.of(sub))).hasValue(3);
    Certificate wide = rootKey.forge(cn("Root"), cn("Root"), rootKey.info(), ca(3));
    Certificate narrow = rootKey.forge(cn("Root"), cn("Sub"), subKey.info(), ca(1));
    assertThat(Hierarchy.effectivePathLength(new Chain(List.of(narrow, wide)))).hasValue(1);
    assertThat(Hierarchy.effectivePathLength(root)).isEmpty();
    assertRefused(
        Reason.PATH_LENGTH,
        () ->
            subKey.issue(
                chain, "SubordinateCACertificate_PathLen0", childKey.request(cn("Child"))));
  }

  @Test
  void selfIssuedCertificatesDoNotCount() {
    Certificate above = rootKey.forge(cn("Root"), cn("Root"), rootKey.info(), ca(1));
    Certificate rekeyed = rootKey.forge(cn("Root"), cn("Root"), subKey.info(), ca(1));
    assertThat(Hierarchy.effectivePathLength(new Chain(List.of(rekeyed, above)))).hasValue(1);
  }

  @Test
  void aHierarchyHasFiveLevelsOrAsManyAsConfigured() {
    Chain chain = root;
    TestKey key = rootKey;
    for (int level = 2; level <= 5; level++) {
      TestKey next = TestKey.ec();
      Certificate ca =
          key.forge(
              chain.first().subject(),
              cn("Level " + level),
              next.info(),
              Extension.basicConstraints(true, new BasicConstraints(true, OptionalInt.empty())));
      if (level == 5) {
        Chain four = chain;
        TestKey fourth = key;
        assertThat(
                fourth
                    .issue(four, "SubordinateCACertificate_PathLen0", next.request(cn("5")))
                    .certificates())
            .hasSize(5);
      }
      chain = chain.under(ca);
      key = next;
    }
    Chain five = chain;
    TestKey fifth = key;
    assertRefused(
            Reason.PATH_LENGTH,
            () -> fifth.issue(five, "SubordinateCACertificate_PathLen0", childKey.request(cn("6"))))
        .contains("6 levels of CAs, expected at most 5");
    assertThat(
            profile("SubordinateCACertificate_PathLen0")
                .prepare(
                    new Issuer.Installed(five, 6, Pointers.NONE),
                    childKey.request(cn("6")),
                    ONE_YEAR,
                    serial(),
                    fifth.scheme())
                .toBeSigned())
        .isNotEmpty();
  }

  @Test
  void nameConstraintsAboveTheIssuerHoldForWhatItIssues() {
    Extension constraints =
        Extension.of(
            ExtensionOid.NAME_CONSTRAINTS,
            true,
            Base64.getDecoder()
                .decode(
                    "MEagKTASghAuZGV2LmV4YW1wbGUuY29tMBOCES50ZXN0LmV4YW1wbGUuY29t"
                        + "oRkwF4IVLnByb2QuZGV2LmV4YW1wbGUuY29t"));
    Certificate above = rootKey.forge(cn("Root"), cn("Root"), rootKey.info(), ca(3), constraints);
    Chain chain = Chain.of(above).under(rootKey.forge(cn("Root"), cn("Sub"), subKey.info(), ca(2)));

    assertThat(issue(chain, "EndEntityCertificate", "app.dev.example.com").isCa()).isFalse();
    for (String template : List.of("EndEntityCertificate", "SubordinateCACertificate_PathLen0")) {
      assertRefused(
              Reason.NAME_CONSTRAINTS, () -> issue(chain, template, "app.prod.dev.example.com"))
          .contains("name constraints");
    }
    assertRefused(
        Reason.NAME_CONSTRAINTS,
        () -> subKey.issue(chain, "EndEntityCertificate", childKey.request(cn("other.com"))));
  }

  private Certificate issue(Chain chain, String template, String dns) {
    Extension san = Extension.alternativeName(false, SubjectAlternativeName.ofDns(List.of(dns)));
    return subKey.issue(chain, template, childKey.request(cn("Name"), san)).first();
  }

  @Test
  void constraintsThatCannotBeReadLetNothingPass() {
    byte[] otherName = DerWriter.sequence(DerWriter.explicit(0, DerWriter.oid("1.2.3")));
    Extension unreadable =
        Extension.of(
            ExtensionOid.NAME_CONSTRAINTS,
            true,
            DerWriter.sequence(DerWriter.explicit(0, otherName)));
    Chain chain =
        Chain.of(rootKey.forge(cn("Root"), cn("Root"), rootKey.info(), ca(3), unreadable));
    assertRefused(
        Reason.MALFORMED_NAME,
        () -> rootKey.issue(chain, "EndEntityCertificate", childKey.request(cn("a"))));
  }
}
