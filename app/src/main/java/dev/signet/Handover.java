// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.access.AccessKey;
import dev.signet.kernel.FileMode;
import dev.signet.kernel.Home;
import dev.signet.kernel.Region;
import dev.signet.key.SecretFile;
import dev.signet.trust.InternalRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a running server leaves in its data folder for those who want to call it. A file is written
 * when its content changes, whole or not at all; on a full disk the one of before stays.
 */
final class Handover {
  private static final Logger log = LoggerFactory.getLogger(Handover.class);

  private Handover() {}

  /** Writes everything. */
  static boolean write(
      DataFolder folder, Config config, Foundation foundation, InternalRoot root, Ports ports) {
    Home home = new Home(foundation.ground().account(), config.region());
    leave(folder.trust(), root.certificate().pem() + "\n", Handover::write);
    leave(
        folder.credentials(),
        credentials(folder, foundation.keys().administrator(home), config.region(), ports.apiUrl()),
        SecretFile::write);
    leave(folder.serverFile(), serverFile(ports.apiUrl(), ports.statusUrl()), Handover::write);
    return true;
  }

  /**
   * An AWS shared-credentials file with the profile {@code signet}: with Region and endpoint, so
   * that {@code aws --profile signet} needs no flag. It is the one file that holds the key.
   */
  private static String credentials(
      DataFolder folder, AccessKey key, Region region, String apiUrl) {
    String trust = apiUrl.startsWith("https:") ? "ca_bundle = " + folder.trust() + "\n" : "";
    return """
    # Written by signet at every start. Use: AWS_SHARED_CREDENTIALS_FILE=%s aws --profile signet
    [signet]
    aws_access_key_id = %s
    aws_secret_access_key = %s
    region = %s
    endpoint_url = %s
    s3 =
      addressing_style = path
      signature_version = s3v4
    """
            .formatted(folder.credentials(), key.id(), key.secret(), region, apiUrl)
        + trust;
  }

  /** Writes the profile of another key. */
  static void writeCredentials(DataFolder folder, AccessKey key, Region region, String apiUrl) {
    SecretFile.write(folder.credentials(), credentials(folder, key, region, apiUrl));
  }

  /** Where the server listens; the other commands find it by this file. */
  private static String serverFile(String apiUrl, String statusUrl) {
    return """
    {"api":"%s","status":"%s","pid":%d}
    """
        .formatted(apiUrl, statusUrl, ProcessHandle.current().pid());
  }

  private interface Writing {
    void write(Path file, String content);
  }

  private static void leave(Path file, String content, Writing writing) {
    try {
      boolean known = Files.exists(file);
      boolean same = known && Files.readString(file).equals(content);
      if (same && !(writesSecret(file) && FileMode.openToOthers(file).isPresent())) {
        return;
      }
      try {
        writing.write(file, content);
      } catch (UncheckedIOException e) {
        if (!known) {
          throw e;
        }
        log.warn("{} stays as it was: {}", file, String.valueOf(e.getCause()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static boolean writesSecret(Path file) {
    return file.endsWith("credentials");
  }

  private static void write(Path file, String content) {
    Path sibling = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(sibling, content);
      Files.move(
          sibling, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(sibling);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
