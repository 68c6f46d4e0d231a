// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.authority.Requests;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.CertificateWords;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.testkit.Eventually;
import dev.signet.testkit.RawHttp;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.calls.PrivateCaCalls;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.RequestCertificateRequest;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import dev.signet.wire.generated.acmpca.GetCertificateResponse;
import dev.signet.wire.generated.acmpca.ImportCertificateAuthorityCertificateRequest;
import dev.signet.wire.generated.acmpca.RevocationReason;
import dev.signet.wire.generated.acmpca.RevokeCertificateRequest;
import dev.signet.wire.generated.secretsmanager.CreateSecretRequest;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages of CAs and certificates, what they lead to, and the search box. */
@SuppressWarnings("NullAway.Init")
final class ConsolePagesTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private static final Pattern LINK = Pattern.compile("(?:href|action)=\"([^\"]*)\"");
  private static final Pattern SHOWN = Pattern.compile(">([^<]*)<");
  private static final String HOSTILE = "<i>\u200Fgpj.exe</i> & \"co\"";

  private static String root;
  private static String sub;
  private static String leaf;
  private static String revoked;
  private static String hostile;
  private static String managed;

  @BeforeAll
  static void seed() {
    PrivateCaCalls pca = signet.pca();
    root = pca.root("Acme Root");
    sub = pca.pending(CertificateAuthorityType.SUBORDINATE, "Acme Issuing", Kind.P256);
    String signed =
        pca.issue(root, Kind.P256, pca.csr(sub), "SubordinateCACertificate_PathLen0/V1", 1000);
    GetCertificateResponse made = pca.get(root, signed);
    pca.calls()
        .call(
            AcmPca.IMPORT_CERTIFICATE_AUTHORITY_CERTIFICATE,
            ImportCertificateAuthorityCertificateRequest.of(sub, blob(made.certificate()))
                .withCertificateChain(blob(made.certificateChain())));
    pca.publish(sub);
    leaf = leaf("shop.example");
    revoked = leaf("gone.example");
    hostile = leaf(HOSTILE);
    pca.calls()
        .call(
            AcmPca.REVOKE_CERTIFICATE,
            new RevokeCertificateRequest(sub, last(revoked), RevocationReason.KEY_COMPROMISE));
    pca.permitManager(sub);
    managed = signet.acm().privateCertificate("www.managed.example", sub);
    String waiting = pca.pending(CertificateAuthorityType.ROOT, "Waiting", Kind.P256);
    pca.calls()
        .call(
            Acm.REQUEST_CERTIFICATE,
            RequestCertificateRequest.of("never.example").withCertificateAuthorityArn(waiting));
    for (int i = 0; i < 50; i++) {
      leaf("leaf-" + i + ".example");
    }
  }

  private static String leaf(String commonName) {
    String csr = Requests.csr(DistinguishedName.of(AttributeType.COMMON_NAME, commonName));
    return signet.pca().issue(sub, Kind.P256, csr, "EndEntityCertificate/V1", 90);
  }

  private static Blob blob(@Nullable String pem) {
    return Blob.of(Objects.requireNonNull(pem).getBytes(StandardCharsets.US_ASCII));
  }

  private static String last(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static String authority(String arn) {
    return "/ca/" + last(arn);
  }

  private static String issued(String arn) {
    return authority(sub) + "/" + last(arn);
  }

  private static String managed() {
    return "/certificate/" + last(managed);
  }

  private static Certificate certificate(String arn) {
    return Certificate.parse(signet.pca().pem(sub, arn).getBytes(StandardCharsets.US_ASCII));
  }

  private static String shown(ConsoleVisit visit, String path) {
    RawHttp.Answer answer = visit.get(visit.page() + path);
    assertThat(answer.status()).as(path).isEqualTo(200);
    return answer.body();
  }

  @Test
  void secretsAreShownWithoutTheirValues() {
    signet
        .client("us-east-1")
        .calls()
        .call(
            SecretsManager.CREATE_SECRET,
            CreateSecretRequest.of("shop/db")
                .withClientRequestToken("0123456789abcdef0123456789abcdef")
                .withSecretString("very hidden"));
    ConsoleVisit visit = ConsoleVisit.enter(signet);
    assertThat(shown(visit, "")).contains("All secrets of this Region");
    assertThat(shown(visit, "/secrets"))
        .contains(">shop/db</td>", ">kept</span>", ">never</td>")
        .doesNotContain("very hidden", "Fail to rotate");
  }

  private static String search(ConsoleVisit visit, String query) {
    return shown(visit, "/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  private static List<String> links(String html) {
    return LINK.matcher(html)
        .results()
        .map(found -> found.group(1).replace("&amp;", "&"))
        .distinct()
        .toList();
  }

  /** Every page that links lead to from the first one, by its path. */
  private static Map<String, RawHttp.Answer> crawl(ConsoleVisit visit) {
    Map<String, RawHttp.Answer> seen = new HashMap<>();
    Queue<String> open = new ArrayDeque<>(List.of(visit.page()));
    while (!open.isEmpty()) {
      String path = open.remove();
      if (!seen.containsKey(path)) {
        RawHttp.Answer answer = visit.get(path);
        seen.put(path, answer);
        if (answer.header("content-type").startsWith("text/html")) {
          open.addAll(links(answer.body()));
        }
      }
    }
    return seen;
  }

  @Test
  void everyLinkOfEveryPageLeadsSomewhere() {
    ConsoleVisit visit = ConsoleVisit.enter(signet);
    Map<String, RawHttp.Answer> all = crawl(visit);
    assertThat(all)
        .allSatisfy((path, answer) -> assertThat(answer.status()).as(path).isEqualTo(200));
    List<String> paths = all.keySet().stream().map(path -> path.replaceFirst("[?].*", "")).toList();
    for (String page :
        List.of(authority(root), authority(sub), issued(leaf), issued(revoked), managed())) {
      assertThat(paths)
          .contains(
              visit.page() + page,
              visit.page() + page + "/certificate.pem",
              visit.page() + page + "/chain.pem");
    }
    assertThat(all.values())
        .filteredOn(answer -> answer.body().contains("leaf-49.example"))
        .as("control: the list goes on")
        .isNotEmpty();
  }

  @Test
  void noArnIsShownWhereANameWillDo() {
    crawl(ConsoleVisit.enter(signet))
        .forEach((path, answer) -> {
          long shown =
              SHOWN
                  .matcher(answer.body())
                  .results()
                  .filter(m -> m.group(1).contains("arn:"))
                  .count();
          boolean hasOne = path.matches(".*/(ca|certificate)/[0-9a-f-]{36}[?].*");
          assertThat(shown).as(path).isEqualTo(hasOne ? 1 : 0);
        });
  }

  @Test
  void theTreeLeadsFromTheRootToTheCertificate() {
    ConsoleVisit visit = ConsoleVisit.enter(signet);
    assertThat(shown(visit, ""))
        .containsPattern("(?s)Acme Root</a>.*<ul class=\"tree\">.*Acme Issuing</a>")
        .contains("54 issued, 1 revoked");
    assertThat(links(shown(visit, authority(root))))
        .contains(visit.page() + authority(sub) + "?region=us-east-1");
    assertThat(shown(visit, issued(leaf)))
        .containsPattern("(?s)Acme Root</a>.*Acme Issuing</a>.*<h1>shop.example</h1>");
  }

  @Test
  void aCertificateSaysWhatItDecodesTo() {
    ConsoleVisit visit = ConsoleVisit.enter(signet);
    Certificate certificate = certificate(leaf);
    assertThat(shown(visit, issued(leaf)))
        .contains(
            certificate.serial().colons(),
            CertificateWords.fingerprint(certificate),
            "CN=Acme Issuing",
            "server auth",
            "key usage (critical)",
            "URI:http://",
            "<meter class=\"good\"",
            "ends in 90 days",
            "not revoked",
            certificate.pem());
  }

  @Test
  void whatIsRevokedSaysSo() {
    ConsoleVisit visit = ConsoleVisit.enter(signet);
    assertThat(shown(visit, issued(revoked))).contains("revoked 2026-01-01", "KEY_COMPROMISE");
    String ca = shown(visit, authority(sub));
    assertThat(ca.substring(ca.indexOf("Revoked last"))).contains("gone.example");
    Eventually.eventually("a CRL is there", () -> shown(visit, authority(sub)).contains("CRL age"));
    assertThat(shown(visit, authority(root))).contains("not published");
  }

  @Test
  void aManagedCertificateAndWhatWasIssuedForItLeadToEachOther() {
    ConsoleVisit visit = ConsoleVisit.enter(signet);
    List<String> links = links(shown(visit, managed()));
    String other =
        links.stream()
            .filter(link -> link.matches(".*" + authority(sub) + "/[0-9a-f]{32}[?].*"))
            .findFirst()
            .orElseThrow();
    assertThat(links(visit.get(other).body()))
        .contains(visit.page() + managed() + "?region=us-east-1");
    assertThat(links(shown(visit, issued(leaf)))).noneMatch(link -> link.contains("/certificate/"));
  }

  @Test
  void namesOfOthersAreTextAndVisible() {
    ConsoleVisit visit = ConsoleVisit.enter(signet);
    for (String page : List.of(issued(hostile), authority(sub) + "?after=999999999")) {
      assertThat(shown(visit, page)).doesNotContain("\u200F", "<i>");
    }
    assertThat(shown(visit, issued(hostile)))
        .contains("<h1>&lt;i&gt;\\u200fgpj.exe&lt;/i&gt; &amp; \"co\"</h1>");
    assertThat(search(visit, "\"><b>\u202E")).doesNotContain("\u202E", "<b>");
    RawHttp.Answer file = visit.get(visit.page() + issued(hostile) + "/certificate.pem");
    assertThat(file.header("content-disposition"))
        .isEqualTo("attachment; filename=\"_i_gpj_exe_i_co_.pem\"");
  }

  @Test
  void filesAreToKeep() {
    ConsoleVisit visit = ConsoleVisit.enter(signet);
    RawHttp.Answer own = visit.get(visit.page() + issued(leaf) + "/certificate.pem");
    RawHttp.Answer chain = visit.get(visit.page() + issued(leaf) + "/chain.pem");
    assertThat(own.body()).isEqualTo(certificate(leaf).pem() + "\n");
    assertThat(own.header("content-disposition"))
        .isEqualTo("attachment; filename=\"shop_example.pem\"");
    assertThat(chain.header("content-disposition"))
        .isEqualTo("attachment; filename=\"shop_example-chain.pem\"");
    assertThat(List.of(own, chain))
        .allSatisfy(file -> {
          assertThat(file.header("content-type")).isEqualTo("application/x-pem-file");
          assertThat(file.header("x-content-type-options")).isEqualTo("nosniff");
          assertThat(file.header("cache-control")).isEqualTo("no-store");
        });
    assertThat(Chain.parse(chain.body().getBytes(StandardCharsets.US_ASCII)).certificates())
        .hasSize(3)
        .startsWith(certificate(leaf));
  }

  @Test
  void theSearchBoxFindsByWhatIsKnown() {
    ConsoleVisit visit = ConsoleVisit.enter(signet);
    Certificate wanted = certificate(leaf);
    for (String query :
        List.of(
            wanted.serial().hex(),
            wanted.serial().colons().toUpperCase(Locale.ROOT),
            leaf,
            "SHOP.ex")) {
      assertThat(search(visit, query)).as(query).contains(issued(leaf));
    }
    assertThat(search(visit, "issuing")).contains(authority(sub)).doesNotContain(authority(root));
    assertThat(search(visit, root)).contains(authority(root)).doesNotContain(authority(sub));
    assertThat(search(visit, "www.man")).contains(managed());
    assertThat(search(visit, managed)).contains(managed());
    for (String query :
        List.of("", " ", "hop.example", "%", "_ww", "x".repeat(300), "0".repeat(32))) {
      assertThat(search(visit, query))
          .as(query)
          .contains("Nothing was found")
          .doesNotContain("older ones");
    }
    assertThat(search(visit, "leaf-7.ex")).contains("leaf-7.example");
    assertThat(shown(visit, "/search?q=leaf-7.ex&after=1"))
        .as("a page that looks at older ones")
        .doesNotContain("leaf-7.example");
  }

  @Test
  void whatThereIsNotIsNotFound() {
    ConsoleVisit visit = ConsoleVisit.enter(signet);
    for (String path :
        List.of(
            "/x",
            "/ca",
            "/ca/",
            "/ca/x",
            "/ca/00000000-0000-0000-0000-000000000000",
            authority(sub) + "/",
            authority(sub) + "/00",
            authority(sub) + "/zz",
            authority(root) + "/" + last(leaf),
            issued(leaf) + "/x",
            issued(leaf) + "/x/certificate.pem",
            "/certificate/00000000-0000-0000-0000-000000000000",
            "/search/certificate.pem",
            "/certificate.pem",
            authority(sub) + "?region=eu-west-1",
            managed() + "?region=eu-west-1")) {
      assertThat(visit.get(visit.page() + path).status()).as(path).isEqualTo(404);
    }
    assertThat(shown(visit, "?after=nonsense")).contains("www.managed.example");
    assertThat(shown(visit, authority(sub) + "?after=-1")).contains("leaf-49.example");
  }

  @Test
  void withoutItsSessionNoAddressTellsAnything() {
    ConsoleVisit visit = ConsoleVisit.enter(signet);
    ConsoleVisit other = ConsoleVisit.enter(signet);
    for (String page :
        List.of(
            authority(sub), issued(leaf), managed(), "/search?q=shop", authority(sub) + "/00")) {
      for (String path : List.of(page, page + "/certificate.pem", page + "/chain.pem")) {
        String whole = visit.page() + path;
        RawHttp.Answer none = RawHttp.get(signet.running().apiUrl(), whole, Map.of());
        assertThat(none.status()).as(path).isEqualTo(403);
        assertThat(none.body()).contains("signet console").doesNotContain("CERTIFICATE");
        assertThat(other.get(whole).status()).as(path).isEqualTo(403);
      }
    }
  }
}
