// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Which server a command calls, and as whom: that of a data folder, whose address and key are read
 * from it, or one elsewhere.
 */
public final class ServerOptions {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "Address of a server elsewhere. The key is that of AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY, else of AWS_PROFILE in AWS_SHARED_CREDENTIALS_FILE"
              + " (default: both are read from the data folder).")
  private @Nullable URI endpoint;

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      defaultValue = "${env:AWS_CA_BUNDLE}",
      description = "With --endpoint https://…: that server's trust.pem (AWS_CA_BUNDLE).")
  private @Nullable Path trust;

  @Option(
      names = "--region",
      paramLabel = "R",
      description = "Region (default: AWS_REGION, or the profile's).")
  private @Nullable String region;

  /** A client of that server. */
  public ApiClient client() {
    if (endpoint != null) {
      return new ApiClient(
          checked(endpoint), AwsProfile.ofUser(), Optional.ofNullable(region), trust());
    }
    Path folder = data.folder();
    return new ApiClient(
        address(folder, "api"),
        AwsProfile.read(folder.resolve("credentials"), "signet"),
        Optional.ofNullable(region),
        Optional.of(folder.resolve("trust.pem")));
  }

  /** The same, of the server that a file of settings names, if it names one. */
  public ApiClient client(Optional<URI> named, Optional<Path> namedTrust) {
    return named
        .map(url ->
            new ApiClient(
                url, AwsProfile.ofUser(), Optional.ofNullable(region), namedTrust.or(this::trust)))
        .orElseGet(this::client);
  }

  /**
   * Where that server answers everybody, in plain HTTP: of one elsewhere, the port after the API's,
   * as it is unless told otherwise.
   */
  public URI statusUrl() {
    if (endpoint == null) {
      return address(data.folder(), "status");
    }
    String host = checked(endpoint).getHost();
    int usual = "https".equals(endpoint.getScheme()) ? 443 : 80;
    int port = endpoint.getPort() < 0 ? usual : endpoint.getPort();
    return URI.create("http://" + host + ":" + (port + 1));
  }

  private URI checked(URI given) {
    if (given.getHost() == null || !List.of("http", "https").contains(given.getScheme())) {
      throw new ParameterException(
          command.commandLine(),
          "--endpoint " + given + ": expected http://HOST:PORT or https://HOST:PORT");
    }
    return given;
  }

  private Optional<Path> trust() {
    return Optional.ofNullable(trust).filter(path -> !path.toString().isBlank());
  }

  private static URI address(Path folder, String port) {
    Path file = folder.resolve("server.json");
    try {
      JsonNode server = new ObjectMapper().readTree(Files.readAllBytes(file));
      return URI.create(server.path(port).asText());
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandRefused(
          folder
              + " is no data folder of a server that ran: expected "
              + file.getFileName()
              + " in it; --data or SIGNET_DATA names another folder, --endpoint a server elsewhere");
    }
  }
}
