// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.api.DoorCalls.Sent;
import dev.signet.testkit.SignetExtension;
import dev.signet.wire.sigv4.Credentials;
import dev.signet.wire.sigv4.Signer;
import java.net.URI;
import java.net.URLEncoder;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Requests of S3 with their signature in the query, good for a minute. */
final class Presigned {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private Presigned() {}

  /** A request whose query asks for something besides. */
  static Sent request(
      SignetExtension signet, String method, String path, Map<String, String> asked, String body) {
    Credentials key = signet.client("us-east-1").credentials();
    String time = TIME.format(signet.clock().instant());
    Map<String, String> parameters = new TreeMap<>(asked);
    parameters.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
    parameters.put(
        "X-Amz-Credential",
        key.accessKeyId() + "/" + time.substring(0, 8) + "/us-east-1/s3/aws4_request");
    parameters.put("X-Amz-Date", time);
    parameters.put("X-Amz-Expires", "60");
    parameters.put("X-Amz-SignedHeaders", "host;x-amz-content-sha256;x-amz-date");
    String query =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    URI address = URI.create(signet.running().apiUrl() + path + "?" + query);
    // The signature of a header is that of the query where both sign the same headers.
    Map<String, String> headers =
        new HashMap<>(
            new Signer(key, "us-east-1", "s3")
                .sign(
                    method,
                    address,
                    Map.of("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
                    new byte[0],
                    signet.clock().instant()));
    String signature = String.valueOf(headers.remove("Authorization")).split("Signature=", -1)[1];
    return new Sent(
        method,
        path + "?" + query + "&X-Amz-Signature=" + signature,
        headers,
        body.getBytes(UTF_8));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8).replace("+", "%20");
  }
}
