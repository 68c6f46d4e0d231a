// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.certificate.PublicProfile;
import java.util.List;
import picocli.CommandLine.Option;

/** How a server has public certificates issued. */
final class PublicOptions {
  @Option(
      names = "--public-issuer",
      paramLabel = "ISSUER",
      defaultValue = "${env:SIGNET_PUBLIC_ISSUER:-stand-in}",
      description =
          "Who issues public certificates: stand-in, a root of this server that nobody trusts by"
              + " itself; the ARN of a private CA; or none (SIGNET_PUBLIC_ISSUER; default:"
              + " stand-in).")
  private String issuer = "stand-in";

  @Option(
      names = "--dns-resolver",
      paramLabel = "IP:PORT",
      defaultValue = "${env:SIGNET_DNS_RESOLVER}",
      description =
          "DNS server that is asked whether names of public certificates are proven; may be repeated"
              + " (SIGNET_DNS_RESOLVER, one of them; default: the system's).")
  private List<String> resolvers = List.of();

  @Option(
      names = "--dns-validation-suffix",
      paramLabel = "DOMAIN",
      defaultValue = "${env:SIGNET_DNS_VALIDATION_SUFFIX:-" + PublicProfile.USUAL_SUFFIX + "}",
      description =
          "Domain below which the values of validation records are (SIGNET_DNS_VALIDATION_SUFFIX;"
              + " default: acm-validations.aws).")
  private String suffix = PublicProfile.USUAL_SUFFIX;

  @Option(
      names = "--zone-hook",
      paramLabel = "TARGET",
      defaultValue = "${env:SIGNET_ZONE_HOOK}",
      description =
          "Who sets validation records by itself: exec:/PATH, a program called with name, CNAME and"
              + " value, or rfc2136://HOST:PORT/ZONE?key-file=/PATH, the primary server of a zone"
              + " and a file with ALGORITHM:NAME:BASE64; may be repeated (SIGNET_ZONE_HOOK, one of"
              + " them; default: nobody).")
  private List<String> hooks = List.of();

  /**
   * What was chosen.
   *
   * @throws IllegalArgumentException for what cannot be
   */
  PublicProfile profile() {
    return PublicProfile.of(issuer, given(resolvers), suffix, given(hooks));
  }

  private static List<String> given(List<String> texts) {
    return texts.stream().filter(text -> !text.isBlank()).toList();
  }
}
