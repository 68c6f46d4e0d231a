// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ground;

import java.util.List;
import java.util.Map;

/**
 * What a service of AWS tells EventBridge of a change.
 *
 * @param service its name, {@code acm-pca}; the source is {@code aws.} and this
 * @param type what happened, in the style of the types of CloudEvents
 * @param detailType the same in the words of EventBridge
 * @param resources ARNs of what it is about
 * @param detail texts, numbers and booleans by their names, in this order
 */
public record ServiceEvent(
    String service,
    String type,
    String detailType,
    List<String> resources,
    Map<String, Object> detail) {
  public ServiceEvent {
    resources = List.copyOf(resources);
  }
}
