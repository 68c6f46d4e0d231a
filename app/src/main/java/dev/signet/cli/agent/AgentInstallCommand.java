// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.agent;

import dev.signet.agent.AgentFile;
import dev.signet.agent.AgentRefused;
import dev.signet.agent.AgentSettings;
import dev.signet.agent.CycleReport;
import dev.signet.agent.ServerProfile;
import dev.signet.kernel.VisibleText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet agent install}: the same once. */
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fetches certificates once, puts them in the place of the old ones and runs the commands.",
      "Ends with 0 if all of it went well, else with 1; what was installed before stays then."
    })
final class AgentInstallCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private What what = new What();

  @Mixin private AgentOptions options = new AgentOptions();

  /** A file of settings, or one secret with the places of a server. */
  static final class What {
    @Option(
        names = "--config",
        paramLabel = "FILE",
        required = true,
        description = "The settings, in TOML.")
    private @Nullable Path config;

    @ArgGroup(exclusive = false)
    private @Nullable One one;
  }

  /** One secret. */
  static final class One {
    @Option(
        names = "--secret-arn",
        paramLabel = "ARN",
        required = true,
        description = "A secret that the rotation of certificates writes.")
    private String arn = "";

    @Option(
        names = "--profile",
        paramLabel = "SERVER",
        required = true,
        description =
            "Where it goes and who is told: apache (/etc/pki/tls, apachectl graceful) or nginx"
                + " (/etc/nginx/tls, nginx -s reload).")
    private ServerProfile profile = ServerProfile.APACHE;
  }

  @Override
  public Integer call() {
    List<CycleReport> reports = options.agent(settings()).once();
    for (CycleReport each : reports) {
      String line = VisibleText.line(each.line());
      (each.error().isPresent() ? System.err : System.out).println(line);
    }
    return reports.stream().allMatch(each -> each.error().isEmpty()) ? 0 : 1;
  }

  private AgentSettings settings() {
    if (what.config != null) {
      return AgentFile.read(what.config);
    }
    One one = Optional.ofNullable(what.one).orElseGet(One::new);
    String arn = one.arn.strip();
    if (!arn.equals(one.arn)) {
      System.err.println("--secret-arn: blanks around " + arn + " are left out");
    }
    return one.profile
        .of(arn)
        .orElseThrow(() ->
            new AgentRefused(
                "--secret-arn " + arn + ": expected arn:aws:secretsmanager:REGION:ACCOUNT:…"));
  }
}
