// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.secret;

import dev.signet.mesh.view.MeshLookup;
import dev.signet.proxy.envoy.draft.Draft;
import java.util.Collection;

/** Says where a CA is trusted that is on its way out, while what it issued is still accepted. */
public final class TrustedAuthorities {
  private TrustedAuthorities() {}

  /**
   * Finds those of these CAs that are not active.
   *
   * @param where who trusts them
   */
  public static void judge(MeshLookup mesh, Collection<String> arns, String where, Draft draft) {
    for (String arn : arns) {
      mesh.authority(arn)
          .filter(facts -> !facts.status().equals("ACTIVE"))
          .ifPresent(facts ->
              draft.find(
                  "authority-not-active", where + " trusts " + arn + ": " + why(facts.status())));
    }
  }

  private static String why(String status) {
    return switch (status) {
      case "DELETED" ->
          "it is scheduled for deletion, and this trust ends with it: restore it, or trust another";
      case "EXPIRED" -> "it has expired: expected one that is renewed, or another";
      default -> "it is " + status + " and issues nothing: enable it, or trust another";
    };
  }
}
