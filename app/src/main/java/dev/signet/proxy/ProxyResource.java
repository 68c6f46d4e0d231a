// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Arn;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.name.SpiffeId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a proxy can act for, named as App Mesh names it and as its certificate does. */
public record ProxyResource(AccountId account, Region region, String mesh, Kind kind, String name) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

  /** The preview channel's name of the service is another spelling of the same. */
  private static final Set<String> SERVICES = Set.of("appmesh", "appmesh-preview");

  /** Virtual node or virtual gateway. */
  public enum Kind {
    VIRTUAL_NODE("virtualNode"),
    VIRTUAL_GATEWAY("virtualGateway");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    private static Optional<Kind> named(String word) {
      return List.of(values()).stream().filter(kind -> kind.word.equals(word)).findFirst();
    }
  }

  public ProxyResource {
    if (!NAME.matcher(mesh).matches() || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(mesh + "/" + name + ": expected " + NAME.pattern());
    }
  }

  /**
   * Reads the ARN of a virtual node or gateway, in both spellings of the service and with or
   * without the owner of the mesh.
   *
   * @throws Refusal INVALID naming what was expected
   */
  public static ProxyResource of(String arn) {
    return Arn.parse(arn)
        .filter(parsed -> SERVICES.contains(parsed.service()))
        .flatMap(parsed ->
            read(
                    parsed.account(),
                    parsed.region(),
                    List.of(
                        parsed
                            .resource()
                            .replaceFirst(
                                "^(mesh/[^/@]+)@" + Pattern.quote(parsed.account()) + "/", "$1/")
                            .split("/", -1)))
                .filter(resource -> resource.region().partition().equals(parsed.partition())))
        .orElseThrow(() ->
            new Refusal(
                Refusal.Kind.INVALID,
                "resourceArn '" + arn + "': expected the ARN of a virtual node or gateway"));
  }

  /** The resource that a certificate's only name is of. */
  public static Optional<ProxyResource> ofIdentity(Certificate certificate) {
    return certificate
        .alternativeName()
        .filter(names -> names.names().size() == 1 && names.uris().size() == 1)
        .flatMap(names -> SpiffeId.parse(names.uris().getFirst()))
        .flatMap(ProxyResource::of);
  }

  /** The resource that a SPIFFE ID of this server names. */
  public static Optional<ProxyResource> of(SpiffeId id) {
    List<String> path = id.segments();
    if (path.size() != 8 || !path.get(0).equals("account") || !path.get(2).equals("region")) {
      return Optional.empty();
    }
    return read(path.get(1), path.get(3), path.subList(4, 8))
        .filter(resource -> resource.spiffeId().equals(id));
  }

  private static Optional<ProxyResource> read(String account, String region, List<String> path) {
    if (path.size() != 4 || !path.getFirst().equals("mesh") || !Region.isWellFormed(region)) {
      return Optional.empty();
    }
    try {
      return Kind.named(path.get(2))
          .map(kind ->
              new ProxyResource(
                  new AccountId(account), new Region(region), path.get(1), kind, path.get(3)));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** Where it lives. */
  public Home home() {
    return new Home(account, region);
  }

  /** Its ARN. */
  public String arn() {
    String resource = "mesh/" + mesh + "/" + kind.word + "/" + name;
    return home().arn("appmesh", resource).toString();
  }

  /** Its name in certificates; the trust domain is {@code signet.<account>}. */
  public SpiffeId spiffeId() {
    return new SpiffeId(
        "signet." + account.value(),
        List.of(
            "account", account.value(), "region", region.name(), "mesh", mesh, kind.word, name));
  }
}
