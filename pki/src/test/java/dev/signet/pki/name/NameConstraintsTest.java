// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.codec.Octets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameConstraintsTest {
  private static final NameConstraints WALKTHROUGH =
      NameConstraints.fromDer(
          Base64.getDecoder()
              .decode(
                  "MEagKTASghAuZGV2LmV4YW1wbGUuY29tMBOCES50ZXN0LmV4YW1wbGUuY29t"
                      + "oRkwF4IVLnByb2QuZGV2LmV4YW1wbGUuY29t"));

  private static boolean allows(
      List<NameConstraints> levels, DistinguishedName dn, GeneralName... san) {
    return NameConstraints.violation(levels, dn, Arrays.asList(san)).isEmpty();
  }

  private static boolean allows(NameConstraints level, GeneralName... san) {
    return allows(List.of(level), DistinguishedName.empty(), san);
  }

  private static boolean allowsDns(NameConstraints level, String... names) {
    return allows(
        level, Arrays.stream(names).map(GeneralName.Dns::new).toArray(GeneralName[]::new));
  }

  private static NameConstraints permitted(Subtree... subtrees) {
    return new NameConstraints(List.of(subtrees), List.of());
  }

  private static NameConstraints excluded(Subtree... subtrees) {
    return new NameConstraints(List.of(), List.of(subtrees));
  }

  private static Subtree[] dns(String... patterns) {
    return Arrays.stream(patterns).map(Subtree.Dns::new).toArray(Subtree[]::new);
  }

  @ParameterizedTest(name = "{0} issued: {1}")
  @CsvSource({
    "app.dev.example.com, true",
    "a.b.test.example.com, true",
    "app.prod.dev.example.com, false",
    "prod.dev.example.com, true",
    "dev.example.com, false",
    "other.com, false",
    "APP.Dev.Example.COM, true",
    "app.dev.example.com., true",
    "evildev.example.com, false",
    "*.dev.example.com, true",
    "*.prod.dev.example.com, false",
    "*.example.com, false",
    "app..dev.example.com, false",
    "'app .dev.example.com', false",
    "app.*.dev.example.com, false"
  })
  void theWalkthroughDecidesAsOpenSslAndTheJdkDo(String name, boolean issued) {
    assertThat(allowsDns(WALKTHROUGH, name)).isEqualTo(issued);
  }

  @Test
  void oneBadNameAmongGoodOnesIsEnough() {
    assertThat(allowsDns(WALKTHROUGH, "app.dev.example.com", "other.com")).isFalse();
  }

  @Test
  void aCommonNameStandsInForMissingHostNames() {
    DistinguishedName bad =
        DistinguishedName.of(AttributeType.COMMON_NAME, "app.prod.dev.example.com");
    assertThat(allows(List.of(WALKTHROUGH), bad)).isFalse();
    assertThat(allows(List.of(WALKTHROUGH), bad, new GeneralName.Uri("spiffe://x/y"))).isFalse();
    assertThat(allows(List.of(WALKTHROUGH), bad, new GeneralName.Dns("app.dev.example.com")))
        .isTrue();
    assertThat(
            allows(
                List.of(WALKTHROUGH),
                DistinguishedName.of(AttributeType.COMMON_NAME, "*.prod.dev.example.com")))
        .isFalse();
    assertThat(
            allows(
                List.of(WALKTHROUGH),
                DistinguishedName.of(AttributeType.COMMON_NAME, "Example Teller")))
        .isTrue();
  }

  @Test
  void formsThatAreNotListedAreUnconstrained() {
    assertThat(
            allows(
                WALKTHROUGH,
                new GeneralName.Ip(Octets.of(new byte[] {10, 0, 0, 1})),
                new GeneralName.Uri("spiffe://x"),
                new GeneralName.Email("a@other.com"),
                new GeneralName.RegisteredId("1.2.3")))
        .isTrue();
  }

  @Test
  void anEmptyPermittedPatternDeniesAllNamesOfItsForm() {
    NameConstraints guide =
        new NameConstraints(
            List.of(
                new Subtree.Dns(".private"),
                new Subtree.Dns(".local"),
                new Subtree.Dns(".corp"),
                new Subtree.Uri("")),
            List.of());
    assertThat(allowsDns(guide, "a.private")).isTrue();
    assertThat(allows(guide, new GeneralName.Uri("https://a.private/"))).isFalse();
    assertThat(allowsDns(permitted(dns("")), "a.b")).isFalse();
    assertThat(allows(permitted(new Subtree.Email("")), new GeneralName.Email("a@b"))).isFalse();
  }

  @Test
  void anEmptyExcludedPatternAllowsAllNamesOfItsForm() {
    assertThat(allowsDns(excluded(dns("")), "a.b")).isTrue();
    assertThat(allows(excluded(new Subtree.Uri("")), new GeneralName.Uri("https://a.b/"))).isTrue();
    assertThat(allows(excluded(new Subtree.Email("")), new GeneralName.Email("a@b"))).isTrue();
  }

  @Test
  void whatIsOnlyExcludedLeavesTheRest() {
    NameConstraints guide = excluded(dns(".example.com", ".local"));
    assertThat(allowsDns(guide, "a.example.com")).isFalse();
    assertThat(allowsDns(guide, "a.local")).isFalse();
    assertThat(allowsDns(guide, "a.private")).isTrue();
  }

  @Test
  void exclusionBeatsPermission() {
    NameConstraints guide =
        new NameConstraints(
            List.of(dns(".private", ".local", ".corp")),
            List.of(dns(".secret.corp", ".example.com")));
    assertThat(allowsDns(guide, "a.corp")).isTrue();
    assertThat(allowsDns(guide, "a.secret.corp")).isFalse();
    assertThat(allowsDns(guide, "a.example.com")).isFalse();
    assertThat(allowsDns(guide, "a.other")).isFalse();
  }

  @Test
  void twoLevelsPermitTheirIntersection() {
    List<NameConstraints> levels =
        List.of(
            permitted(dns(".sub.private", ".a.b.local")),
            permitted(dns(".private", ".local", ".corp")));
    DistinguishedName none = DistinguishedName.empty();
    assertThat(allows(levels, none, new GeneralName.Dns("x.sub.private"))).isTrue();
    assertThat(allows(levels, none, new GeneralName.Dns("x.a.b.local"))).isTrue();
    assertThat(allows(levels, none, new GeneralName.Dns("x.corp"))).isFalse();
    assertThat(allows(levels, none, new GeneralName.Dns("x.private"))).isFalse();
  }

  @Test
  void twoLevelsExcludeTheirUnion() {
    Subtree allIpv4 = new Subtree.Ip(Octets.of(new byte[4]), 0);
    List<NameConstraints> levels = List.of(excluded(dns(".a")), excluded(allIpv4));
    DistinguishedName none = DistinguishedName.empty();
    assertThat(allows(levels, none, new GeneralName.Dns("x.a"))).isFalse();
    assertThat(allows(levels, none, new GeneralName.Ip(Octets.of(new byte[] {10, 1, 2, 3}))))
        .isFalse();
    assertThat(allows(levels, none, new GeneralName.Ip(Octets.of(new byte[16])))).isTrue();
    assertThat(allows(levels, none, new GeneralName.Dns("x.b"))).isTrue();
  }

  @ParameterizedTest(name = "{0} under {1}: {2}")
  @CsvSource({
    "host.tld, host.tld, true",
    "a.host.tld, host.tld, true",
    "a.b.host.tld, host.tld, true",
    "nothost.tld, host.tld, false",
    "host.tld, .host.tld, false",
    "a.host.tld, .host.tld, true",
    "*.host.tld, host.tld, true",
    "*.host.tld, .host.tld, true",
    "*.host.tld, foo.host.tld, false"
  })
  void hostPatternsCoverByLabels(String name, String pattern, boolean covered) {
    assertThat(allowsDns(permitted(dns(pattern)), name)).isEqualTo(covered);
  }

  @ParameterizedTest(name = "{0} with {1} excluded: {2}")
  @CsvSource({
    "*.host.tld, foo.host.tld, false",
    "f*.host.tld, foo.host.tld, false",
    "*.host.tld, host.tld, false",
    "*.host.tld, foo.bar.host.tld, true",
    "*.host.tld, .foo.host.tld, true",
    "foo.host.tld, bar.host.tld, true"
  })
  void aWildcardThatCouldReachAnExcludedNameIsRefused(
      String name, String pattern, boolean allowed) {
    assertThat(allowsDns(excluded(dns(pattern)), name)).isEqualTo(allowed);
  }

  @ParameterizedTest(name = "{0} in {1}/{2}: {3}")
  @CsvSource({
    "0a000001, 0a000000, 8, true",
    "0b000001, 0a000000, 8, false",
    "c0a80181, c0a80180, 25, true",
    "c0a80101, c0a80180, 25, false",
    "0a000001, 0a000001, 32, true",
    "20010db8000000000000000000000001, 20010db8000000000000000000000000, 32, true",
    "20010db9000000000000000000000001, 20010db8000000000000000000000000, 32, false",
    "00000000000000000000ffff0a000001, 0a000000, 8, false"
  })
  void addressesAreCoveredByNetworks(String address, String network, int bits, boolean covered) {
    Subtree subnet = new Subtree.Ip(Octets.ofHex(network), bits);
    assertThat(allows(permitted(subnet), new GeneralName.Ip(Octets.ofHex(address))))
        .isEqualTo(covered);
  }

  @ParameterizedTest(name = "{0} under {1}: {2}")
  @CsvSource({
    "user@host.tld, user@host.tld, true",
    "user@HOST.tld, user@host.tld, true",
    "User@host.tld, user@host.tld, false",
    "other@host.tld, user@host.tld, false",
    "any@host.tld, host.tld, true",
    "any@sub.host.tld, host.tld, false",
    "any@sub.host.tld, .host.tld, true",
    "any@host.tld, .host.tld, false",
    "no-host, host.tld, false",
    "a@b@host.tld, host.tld, true"
  })
  void mailPatternsCoverMailboxes(String address, String pattern, boolean covered) {
    assertThat(allows(permitted(new Subtree.Email(pattern)), new GeneralName.Email(address)))
        .isEqualTo(covered);
  }

  @Test
  void aMailAddressInTheSubjectIsHeldAgainstMailPatterns() {
    DistinguishedName subject =
        DistinguishedName.of(AttributeType.EMAIL_ADDRESS, "a@elsewhere.tld");
    assertThat(allows(List.of(permitted(new Subtree.Email("host.tld"))), subject)).isFalse();
  }

  @ParameterizedTest(name = "{0} under {1}: {2}")
  @CsvSource({
    "https://host.tld/path, host.tld, true",
    "https://HOST.tld:8443, host.tld, true",
    "spiffe://host.tld/a, host.tld, true",
    "https://a.host.tld/, host.tld, false",
    "https://a.host.tld/, .host.tld, true",
    "https://host.tld/, .host.tld, false",
    "https://user@host.tld/, host.tld, false",
    "https://evil.tld/@host.tld, host.tld, false",
    "https://10.0.0.1/, .0.0.1, false",
    "https://[2001:db8::1]/, host.tld, false",
    "urn:host.tld, host.tld, false",
    "mailto:a@host.tld, host.tld, false"
  })
  void uriPatternsCoverHosts(String uri, String pattern, boolean covered) {
    assertThat(allows(permitted(new Subtree.Uri(pattern)), new GeneralName.Uri(uri)))
        .isEqualTo(covered);
  }

  @Test
  void aUriWithoutHostFailsWhereUrisAreExcludedToo() {
    assertThat(allows(excluded(new Subtree.Uri("host.tld")), new GeneralName.Uri("urn:x")))
        .isFalse();
  }

  @Test
  void directoryPatternsArePrefixesWhateverTheCaseAndBlanks() {
    Subtree prefix =
        new Subtree.Directory(
            DistinguishedName.of(
                List.of(
                    Attribute.of(AttributeType.COUNTRY, "DE"),
                    Attribute.of(AttributeType.ORGANIZATION, "Example  Shop"))));
    DistinguishedName inside =
        DistinguishedName.of(
            List.of(
                Attribute.of(AttributeType.COUNTRY, "de"),
                Attribute.of(AttributeType.ORGANIZATION, " EXAMPLE shop "),
                Attribute.of(AttributeType.COMMON_NAME, "teller")));
    DistinguishedName outside =
        DistinguishedName.of(
            List.of(
                Attribute.of(AttributeType.ORGANIZATION, "Example Shop"),
                Attribute.of(AttributeType.COUNTRY, "DE")));
    assertThat(allows(List.of(permitted(prefix)), inside)).isTrue();
    assertThat(allows(List.of(permitted(prefix)), outside)).isFalse();
    assertThat(allows(List.of(excluded(prefix)), inside)).isFalse();
    assertThat(allows(List.of(permitted(prefix)), inside, new GeneralName.Directory(outside)))
        .isFalse();
    assertThat(
            allows(List.of(permitted(prefix)), DistinguishedName.of(AttributeType.COUNTRY, "DE")))
        .isFalse();
  }

  @Test
  void anEmptySubjectIsNoDirectoryName() {
    Subtree prefix = new Subtree.Directory(DistinguishedName.of(AttributeType.COUNTRY, "DE"));
    assertThat(
            allows(
                List.of(permitted(prefix)),
                DistinguishedName.empty(),
                new GeneralName.Dns("a.example.com")))
        .isTrue();
  }

  @Test
  void theMessageSaysWhichNameAndNamesTheConstraints() {
    assertThat(
            NameConstraints.violation(
                List.of(WALKTHROUGH),
                DistinguishedName.empty(),
                List.of(new GeneralName.Dns("other.com"))))
        .contains(
            "DNS:other.com violates the name constraints, "
                + "expected one of DNS:.dev.example.com, DNS:.test.example.com");
  }

  @Test
  void moreNamesTimesConstraintsThanEnvoyComparesAreRefused() {
    NameConstraints many =
        excluded(
            IntStream.range(0, 1025)
                .mapToObj(i -> new Subtree.Dns("x" + i))
                .toArray(Subtree[]::new));
    String[] names = IntStream.range(0, 1024).mapToObj(i -> "y" + i).toArray(String[]::new);
    assertThat(allowsDns(many, names)).isFalse();
    assertThat(allowsDns(many, Arrays.copyOf(names, 1000))).isTrue();
  }
}
