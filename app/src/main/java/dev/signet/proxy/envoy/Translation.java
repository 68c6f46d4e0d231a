// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import dev.signet.proxy.stream.SecretName;
import dev.signet.proxy.stream.Snapshot;
import java.util.List;

/**
 * What one proxy should hold.
 *
 * @param secrets the names of the snapshot's secrets
 * @param findings what was left out, in no order
 */
public record Translation(Snapshot snapshot, List<SecretName> secrets, List<Finding> findings) {
  public Translation {
    secrets = List.copyOf(secrets);
    findings = List.copyOf(findings);
  }
}
