// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.agent.Installation.Kind;
import dev.signet.agent.Targets.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each key is read, and what is wrong is refused by the name of its key. */
final class AgentFileTest {
  private static final String SOUND =
      """
      endpoint_url = "https://signet.internal:8443"
      trust_file = "/etc/signet/trust.pem"
      status_file = "/var/lib/signet/status.json"
      metrics_file = "/var/lib/signet/agent.prom"
      poll_interval = "1h"
      owner = "root"
      [capabilities.acm]
      enabled = true
      [[capabilities.acm.certificates]]
      certificate_arn = "arn:aws:acm:us-west-2:111122223333:certificate/0f3c"
      certificate_path = "/etc/nginx/tls/site.pem"
      private_key_path = "/etc/nginx/tls/site.key"
      pkcs12_path = "/etc/nginx/tls/site.p12"
      pkcs12_password_file = "/etc/nginx/password"
      layout = "symlink"
      refresh_command = "/usr/sbin/nginx  -s reload"
      certificate_and_chain_permission = { mode = "0644" }
      key_permission = { mode = "0640" }
      group = "web"
      [[capabilities.secret.certificates]]
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:server2-Ab12Cd"
      certificate_path = "/etc/pki/tls/certs/localhost.crt"
      chain_path = "/etc/pki/tls/certs/localhost-chain.crt"
      private_key_path = "/etc/pki/tls/private/localhost.key"
      poll_interval = "90s"
      """;

  @TempDir Path folder;

  private AgentSettings read(String toml) throws IOException {
    return AgentFile.read(Files.writeString(folder.resolve("agent.toml"), toml));
  }

  @Test
  void everyKeyIsRead() throws IOException {
    AgentSettings settings = read(SOUND);
    assertThat(settings.endpoint()).hasToString("Optional[https://signet.internal:8443]");
    assertThat(settings.trust()).contains(Path.of("/etc/signet/trust.pem"));
    assertThat(settings.status()).contains(Path.of("/var/lib/signet/status.json"));
    assertThat(settings.metrics()).contains(Path.of("/var/lib/signet/agent.prom"));
    Installation managed = settings.installations().getFirst();
    assertThat(managed.origin().kind()).isEqualTo(Kind.MANAGED);
    assertThat(managed.origin().region()).isEqualTo("us-west-2");
    assertThat(managed.refresh()).containsExactly("/usr/sbin/nginx", "-s", "reload");
    assertThat(managed.interval()).isEqualTo(Duration.ofHours(1));
    Targets targets = managed.targets();
    assertThat(targets.layout()).isEqualTo(Layout.SYMLINK);
    assertThat(targets.folders()).containsExactly(Path.of("/etc/nginx"));
    assertThat(PosixFilePermissions.toString(targets.open().mode())).isEqualTo("rw-r--r--");
    assertThat(PosixFilePermissions.toString(targets.secret().mode())).isEqualTo("rw-r-----");
    assertThat(targets.secret().owner()).contains("root");
    assertThat(targets.secret().group()).contains("web");
    Installation secret = settings.installations().getLast();
    assertThat(secret.origin().kind()).isEqualTo(Kind.SECRET);
    assertThat(secret.interval()).isEqualTo(Duration.ofSeconds(90));
    assertThat(secret.targets().layout()).isEqualTo(Layout.FILES);
    assertThat(secret.targets().open().mode()).isEqualTo(Access.OWNER_ONLY);
    assertThat(secret.targets().secret().group()).isEmpty();
  }

  @Test
  void theExampleIsRead() {
    assertThat(AgentFile.read(Path.of("../examples/agent/agent.toml")).installations())
        .extracting(each -> each.origin().kind())
        .containsExactly(Kind.MANAGED, Kind.SECRET);
  }

  @Test
  void whatIsSwitchedOffIsLeftOut() throws IOException {
    assertThat(read(SOUND.replace("enabled = true", "enabled = false")).installations())
        .extracting(each -> each.origin().kind())
        .containsExactly(Kind.SECRET);
  }

