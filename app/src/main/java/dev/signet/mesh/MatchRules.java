// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.wire.generated.appmesh.GrpcMetadataMatchMethod;
import dev.signet.wire.generated.appmesh.GrpcRouteMetadataMatchMethod;
import dev.signet.wire.generated.appmesh.HeaderMatchMethod;
import dev.signet.wire.generated.appmesh.HttpPathMatch;
import dev.signet.wire.generated.appmesh.MatchRange;
import org.jspecify.annotations.Nullable;

/** What must hold of the ways in which routes match paths, headers and metadata. */
final class MatchRules {
  private MatchRules() {}

  /** Neither means the prefix {@code /}. */
  static void checkPath(@Nullable String prefix, @Nullable HttpPathMatch path) {
    if (prefix != null && path != null) {
      throw MeshRules.invalid("match has prefix and path: expected at most one of them");
    }
    if (prefix != null && !prefix.startsWith("/")) {
      throw MeshRules.invalid("prefix '" + prefix + "': expected it to start with '/'");
    }
    if (path != null) {
      if ((path.exact() == null) == (path.regex() == null)) {
        throw MeshRules.invalid("path: expected exactly one of exact, regex");
      }
      if (path.regex() != null) {
        Re2.require(path.regex());
      }
    }
  }

  static void check(@Nullable HeaderMatchMethod match) {
    switch (match) {
      case HeaderMatchMethod.Regex(String regex) -> Re2.require(regex);
      case HeaderMatchMethod.Range(MatchRange range) -> check(range);
      case null, default -> {}
    }
  }

  static void check(@Nullable GrpcRouteMetadataMatchMethod match) {
    switch (match) {
      case GrpcRouteMetadataMatchMethod.Regex(String regex) -> Re2.require(regex);
      case GrpcRouteMetadataMatchMethod.Range(MatchRange range) -> check(range);
      case null, default -> {}
    }
  }

  static void check(@Nullable GrpcMetadataMatchMethod match) {
    switch (match) {
      case GrpcMetadataMatchMethod.Regex(String regex) -> Re2.require(regex);
      case GrpcMetadataMatchMethod.Range(MatchRange range) -> check(range);
      case null, default -> {}
    }
  }

  private static void check(MatchRange range) {
    if (range.start() >= range.end()) {
      throw MeshRules.invalid(
          "range from " + range.start() + " to " + range.end() + ": expected start < end");
    }
  }
}
