# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The agent of hosts beside a real nginx and a real Envoy, with a new connection for each request."""

import json
import os
import subprocess
import tempfile
import unittest
from contextlib import contextmanager
from pathlib import Path

from handshake_load import HandshakeLoad, digest_of, shown
from signet_under_test import PROGRAM, Cli, awaited, free_port_pair, server

RENEWALS = 3
NGINX = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 512; }}
http {{
  access_log off;
  server {{
    listen 127.0.0.1:{port} ssl backlog=511;
    ssl_certificate {tls}/site.pem;
    ssl_certificate_key {tls}/site.key;
    return 200 "here";
  }}
}}
"""
TLS = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3."


def sds(folder):
    """What Envoy reads once: where certificate and key are, and that they change by a rename in the folder above."""
    return {"resources": [{"@type": TLS + "Secret", "name": "site", "tls_certificate": {
        "certificate_chain": {"filename": f"{folder}/site/site.pem"}, "private_key": {"filename": f"{folder}/site/site.key"},
        "watched_directory": {"path": str(folder)}}}]}


def bootstrap(folder, port, admin):
    http = {"@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
            "stat_prefix": "site",
            "http_filters": [{"name": "envoy.filters.http.router", "typed_config": {
                "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"}}],
            "route_config": {"virtual_hosts": [{"name": "site", "domains": ["*"], "routes": [
                {"match": {"prefix": "/"}, "direct_response": {"status": 200}}]}]}}
    tls = {"@type": TLS + "DownstreamTlsContext", "common_tls_context": {"tls_certificate_sds_secret_configs": [
        {"name": "site", "sds_config": {"path_config_source": {"path": f"{folder}/sds_cert.yaml"}}}]}}
    listener = {
        "name": "site", "address": {"socket_address": {"address": "127.0.0.1", "port_value": port}},
        "filter_chains": [{"filters": [{"name": "envoy.filters.network.http_connection_manager", "typed_config": http}],
                           "transport_socket": {"name": "envoy.transport_sockets.tls", "typed_config": tls}}]}
    return {"node": {"id": "host", "cluster": "host"},
            "admin": {"address": {"socket_address": {"address": "127.0.0.1", "port_value": admin}}},
            "static_resources": {"listeners": [listener]}}


@contextmanager
def running(command, log):
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def answers(port):
    try:
        return bool(shown(port))
    except OSError:
        return False


class TheAgent(unittest.TestCase):

    def setUp(self):
        self.server = self.enterContext(server())
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="signet-agent-")))
        self.folder.chmod(0o755)
        self.tls = self.folder / "tls"
        self.tls.mkdir()
        self.cli = Cli(self.server.data)
        ca = json.loads(self.signet("ca", "create", "--name", "Root", "--json"))["Arn"]
        self.cli("acm-pca", "create-permission", "--certificate-authority-arn", ca, "--principal", "acm.amazonaws.com",
                 "--actions", "IssueCertificate", "GetCertificate", "ListPermissions")
        self.arn = self.cli("acm", "request-certificate", "--domain-name", "host.example", "--key-algorithm", "EC_prime256v1",
                            "--certificate-authority-arn", ca)["CertificateArn"]
        awaited(lambda: self.described()["Status"] == "ISSUED")

    def described(self):
        return self.cli("acm", "describe-certificate", "--certificate-arn", self.arn)["Certificate"]

    def signet(self, *arguments):
        ended = subprocess.run([PROGRAM, *arguments, "--data", str(self.server.data)], capture_output=True, text=True, timeout=60)
        self.assertEqual(0, ended.returncode, ended.stdout + ended.stderr)
        return ended.stdout

    def install(self, *refresh):
        config = self.folder / "agent.toml"
        command = f'refresh_command = "{" ".join(refresh)}"' if refresh else ""
        config.write_text(f"""
            layout = "symlink"
            [[capabilities.acm.certificates]]
            certificate_arn = "{self.arn}"
            certificate_path = "{self.tls}/site/site.pem"
            private_key_path = "{self.tls}/site/site.key"
            {command}
            """)
        return self.signet("agent", "install", "--config", str(config))

    def renewed(self, port, *refresh):
        """Renews and installs a few times under load; answers the load."""
        with HandshakeLoad(port) as load:
            for _ in range(RENEWALS):
                before = self.described()["Serial"]
                self.cli("acm", "renew-certificate", "--certificate-arn", self.arn)
                awaited(lambda: self.described()["Serial"] != before)
                self.assertIn("holds now serial", self.install(*refresh))
                new = digest_of(self.tls / "site" / "site.pem")
                awaited(lambda: new in load.seen)
        return load

    def test_nginx_reloads_and_misses_no_handshake(self):
        nginx, port = os.environ["SIGNET_NGINX"], free_port_pair()
        config = self.folder / "nginx.conf"
        config.write_text(NGINX.format(folder=self.folder, port=port, tls=self.tls / "site"))
        self.install()
        command = [nginx, "-p", str(self.folder), "-c", str(config)]
        with running(command, self.folder / "out"):
            awaited(lambda: answers(port))
            load = self.renewed(port, *command, "-s", "reload")
            self.assertEqual([], load.failed[:3])
            self.assertEqual(RENEWALS + 1, len(load.seen))
            self.assertGreater(load.made, 100)
            # The control: what the original does, a restart, is seen to lose some.
            with HandshakeLoad(port) as restarted:
                subprocess.run([*command, "-s", "stop"], check=True, capture_output=True, timeout=60)
                awaited(lambda: restarted.failed)
            self.assertNotEqual([], restarted.failed)

    def test_envoy_takes_the_new_pair_by_itself(self):
        port, admin = free_port_pair(), free_port_pair()
        (self.tls / "sds_cert.yaml").write_text(json.dumps(sds(self.tls)))
        config = self.folder / "envoy.json"
        config.write_text(json.dumps(bootstrap(self.tls, port, admin)))
        self.install()
        command = [os.environ["SIGNET_ENVOY"], "-c", str(config), "--concurrency", "1", "--disable-hot-restart", "-l", "warn"]
        with running(command, self.folder / "envoy.log"):
            awaited(lambda: answers(port))
            load = self.renewed(port)
        self.assertEqual([], load.failed[:3])
        self.assertEqual(RENEWALS + 1, len(load.seen))
        self.assertGreater(load.made, 100)
        # The control: a key beside another one's certificate, as files one by one may be, serves nobody.
        torn = self.tls / "site"
        versions = sorted(self.tls.glob(".site.*"), key=lambda each: int(each.name.rsplit(".", 1)[1]))
        (torn / "site.key").write_bytes((versions[0] / "site.key").read_bytes())
        with running(command, self.folder / "envoy.log"):
            awaited(lambda: "KEY_VALUES_MISMATCH" in (self.folder / "envoy.log").read_text().upper().replace(" ", "_")
                    or "does not match" in (self.folder / "envoy.log").read_text())
            self.assertFalse(answers(port))


if __name__ == "__main__":
    unittest.main()
