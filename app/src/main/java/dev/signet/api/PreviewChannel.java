// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import dev.signet.wire.codec.ServiceModel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The preview channel of App Mesh: the same API and the same resources under another signing name,
 * which also stands in the ARNs that its callers are shown.
 */
final class PreviewChannel {
  private static final String NAME = "appmesh-preview";

  /** A quote inside of a JSON text is escaped, so this is a member and nothing else. */
  private static final Pattern ARN = Pattern.compile("(\"arn\":\"arn:[a-z-]+):appmesh:");

  private PreviewChannel() {}

  /** Whether a signature for a service of that name is one for this service too. */
  static boolean isSigned(ServiceModel service, String signedFor) {
    return service.signingName().equals("appmesh") && signedFor.equals(NAME);
  }

  /** Whether answers to this signer are in the channel's spelling. */
  static boolean spells(Signatures.Signer signer) {
    return signer.service().equals(NAME);
  }

  /** The JSON of an answer with the ARNs of resources as the channel spells them. */
  static byte[] spelled(byte[] json) {
    return ARN.matcher(new String(json, StandardCharsets.UTF_8))
        .replaceAll("$1:" + NAME + ":")
        .getBytes(StandardCharsets.UTF_8);
  }
}
