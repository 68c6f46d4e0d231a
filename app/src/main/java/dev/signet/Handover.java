// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.access.AccessKey;
import dev.signet.kernel.Home;
import dev.signet.kernel.Region;
import dev.signet.key.SecretFile;
import dev.signet.trust.InternalRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a running server leaves in its data folder for those who want to call it. */
final class Handover {
  private Handover() {}

  /** Writes everything. */
  static boolean write(
      DataFolder folder, Config config, Foundation foundation, InternalRoot root, Ports ports) {
    Home home = new Home(foundation.ground().account(), config.region());
    write(folder.trust(), root.certificate().pem() + "\n");
    writeCredentials(
        folder, foundation.keys().administrator(home), config.region(), ports.apiUrl());
    writeServerFile(folder.serverFile(), ports.apiUrl(), ports.statusUrl());
    return true;
  }

  /**
   * Writes an AWS shared-credentials file with the profile {@code signet}: with Region and
   * endpoint, so that {@code aws --profile signet} needs no flag. It is the one file that holds the
   * key.
   */
  static void writeCredentials(DataFolder folder, AccessKey key, Region region, String apiUrl) {
    Path file = folder.credentials();
    String trust = apiUrl.startsWith("https:") ? "ca_bundle = " + folder.trust() + "\n" : "";
    SecretFile.write(
        file,
        """
        # Written by signet at every start. Use: AWS_SHARED_CREDENTIALS_FILE=%s aws --profile signet
        [signet]
        aws_access_key_id = %s
        aws_secret_access_key = %s
        region = %s
        endpoint_url = %s
        """
                .formatted(file, key.id(), key.secret(), region, apiUrl)
            + trust);
  }

  /** Writes where the server listens; the other commands find it by this file. */
  private static void writeServerFile(Path file, String apiUrl, String statusUrl) {
    String json =
        """
        {"api":"%s","status":"%s","pid":%d}
        """
            .formatted(apiUrl, statusUrl, ProcessHandle.current().pid());
    write(file, json);
  }

  private static void write(Path file, String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
