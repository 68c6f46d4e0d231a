// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.wire.sigv4.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An access key and its usual Region, as AWS clients find them.
 *
 * @param region where calls go unless told otherwise
 */
record AwsProfile(Credentials credentials, Optional<String> region) {

  /**
   * The key of the AWS variables, else of the profile AWS_PROFILE of the shared credentials file.
   */
  static AwsProfile ofUser() {
    Map<String, String> variables = System.getenv();
    String id = variables.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secret = variables.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    Optional<String> region =
        Optional.ofNullable(
            variables.getOrDefault("AWS_REGION", variables.get("AWS_DEFAULT_REGION")));
    if (!id.isEmpty() && !secret.isEmpty()) {
      return new AwsProfile(new Credentials(id, secret), region);
    }
    Path usual = DataOption.home(variables).resolve(".aws/credentials");
    String file = variables.getOrDefault("AWS_SHARED_CREDENTIALS_FILE", usual.toString());
    AwsProfile found = read(Path.of(file), variables.getOrDefault("AWS_PROFILE", "default"));
    return new AwsProfile(found.credentials(), region.or(found::region));
  }

  /** A profile of a shared credentials file. */
  static AwsProfile read(Path file, String profile) {
    Map<String, String> values = new HashMap<>();
    boolean inside = false;
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("[")) {
          inside = line.strip().equals("[" + profile + "]");
        }
        String[] pair = line.split("=", 2);
        if (inside && pair.length == 2) {
          values.put(pair[0].strip(), pair[1].strip());
        }
      }
    } catch (IOException e) {
      throw new CommandRefused(
          "cannot read "
              + file
              + ": expected a file of AWS credentials, or AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY");
    }
    String id = values.get("aws_access_key_id");
    String secret = values.get("aws_secret_access_key");
    if (id == null || secret == null) {
      throw new CommandRefused(
          file + " has no key in a profile " + profile + ": expected both parts of one");
    }
    return new AwsProfile(new Credentials(id, secret), Optional.ofNullable(values.get("region")));
  }

  /** Names the key, not its secret. */
  @Override
  public String toString() {
    return credentials.accessKeyId();
  }
}
