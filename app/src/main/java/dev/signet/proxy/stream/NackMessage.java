// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Finds the resource that Envoy blames for certain: {@code Error adding/updating listener(s) NAME:
 * reason} and the same of clusters. More names may follow, but there reasons stand between them,
 * and reasons repeat texts of the mesh, as do all other messages: of these nothing is read.
 */
final class NackMessage {
  private NackMessage() {}

  /** The blamed one of those that the response told; empty when the message names none for sure. */
  static Optional<String> blamed(ResourceType type, String message, Collection<String> told) {
    String opening =
        switch (type) {
          case CLUSTER -> "Error adding/updating cluster(s) ";
          case LISTENER -> "Error adding/updating listener(s) ";
          case ENDPOINTS, SECRET, ROUTES -> "";
        };
    return opening.isEmpty() || !message.startsWith(opening)
        ? Optional.empty()
        : told.stream()
            .filter(name -> message.startsWith(name + ": ", opening.length()))
            .max(Comparator.comparingInt(String::length));
  }
}
