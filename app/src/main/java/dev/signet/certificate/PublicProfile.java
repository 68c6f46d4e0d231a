// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.authority.AuthorityArn;
import dev.signet.certificate.domain.ZoneHook;
import dev.signet.kernel.IpPort;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How this server has public certificates issued.
 *
 * @param resolvers DNS servers that are asked for proofs; the system's where there are none
 * @param suffix below which the values of validation records are
 * @param hooks who sets those records, the first that serves a name
 */
public record PublicProfile(
    Issuer issuer, List<InetSocketAddress> resolvers, String suffix, List<ZoneHook> hooks) {
  private static final Pattern SUFFIX = Pattern.compile("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63}){0,5}");

  /** The suffix of the real service. */
  public static final String USUAL_SUFFIX = "acm-validations.aws";

  /** The stand-in, proofs by the system's resolver, and records that somebody else sets. */
  public static final PublicProfile USUAL =
      new PublicProfile(new Issuer.StandIn(), List.of(), USUAL_SUFFIX, List.of());

  /** Who issues. */
  public sealed interface Issuer {
    /** A root of this installation, made when the first certificate is requested. */
    record StandIn() implements Issuer {}

    /** A private CA of this account, in any Region. */
    record OwnAuthority(String arn) implements Issuer {}

    /** Nobody: requests are refused. */
    record Nobody() implements Issuer {}

    /**
     * Reads one.
     *
     * @param text {@code stand-in}, {@code none} or the ARN of a CA
     * @throws IllegalArgumentException for anything else
     */
    static Issuer parse(String text) {
      return switch (text) {
        case "stand-in" -> new StandIn();
        case "none" -> new Nobody();
        default -> {
          if (AuthorityArn.parse(text).isEmpty()) {
            throw new IllegalArgumentException(
                "public issuer '" + text + "': expected stand-in, none or the ARN of a private CA");
          }
          yield new OwnAuthority(text);
        }
      };
    }
  }

  /**
   * Reads one.
   *
   * @param issuer {@code stand-in}, {@code none} or the ARN of a private CA
   * @param resolvers each {@code IP:PORT}
   * @param hooks each {@code exec:/PATH} or {@code rfc2136://HOST:PORT/ZONE?key-file=/PATH}
   * @throws IllegalArgumentException naming what is none of these
   */
  public static PublicProfile of(
      String issuer, List<String> resolvers, String suffix, List<String> hooks) {
    return new PublicProfile(
        Issuer.parse(issuer),
        resolvers.stream()
            .map(IpPort::parse)
            .map(each -> new InetSocketAddress(each.address(), each.port()))
            .toList(),
        suffix,
        hooks.stream().map(ZoneHook::parse).toList());
  }

  /** Copies the lists. */
  public PublicProfile {
    resolvers = List.copyOf(resolvers);
    hooks = List.copyOf(hooks);
    if (!SUFFIX.matcher(suffix).matches()) {
      throw new IllegalArgumentException(
          "validation suffix '" + suffix + "': expected a domain such as " + USUAL_SUFFIX);
    }
  }
}