  /** What is written instead of what, and the message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "owner = \"root\" | colour = 1 | colour is not known: expected one of capabilities, ",
        "owner = \"root\" | owner = 3 | owner = 3: expected a string",
        "owner = \"root\" | owner = \"-x\" | owner = -x: expected the name of a user or group",
        "enabled = true | enabled = \"yes\" | capabilities.acm.enabled = \"yes\": expected true or",
        "enabled = true | other = true | capabilities.acm.other is not known",
        "poll_interval = \"90s\" | poll_interval = \"59s\" | certificates[0].poll_interval = 59s: expected",
        "poll_interval = \"1h\" | poll_interval = \"25h\" | poll_interval = 25h: expected 1m to 24h",
        "layout = \"symlink\" | layout = \"link\" | layout = link: expected files or symlink",
        "mode = \"0640\" | mode = \"0644\" | key_permission.mode = 0644: expected a mode such as",
        "mode = \"0644\" | mode = \"0666\" | certificate_and_chain_permission.mode = 0666: expected",
        "mode = \"0644\" | mode = \"u+r\" | permission.mode = u+r: expected",
        "mode = \"0644\" | mask = \"1\" | permission.mask is not known: expected one of mode",
        "/usr/sbin/nginx  -s reload | nginx -s reload | refresh_command = nginx -s reload: expected an",
        "/usr/sbin/nginx  -s reload | /bin/sh -c 'a;b' | no shell reads it",
        "\"/etc/nginx/tls/site.key\" | \"site.key\" | private_key_path = site.key: expected an absolute",
        "\"/etc/nginx/tls/site.key\" | \"/etc/x/../site.key\" | expected a path without . and ..",
        "\"/etc/nginx/tls/site.key\" | \"/etc/other/site.key\" | all paths of it in one folder",
        "\"/etc/nginx/tls/site.key\" | \"/etc/nginx/tls/site.pem\" | site.pem is named twice",
        "arn:aws:acm:us-west-2 | arn:aws:iam:us-west-2 | certificates[0].certificate_arn = arn:aws:iam",
        "certificate_arn | secret_arn | capabilities.acm.certificates[0].certificate_arn is missing",
        "pkcs12_password_file | role_arn | role_arn = /etc/nginx/password: expected none: to assume",
        "pkcs12_path = \"/etc/nginx/tls/site.p12\" | # | expected both of them, or neither",
        "https://signet.internal | ftp://signet.internal | endpoint_url = ftp://signet.internal:8443",
        "[[capabilities.acm.certificates]] | [[capabilities.acm.lists]] | acm.lists is not known",
        "enabled = true | enabled = | agent.toml, line 8: "
      })
  void whatIsWrongIsRefusedByItsKey(String sound, String wrong, String message) {
    assertThat(SOUND).contains(sound);
    assertThatThrownBy(() -> read(SOUND.replace(sound, wrong)))
        .isInstanceOf(AgentRefused.class)
        .hasMessageContaining(message);
  }

  @Test
  void anEmptyFileAndOneThatIsNotThereAreRefused() {
    assertThatThrownBy(() -> read("")).hasMessageStartingWith("no certificate: expected [[");
    assertThatThrownBy(() -> AgentFile.read(folder.resolve("none")))
        .hasMessage("cannot read " + folder + "/none: no such file or folder");
  }

  @Test
  void fiftyCertificatesAreTakenAndNotOneMore() throws IOException {
    assertThat(read(many(50)).installations()).hasSize(50);
    assertThatThrownBy(() -> read(many(51)))
        .hasMessage("capabilities.acm.certificates = 51 entries: expected at most 50");
  }

  private static String many(int count) {
    StringBuilder toml = new StringBuilder();
    for (int i = 0; i < count; i++) {
      toml.append(
          """
          [[capabilities.acm.certificates]]
          certificate_arn = "arn:aws:acm:us-west-2:111122223333:certificate/0f3c"
          certificate_path = "/etc/tls/%d.pem"
          private_key_path = "/etc/tls/%d.key"
          """
              .formatted(i, i));
    }
    return toml.toString();
  }

  @Test
  void theUnitMayWriteWhereTheSettingsSay() throws IOException {
    Path config = Path.of("/etc/signet/agent.toml");
    String unit = SystemdUnit.of(read(SOUND), Path.of("/opt/signet"), config, "signet-agent");
    assertThat(unit)
        .contains(
            "ReadWritePaths=/etc/nginx /etc/pki/tls/certs /etc/pki/tls/private /var/lib/signet\n",
            "ExecStart=/opt/signet agent run --config /etc/signet/agent.toml\n",
            "User=signet-agent\n",
            "NoNewPrivileges=yes\n");
    String sudo = SOUND.replace("/usr/sbin/nginx  ", "/usr/bin/sudo -n /usr/sbin/nginx ");
    assertThat(SystemdUnit.of(read(sudo), Path.of("/opt/signet"), config, "signet-agent"))
        .contains("NoNewPrivileges=no\n");
  }

  @Test
  void profilesAreThoseOfTheServers() {
    String arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:server2-Ab12Cd";
    assertThat(ServerProfile.APACHE.of(arn))
        .hasValueSatisfying(settings ->
            assertThat(settings.installations().getFirst().targets().files())
                .isEqualTo(
                    List.of(
                        Path.of("/etc/pki/tls/certs/localhost-chain.crt"),
                        Path.of("/etc/pki/tls/certs/localhost.crt"),
                        Path.of("/etc/pki/tls/private/localhost.key"))));
    assertThat(ServerProfile.NGINX.of("server2")).isEmpty();
  }
}
