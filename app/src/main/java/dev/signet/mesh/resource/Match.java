// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import dev.signet.wire.generated.appmesh.HttpMethod;
import dev.signet.wire.generated.appmesh.HttpQueryParameter;
import java.util.List;
import java.util.Optional;

/** Which requests a route of a router or gateway takes; what is absent matches all. */
public sealed interface Match {
  /** The listener's port. */
  Optional<Integer> port();

  /**
   * Of HTTP and HTTP/2.
   *
   * @param prefix of the path; neither it nor a path means {@code /}
   * @param hostname of gateway routes only
   */
  record Http(
      Optional<Integer> port,
      Optional<String> prefix,
      Optional<Path> path,
      Optional<Hostname> hostname,
      Optional<HttpMethod> method,
      List<Field> headers,
      List<HttpQueryParameter> parameters)
      implements Match {
    public Http {
      headers = List.copyOf(headers);
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * Of gRPC.
   *
   * @param service full name of the gRPC service
   * @param method of routers' routes only
   * @param hostname of gateway routes only
   */
  record Grpc(
      Optional<Integer> port,
      Optional<String> service,
      Optional<String> method,
      Optional<Hostname> hostname,
      List<Field> metadata)
      implements Match {
    public Grpc {
      metadata = List.copyOf(metadata);
    }
  }

  /** Of TCP. */
  record Tcp(Optional<Integer> port) implements Match {}

  /** A whole path; a sound one has exactly one of both. */
  record Path(Optional<String> exact, Optional<String> regex) {}

  /** The name that is asked for; a sound one has exactly one of both. */
  record Hostname(Optional<String> exact, Optional<String> suffix) {}

  /**
   * A header, or an entry of gRPC's metadata.
   *
   * @param inverted whether it matches when the condition does not hold
   * @param condition absent when it only has to be there
   */
  record Field(String name, boolean inverted, Optional<Condition> condition) {}

  /** What must hold of a value. */
  sealed interface Condition {
    /** It is this. */
    record Exact(String value) implements Condition {}

    /** It starts with this. */
    record Prefix(String value) implements Condition {}

    /** It ends with this. */
    record Suffix(String value) implements Condition {}

    /** RE2 takes it as a whole. */
    record Regex(String value) implements Condition {}

    /** It is a number from the start up to before the end. */
    record Range(long start, long end) implements Condition {}
  }
}
