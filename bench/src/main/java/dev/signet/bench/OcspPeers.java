// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;

/** Peers that serve answers which somebody else signed. */
final class OcspPeers {
  private static final String NGINX =
      """
      daemon off;
      worker_processes auto;
      error_log stderr;
      pid FOLDER/nginx.pid;
      events { worker_connections 1024; }
      http {
        access_log off;
        types { application/ocsp-response der; }
        keepalive_requests 1000000000;
        open_file_cache max=16 inactive=1d;
        open_file_cache_valid 1d;
        client_body_temp_path FOLDER; proxy_temp_path FOLDER; fastcgi_temp_path FOLDER;
        uwsgi_temp_path FOLDER; scgi_temp_path FOLDER;
        server {
          listen 127.0.0.1:PORT;
          root FOLDER;
          add_header Cache-Control "max-age=60, public, no-transform, must-revalidate";
        }
      }
      """;

  private OcspPeers() {}

  /** nginx with a file of that content at {@code /answer.der}. */
  static PeerProcess nginx(Scratch scratch, byte[] answer) {
    try {
      Path folder = Files.createDirectories(scratch.folder().resolve("nginx"));
      Files.write(folder.resolve("answer.der"), answer);
      // Its workers are another user's, where root starts it.
      for (Path open : List.of(scratch.folder(), folder)) {
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      int port = PeerProcess.freePort();
      Path configuration = folder.resolve("nginx.conf");
      Files.writeString(
          configuration,
          NGINX.replace("FOLDER", folder.toString()).replace("PORT", Integer.toString(port)));
      return PeerProcess.start(
          scratch,
          port,
          new ProcessBuilder(
              PeerProcess.program("SIGNET_NGINX"),
              "-p",
              folder.toString(),
              "-c",
              configuration.toString(),
              "-e",
              "stderr"));
    } catch (IOException e) {
      throw new BenchFailed("cannot prepare nginx: " + e.getMessage());
    }
  }

  static byte[] nginxRequest(PeerProcess nginx) {
    return ("GET /answer.der HTTP/1.1\r\nHost: 127.0.0.1:" + nginx.address().getPort() + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** CFSSL's ocspserve, which keeps these answers in memory by serial number. */
  static PeerProcess ocspserve(Scratch scratch, List<byte[]> answers) {
    Path file = scratch.folder().resolve("responses.txt");
    try {
      Files.write(file, answers.stream().map(Base64.getEncoder()::encodeToString).toList());
    } catch (IOException e) {
      throw new BenchFailed("cannot write " + file + ": " + e.getMessage());
    }
    int port = PeerProcess.freePort();
    return PeerProcess.start(
        scratch,
        port,
        new ProcessBuilder(
            PeerProcess.program("SIGNET_CFSSL"),
            "ocspserve",
            "-port",
            Integer.toString(port),
            "-responses",
            file.toString(),
            "-loglevel",
            "3"));
  }
}
