// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import static dev.signet.pki.TestKey.ONE_YEAR;
import static dev.signet.pki.TestKey.POLICY;
import static dev.signet.pki.TestKey.VERIFIER;
import static dev.signet.pki.TestKey.cn;
import static dev.signet.pki.TestKey.profile;
import static dev.signet.pki.TestKey.serial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.Requesters;
import dev.signet.pki.TestKey;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.pki.csr.ProvenRequest;
import dev.signet.pki.key.KeySpec;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every template under CAs of every key, for every key and whoever brings what: exactly the octets
 * of the specification's tables, which stand here a second time.
 */
class TemplateTableTest {
  private static final String SAN = "2.5.29.17";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String AUTHORITY_KEY = "2.5.29.35";
  private static final String SUBJECT_KEY = "2.5.29.14";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String PURPOSES = "2.5.29.37";
  private static final String CRL = "2.5.29.31";
  private static final String AIA = "1.3.6.1.5.5.7.1.1";
  private static final String POLICIES = "2.5.29.32";

  /** basicConstraints without a path length, keyUsage, extKeyUsage; ! is critical, ? is open. */
  private static final Map<String, List<String>> FAMILIES =
      Map.ofEntries(
          Map.entry(
              "EndEntityCertificate",
              List.of("3000", "!030205a0", "301406082b0601050507030106082b06010505070302")),
          Map.entry(
              "EndEntityClientAuthCertificate",
              List.of("3000", "!030205a0", "300a06082b06010505070302")),
          Map.entry(
              "EndEntityServerAuthCertificate",
              List.of("3000", "!030205a0", "300a06082b06010505070301")),
          Map.entry(
              "CodeSigningCertificate", List.of("3000", "!03020780", "!300a06082b06010505070303")),
          Map.entry(
              "OCSPSigningCertificate", List.of("3000", "!03020780", "!300a06082b06010505070309")),
          Map.entry("BlankEndEntityCertificate", List.of("3000", "?", "?")),
          Map.entry(
              "BlankEndEntityCertificate_CriticalBasicConstraints", List.of("!3000", "?", "?")),
          Map.entry("RootCACertificate", List.of("!30030101ff", "!03020186", "")),
          Map.entry("BlankRootCACertificate", List.of("!30030101ff", "?", "?")),
          Map.entry("SubordinateCACertificate", List.of("!30030101ff", "!03020186", "")),
          Map.entry("BlankSubordinateCACertificate", List.of("!30030101ff", "?", "?")));

  private static final Pointers POINTERS =
      Pointers.of(Optional.of("http://c.test/1.crl"), Optional.of("http://o.test"));
  private static final Extension POINTED_CRL =
      hex(CRL, "301b3019a017a0158613" + ascii("http://c.test/1.crl"));
  private static final Extension POINTED_AIA =
      hex(AIA, "301b301906082b06010505073001860d" + ascii("http://o.test"));

  private static final List<TestKey> CAS =
      Arrays.stream(KeySpec.values()).map(TestKey::of).toList();
  private static final List<Chain> ROOTS = CAS.stream().map(key -> key.root("Root")).toList();
  private static final List<KeyPair> SUBJECTS = Requesters.keys();

  private enum Brings {
    NOBODY,
    CALL,
    REQUEST,
    BOTH;

    boolean call() {
      return this == CALL || this == BOTH;
    }

    boolean request() {
      return this == REQUEST || this == BOTH;
    }
  }

