// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import dev.signet.proxy.stream.Snapshot;
import java.util.List;
import java.util.Map;

/**
 * What one proxy should hold.
 *
 * @param anchors the trust among the snapshot's secrets, by name; the others are certificates, each
 *     named by its ARN
 * @param findings what was left out, in no order
 */
public record Translation(Snapshot snapshot, Map<String, Anchors> anchors, List<Finding> findings) {
  public Translation {
    anchors = Map.copyOf(anchors);
    findings = List.copyOf(findings);
  }
}
