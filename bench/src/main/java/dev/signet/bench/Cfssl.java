// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CFSSL's {@code serve}: plain HTTP, whoever asks, nothing stored. Its certificates get the
 * extensions of a server and a client.
 */
record Cfssl(PeerProcess process) {
  private static final String PROFILE =
      """
      {"signing": {"default": {"expiry": "720h",
        "usages": ["digital signature", "key encipherment", "server auth", "client auth"]}}}
      """;

  static Cfssl start(Scratch scratch, Algorithm algorithm) {
    PeerAuthority ca = PeerAuthority.make(scratch, algorithm);
    Path configuration = scratch.folder().resolve("cfssl.json");
    try {
      Files.writeString(configuration, PROFILE);
    } catch (IOException e) {
      throw new BenchFailed("cannot write " + configuration + ": " + e.getMessage());
    }
    int port = PeerProcess.freePort();
    return new Cfssl(
        PeerProcess.start(
            scratch,
            port,
            new ProcessBuilder(
                PeerProcess.program("SIGNET_CFSSL"),
                "serve",
                "-port",
                port + "",
                "-ca",
                ca.certificate() + "",
                "-ca-key",
                ca.key() + "",
                "-config",
                configuration + "",
                "-loglevel",
                "3")));
  }

  Target target() {
    return Target.plain(process.address());
  }

  /** Ready requests, of which each may be sent again. */
  List<byte[]> requests(List<byte[]> csrs) {
    return csrs.stream().map(this::request).toList();
  }

  private byte[] request(byte[] csr) {
    try {
      byte[] body =
          new ObjectMapper()
              .writeValueAsBytes(
                  Map.of("certificate_request", new String(csr, StandardCharsets.US_ASCII)));
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("Host", "127.0.0.1:" + process.address().getPort());
      headers.put("Content-Type", "application/json");
      headers.put("Content-Length", body.length + "");
      return HttpMessage.request("POST /api/v1/cfssl/sign HTTP/1.1", headers, body);
    } catch (IOException e) {
      throw new BenchFailed("cannot write a request: " + e.getMessage());
    }
  }
}