  static Stream<String> templates() {
    return new TreeSet<>(Profile.names()).stream();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void everyTemplateSaysWhatItsTableSaysWhoeverBringsWhat(String template) {
    int row = new ArrayList<>(new TreeSet<>(Profile.names())).indexOf(template);
    for (Brings brings : Brings.values()) {
      for (boolean pointed : new boolean[] {false, true}) {
        Row one = new Row(template, brings, pointed, CAS.get(row % CAS.size()));
        one.check(row);
      }
    }
  }

  /** One certificate of the table. */
  private record Row(String template, Brings brings, boolean pointed, TestKey ca) {

    void check(int number) {
      Chain root = ROOTS.get(CAS.indexOf(ca));
      boolean own = template.contains("RootCA");
      KeyPair pair = own ? ca.pair() : SUBJECTS.get(number % SUBJECTS.size());
      List<Extension> asked = brings.request() ? of("request") : List.of();
      CertificateRequest csr = Requesters.csr(pair, "CN=request", asked);
      ProvenRequest request = csr.prove(VERIFIER, POLICY);
      Issuer issuer =
          own
              ? Issuer.itself(ca.info())
              : Issuer.installed(root, pointed ? POINTERS : Pointers.NONE);
      ApiFields call =
          brings.call() ? ApiFields.of(Optional.of(cn("call")), of("call")) : ApiFields.NONE;
      Certificate made =
          ca.sign(profile(template).prepare(issuer, request, call, ONE_YEAR, serial(), ca.scheme()))
              .certificate();

      assertThat(made.subject())
          .as(toString())
          .hasToString(takes("API", brings.call()) ? "CN=call" : "CN=request");
      assertThat(made.extensions().all())
          .as(toString())
          .containsExactlyElementsOf(expected(request.publicKey().keyId().hex(), own));
      assertThat(made.toX509().getVersion()).as(toString()).isEqualTo(3);
    }

    private List<Extension> expected(String subjectKey, boolean own) {
      String family = template.replaceAll("(_PathLen\\d)?(_[A-Z]+Passthrough)?$", "");
      List<String> row = Objects.requireNonNull(FAMILIES.get(family));
      List<Extension> all = new ArrayList<>();
      String names = takes("API", brings.call()) ? "call" : brings.request() ? "request" : "";
      brought(SAN, names).ifPresent(all::add);
      all.add(hex(BASIC_CONSTRAINTS, basicConstraints(row.get(0))));
      if (!own) {
        all.add(hex(AUTHORITY_KEY, "30168014" + ca.info().keyId().hex()));
      } else if (family.equals("RootCACertificate")) {
        winner(AUTHORITY_KEY).ifPresent(all::add);
      }
      all.add(hex(SUBJECT_KEY, "0414" + subjectKey));
      fixedOrOpen(KEY_USAGE, row.get(1)).ifPresent(all::add);
      fixedOrOpen(PURPOSES, row.get(2)).ifPresent(all::add);
      if (pointed && !own) {
        all.add(POINTED_CRL);
        all.add(POINTED_AIA);
      } else {
        if (!family.equals("RootCACertificate")) {
          winner(CRL).ifPresent(all::add);
        }
        winner(AIA).ifPresent(all::add);
      }
      Stream.of(POLICIES, "1.3.6.1.5.5.7.1.24", "1.2.3.4", "1.2.3.5")
          .forEach(oid -> winner(oid).ifPresent(all::add));
      return all;
    }

    private String basicConstraints(String unlimited) {
      int at = template.indexOf("_PathLen");
      return at < 0
          ? unlimited
          : unlimited.replace("30030101ff", "30060101ff02010" + template.charAt(at + 8));
    }

    private Optional<Extension> fixedOrOpen(String oid, String value) {
      return value.equals("?")
          ? winner(oid)
          : Optional.of(value).filter(v -> !v.isEmpty()).map(v -> hex(oid, v));
    }

    /** The call's before the request's, each where the template's name takes it. */
    private Optional<Extension> winner(String oid) {
      Optional<Extension> ofCall =
          takes("API", brings.call()) ? brought(oid, "call") : Optional.empty();
      return ofCall.or(
          () -> takes("CSR", brings.request()) ? brought(oid, "request") : Optional.empty());
    }

    private boolean takes(String who, boolean brought) {
      String ending = template.substring(template.lastIndexOf('_') + 1);
      return brought && ending.endsWith("Passthrough") && ending.contains(who);
    }

    private Optional<Extension> brought(String oid, String who) {
      return who.isEmpty()
          ? Optional.empty()
          : of(who).stream().filter(e -> e.oid().equals(oid)).findFirst();
    }

    /** What somebody brings, in no order that a certificate has. */
    private List<Extension> of(String who) {
      boolean isCa = template.contains("CACertificate");
      boolean call = who.equals("call");
      String authority = template.contains("RootCA") ? ca.info().keyId().hex() : "00".repeat(20);
      List<Extension> all = new ArrayList<>();
      if (call) {
        all.add(hex("1.3.6.1.5.5.7.1.24", "3003020105"));
      }
      all.add(hex("1.2.3.4", call ? "!0500" : "0101ff"));
      if (!call) {
        all.add(hex("1.2.3.5", "!020107"));
      }
      all.add(hex(POLICIES, call ? "3006300406022a03" : "!3006300406022a04"));
      all.add(hex(AIA, "3015301306082b060105050730018607" + ascii(call ? "urn:a:a" : "urn:a:b")));
      all.add(hex(CRL, "300f300da00ba0098607" + ascii(call ? "urn:a:c" : "urn:a:d")));
      all.add(hex(PURPOSES, call ? "!300406022a03" : "300406022a04"));
      all.add(
          hex(
              KEY_USAGE,
              isCa ? (call ? "03020106" : "!03020204") : call ? "!03020388" : "03020780"));
      all.add(hex(SUBJECT_KEY, "0404deadbeef"));
      all.add(hex(AUTHORITY_KEY, "30168014" + authority));
      all.add(hex(BASIC_CONSTRAINTS, "!30060101ff020107"));
      all.add(hex(SAN, (call ? "" : "!") + "300b8209" + ascii(call ? "call.test" : "csr.atest")));
      return all;
    }
  }

  private static Extension hex(String oid, String value) {
    return new Extension(oid, value.startsWith("!"), Octets.ofHex(value.replace("!", "")));
  }

  private static String ascii(String text) {
    return Octets.of(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)).hex();
  }
}
