// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A self-signed CA in two files, made by OpenSSL, for a peer. */
record PeerAuthority(Path certificate, Path key) {
  static PeerAuthority make(Scratch scratch, Algorithm algorithm) {
    try {
      Path folder = Files.createTempDirectory(scratch.folder(), "ca");
      Path certificate = folder.resolve("ca.pem");
      Path key = folder.resolve("ca-key.pem");
      Programs.output(
          switch (algorithm) {
            case P256 ->
                new String[] {
                  "openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key + ""
                };
            case RSA_2048 ->
                new String[] {"openssl", "genrsa", "-traditional", "-out", key + "", "2048"};
          });
      Programs.output(
          "openssl",
          "req",
          "-x509",
          "-new",
          "-key",
          key + "",
          "-subj",
          "/CN=Bench root",
          "-days",
          "30",
          "-out",
          certificate + "");
      return new PeerAuthority(certificate, key);
    } catch (IOException e) {
      throw new BenchFailed("cannot make a CA: " + e.getMessage());
    }
  }
}
