// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.log;

import dev.signet.wire.generated.appmesh.LoggingFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of access log formats that every supported Envoy takes, in the forms it takes. */
public final class LogCommands {
  public static final Set<String> BARE =
      Set.of(
          "BYTES_RECEIVED",
          "BYTES_SENT",
          "CONNECTION_ID",
          "CONNECTION_TERMINATION_DETAILS",
          "DOWNSTREAM_DIRECT_REMOTE_ADDRESS",
          "DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT",
          "DOWNSTREAM_LOCAL_ADDRESS",
          "DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT",
          "DOWNSTREAM_LOCAL_PORT",
          "DOWNSTREAM_LOCAL_SUBJECT",
          "DOWNSTREAM_LOCAL_URI_SAN",
          "DOWNSTREAM_PEER_CERT_V_END",
          "DOWNSTREAM_PEER_CERT_V_START",
          "DOWNSTREAM_PEER_FINGERPRINT_256",
          "DOWNSTREAM_PEER_ISSUER",
          "DOWNSTREAM_PEER_SERIAL",
          "DOWNSTREAM_PEER_SUBJECT",
          "DOWNSTREAM_PEER_URI_SAN",
          "DOWNSTREAM_REMOTE_ADDRESS",
          "DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT",
          "DOWNSTREAM_TLS_CIPHER",
          "DOWNSTREAM_TLS_SESSION_ID",
          "DOWNSTREAM_TLS_VERSION",
          "DOWNSTREAM_TRANSPORT_FAILURE_REASON",
          "DURATION",
          "FILTER_CHAIN_NAME",
          "GRPC_STATUS",
          "HOSTNAME",
          "PROTOCOL",
          "REQUESTED_SERVER_NAME",
          "REQUEST_DURATION",
          "RESPONSE_CODE",
          "RESPONSE_CODE_DETAILS",
          "RESPONSE_DURATION",
          "RESPONSE_FLAGS",
          "RESPONSE_TX_DURATION",
          "ROUTE_NAME",
          "START_TIME",
          "UPSTREAM_CLUSTER",
          "UPSTREAM_HOST",
          "UPSTREAM_LOCAL_ADDRESS",
          "UPSTREAM_REMOTE_ADDRESS",
          "UPSTREAM_REQUEST_ATTEMPT_COUNT",
          "UPSTREAM_TRANSPORT_FAILURE_REASON",
          "VIRTUAL_CLUSTER_NAME");

  private static final String HEADER = ":?[A-Za-z0-9_-]+";
  private static final Pattern PIECE =
      Pattern.compile(
          "[^%]+|%%|%(?<bare>[A-Z0-9_]+)%|%(REQ|RESP|TRAILER)\\("
              + HEADER
              + "(\\?"
              + HEADER
              + ")?\\)(:[1-9][0-9]{0,3})?%"
              + "|%START_TIME\\((%[YmdHMSzsFT]|[-/:. TZ])+\\)%");

  private LogCommands() {}

  public static boolean areKnown(LoggingFormat format) {
    return switch (format) {
      case LoggingFormat.Text(String text) -> areKnown(text);
      case LoggingFormat.Json(var members) ->
          members.stream().allMatch(member -> areKnown(member.value()));
    };
  }

  private static boolean areKnown(String format) {
    Matcher piece = PIECE.matcher(format);
    int end = 0;
    while (end < format.length()) {
      if (!piece.find(end) || piece.start() != end) {
        return false;
      }
      String bare = piece.group("bare");
      if (bare != null && !BARE.contains(bare)) {
        return false;
      }
      end = piece.end();
    }
    return true;
  }
}
