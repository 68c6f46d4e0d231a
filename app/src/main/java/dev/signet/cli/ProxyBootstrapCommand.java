// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import com.google.common.net.InetAddresses;
import dev.signet.kernel.FileTrouble;
import dev.signet.kernel.IpPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signet proxy bootstrap}: joins the mesh and writes what Envoy needs to start. */
@Command(
    name = "bootstrap",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Joins a mesh with a one-time token and writes a folder from which Envoy starts.",
      "DIR/run starts it; options of Envoy may follow. The token is read from --token-file,"
          + " from the variable SIGNET_PROXY_TOKEN or from standard input, never from an argument."
    })
final class ProxyBootstrapCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      required = true,
      description = "The server, https://HOST:PORT; the token vouches for it.")
  private URI endpoint = URI.create("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder to write; one with the identity of a proxy is refused.")
  private Path out = Path.of("");

  @Option(
      names = "--force",
      description = "Replace what stands in the folder, the identity of another proxy too.")
  private boolean force;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "explicit",
      description =
          "How traffic reaches the proxy: explicit (it binds real addresses). Redirected traffic"
              + " is not built yet.")
  private String mode = "explicit";

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "IP address of the proxy's listeners and admin page (default: 127.0.0.1).")
  private String bind = "127.0.0.1";

  @Option(
      names = "--app",
      paramLabel = "[PORT=]ADDRESS:PORT",
      description =
          "Where the application listens, for one port of the mesh or for all (default: 127.0.0.1"
              + " at the mesh's port); may be repeated.")
  private List<String> apps = List.of();

  @Option(
      names = "--egress",
      paramLabel = "ADDRESS:PORT",
      description = "Where the proxy takes the application's outgoing calls (default: BIND:15001).")
  private @Nullable String egress;

  @Option(
      names = "--admin",
      paramLabel = "ADDRESS:PORT",
      description = "Where Envoy's admin page is (default: BIND:9901).")
  private @Nullable String admin;

  @Option(names = "--token-file", paramLabel = "FILE", description = "File with the token.")
  private @Nullable Path tokenFile;

  @Override
  public Integer call() {
    Bootstrap.Placement placement = placement();
    if (!"https".equals(endpoint.getScheme()) || endpoint.getHost() == null) {
      throw refused("--endpoint " + endpoint + ": expected https://ADDRESS:PORT");
    }
    String token = token();
    ProxyFolder folder = ProxyFolder.prepare(out, force);
    Joining.Joined joined = join(token, folder);
    folder.write(joined, endpoint, placement);
    System.err.println(
        "Joined as "
            + joined.resourceArn()
            + " until "
            + joined.notAfter()
            + "; start Envoy by "
            + out.resolve("run"));
    return 0;
  }

  private Joining.Joined join(String token, ProxyFolder folder) {
    try {
      return Joining.join(endpoint, token);
    } catch (RuntimeException e) {
      folder.takeBack();
      throw e;
    }
  }

  private Bootstrap.Placement placement() {
    if (!mode.equals("explicit")) {
      throw refused(
          mode.equals("redirect")
              ? "--mode redirect is not built yet: expected explicit"
              : "--mode " + mode + ": expected explicit");
    }
    if (!InetAddresses.isInetAddress(bind)) {
      throw refused("--bind " + bind + ": expected an IP address");
    }
    Optional<IpPort> everyPort = Optional.empty();
    SortedMap<Integer, IpPort> byPort = new TreeMap<>();
    for (String app : apps) {
      String[] parts = app.split("=", 2);
      IpPort place = place("--app", parts[parts.length - 1]);
      if (parts.length == 1) {
        everyPort = Optional.of(place);
      } else {
        byPort.put(port(app, parts[0]), place);
      }
    }
    return new Bootstrap.Placement(
        bind,
        everyPort,
        byPort,
        egress == null ? new IpPort(bind, 15001) : place("--egress", egress),
        admin == null ? new IpPort(bind, 9901) : place("--admin", admin));
  }

  private IpPort place(String option, String text) {
    try {
      return IpPort.parse(text);
    } catch (IllegalArgumentException e) {
      throw refused(option + " " + text + ": expected an IP address and a port, 127.0.0.1:8080");
    }
  }

  private int port(String app, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw refused("--app " + app + ": expected a port of the mesh before '='");
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private String token() {
    String token = readToken().strip();
    if (token.isEmpty()) {
      throw new CommandRefused(
          "no token: expected one on standard input, in SIGNET_PROXY_TOKEN or by --token-file");
    }
    return token;
  }

  private String readToken() {
    try {
      if (tokenFile != null) {
        return Files.readString(tokenFile);
      }
      String variable = System.getenv("SIGNET_PROXY_TOKEN");
      if (variable != null && !variable.isBlank()) {
        return variable;
      }
      BufferedReader input =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      return Optional.ofNullable(input.readLine()).orElse("");
    } catch (IOException e) {
      throw new CommandRefused("cannot read the token: " + FileTrouble.of(e));
    }
  }
}
