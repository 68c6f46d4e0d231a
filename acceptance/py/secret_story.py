# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The life of a mesh in which every kind of secret leaves the server, also by calls that fail."""

import functools
import http.client
import json
import os
import re
import ssl
import subprocess
from configparser import ConfigParser
from contextlib import closing
from pathlib import Path

import boto3
from botocore.exceptions import ClientError
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

import secret_forms
from made_certificates import PrivateAuthorities
from signet_under_test import PROGRAM, jdk, proxy_identity
from story import certificates
from story.mesh import GATEWAY_NAME, NODE_LISTENER, SERVICE, Mesh
from story.processes import Failed, wait_until
from story.proxy import Proxy

ENVOY = os.environ["SIGNET_ENVOY"]
DELIVERED_KEYS = Path(__file__).with_name("DeliveredKeys.java")
CONSOLE, JOIN = "/signet/console", "/signet/v1/proxy-certificates"
PEM_KEY = re.compile("-----BEGIN PRIVATE KEY-----.+?-----END PRIVATE KEY-----", re.DOTALL)


class SecretStory:
    """A node with an RSA certificate, a gateway with an EC one, an Envoy for each."""

    def __init__(self, running, addresses):
        self.running = running
        self.folder = running.data.parent
        self.https = f"https://127.0.0.1:{running.port}"
        self.addresses = addresses
        self.secrets = []
        # What failed commands and calls told their user.
        self.told = []
        self.proxies = {}

    def tell(self):
        self.open_apis()
        self.make_mesh()
        self.join("node", self.node_arn, self.addresses.node)
        self.join("gateway", self.gateway_arn, self.addresses.gateway)
        self.secure()
        first = self.delivered_keys("first")
        self.renew()
        self.restart_after_kill()
        second = self.delivered_keys("renewed")
        assert not {*first} & {*second}, "renewal makes new keys"
        self.fail_to_join()
        self.fail_to_sign()
        self.send_keys_where_none_belong(first + second)
        self.visit_console()

    def open_apis(self):
        credentials = ConfigParser()
        credentials.read(self.running.data / "credentials")
        self.access_key = credentials["signet"]["aws_secret_access_key"]
        self.secrets.append(secret_forms.of_text("access key", self.access_key))
        self.secrets.append(secret_forms.of_text("seal", (self.running.data / "seal").read_text().strip()))
        self.session = self.running.clients()
        self.pca, self.acm = self.session.client("acm-pca"), self.session.client("acm")
        self.mesh = Mesh(self.session.client("appmesh"))

    def make_mesh(self):
        authorities = PrivateAuthorities(self.pca)
        self.roots = {key: authorities.root(f"Secrets {key}", key).arn for key in ("RSA_2048", "EC_prime256v1")}
        for root in self.roots.values():
            self.pca.create_permission(
                CertificateAuthorityArn=root, Principal="acm.amazonaws.com",
                Actions=["IssueCertificate", "GetCertificate", "ListPermissions"])
        self.node_certificate = self.request(SERVICE, "RSA_2048")
        self.gateway_certificate = self.request(GATEWAY_NAME, "EC_prime256v1")
        self.gateway_arn, self.node_arn = self.mesh.create()

    def request(self, name, key):
        arn = self.acm.request_certificate(
            DomainName=name, KeyAlgorithm=key, CertificateAuthorityArn=self.roots[key])["CertificateArn"]
        status = wait_until(lambda: certificates.issued_or_failed(self.acm, arn), 10)
        assert status == "ISSUED", status
        return arn

    def token(self, arn, name):
        token = self.running.run("proxy", "token", arn, "--data", str(self.running.data))
        self.secrets.append(secret_forms.of_text(f"{name} token", token))
        self.secrets.append(secret_forms.of_text(f"{name} token's secret part", token.split("_")[2]))
        return token

    def bootstrap(self, token, folder, address):
        self.running.run("proxy", "bootstrap", "--endpoint", self.https, "--out", str(folder),
                         "--bind", address, secret=token)

    def join(self, name, arn, address):
        proxy = self.proxies[name] = Proxy(name, arn, self.folder / name, address)
        proxy.token = self.token(arn, name)
        self.bootstrap(proxy.token, proxy.folder, address)
        self.keep_identity(name, "first identity key")
        proxy.start(ENVOY)

    def keep_identity(self, name, which):
        pem, _ = proxy_identity(self.proxies[name].folder)
        self.secrets.append(secret_forms.of_private_key(f"{name}'s {which}", pem))

    def secure(self):
        """Certificates with keys go to both proxies."""
        self.mesh.node_tls("STRICT", self.node_certificate)
        self.mesh.gateway_policy(self.roots["RSA_2048"])
        self.mesh.tag(self.gateway_arn, "signet:client-cert", self.gateway_certificate)
        self.proxies["node"].await_config("listener", NODE_LISTENER, present=[self.node_certificate])

    def delivered_keys(self, which):
        """What a discovery stream delivers to each proxy: the key of the certificate in force."""
        lib = Path(PROGRAM).resolve().parent.parent / "lib"
        ended = subprocess.run(
            [f"{jdk()}/bin/java", "-XX:TieredStopAtLevel=1", f"-Djava.io.tmpdir={self.running.temporary}",
             "-cp", f"{lib}/*", str(DELIVERED_KEYS), self.https,
             *(str(proxy.folder) for proxy in self.proxies.values())],
            capture_output=True, text=True, timeout=60)
        keys = PEM_KEY.findall(ended.stdout)
        assert len(keys) == len(self.proxies) and ended.returncode == 0, f"{len(keys)} keys: {ended.stderr}"
        for name, key, arn in zip(self.proxies, keys, (self.node_certificate, self.gateway_certificate)):
            pem = self.acm.get_certificate(CertificateArn=arn)["Certificate"]
            in_force = x509.load_pem_x509_certificate(pem.encode())
            assert public(load_pem_private_key(key.encode(), None)) == public(in_force), f"another key than {arn}'s"
            self.secrets.append(secret_forms.of_private_key(f"{name}'s {which} delivered key", key))
        return keys

    def renew(self):
        for arn in self.node_certificate, self.gateway_certificate:
            self.acm.renew_certificate(CertificateArn=arn)
        self.running.run("proxy", "renew", str(self.proxies["node"].folder))
        self.keep_identity("node", "renewed identity key")

    def restart_after_kill(self):
        self.running.serve.kill()
        self.running.start()
        for proxy in self.proxies.values():
            proxy.envoy.await_that("connected again", proxy.is_connected, 20)

    def fail_to_join(self):
        used, fresh = self.proxies["node"].token, self.token(self.node_arn, "unused")
        parts = fresh.split("_")
        wrong = "_".join([*parts[:2], parts[2][::-1], parts[3]])
        for token in used, wrong, fresh[:-1]:
            self.fails(self.bootstrap, token, self.folder / "refused", "127.0.0.1")
        csr = "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n"
        for body in {"token": fresh, "csr": csr}, {"token": fresh, "csr": fresh}, {"token": [fresh], "csr": csr}:
            self.refused("POST", JOIN, json.dumps(body))
            self.refused("POST", JOIN, json.dumps(body), tls=self.trusted())
        self.refused("POST", JOIN, json.dumps(body)[:-20], tls=self.trusted())
        self.refused("POST", JOIN, fresh, tls=self.trusted())
        self.refused("POST", f"{JOIN}/{fresh}")
        self.refused("GET", f"{JOIN}?token={fresh}")
        self.refused("GET", "/", headers={"Authorization": f"Bearer {fresh}", "x-amz-target": fresh})

    def fail_to_sign(self):
        known = self.session.get_credentials().access_key
        wrong = self.access_key[::-1]
        for key, secret in ("unknown", self.access_key), (self.access_key, self.access_key), (known, wrong):
            stranger = boto3.Session(aws_access_key_id=key, aws_secret_access_key=secret, region_name="us-east-1")
            self.fails(stranger.client("acm", endpoint_url=self.running.api).list_certificates)
        self.refused("GET", f"/?X-Amz-Credential={self.access_key}&X-Amz-Signature={self.access_key}")
        self.refused("GET", "/", headers={"Authorization": f"AWS4-HMAC-SHA256 Credential={self.access_key}"})

    def send_keys_where_none_belong(self, keys):
        """As a user might by mistake, who has a key of his own."""
        pem = self.acm.get_certificate(CertificateArn=self.node_certificate)["Certificate"]
        for key in keys:
            for root in self.roots.values():
                for csr in key, key.replace("PRIVATE KEY", "CERTIFICATE REQUEST"):
                    self.fails(
                        self.pca.issue_certificate, CertificateAuthorityArn=root, Csr=csr,
                        SigningAlgorithm="SHA256WITHRSA", Validity={"Type": "DAYS", "Value": 1})
                self.fails(
                    self.pca.import_certificate_authority_certificate, CertificateAuthorityArn=root, Certificate=key)
            self.fails(self.acm.import_certificate, Certificate=pem, PrivateKey=key)
            self.fails(self.acm.import_certificate, Certificate=key, PrivateKey=key)

    def visit_console(self):
        link = self.running.run("console", "--data", str(self.running.data))
        path = link[link.index(CONSOLE):]
        secret = path.partition("link=")[2]
        self.secrets.append(secret_forms.of_text("console link", secret))
        status, headers, _ = self.call("GET", path)
        assert status == 303, status
        cookie = headers["set-cookie"].partition(";")[0]
        self.secrets.append(secret_forms.of_text("console session", cookie.partition("=")[2]))
        own = headers["location"]
        status, _, page = self.call("GET", own, headers={"Cookie": cookie})
        assert status == 200 and b"colorteller-vn" in page, page
        self.told.append(page)
        # Whether the proxies have caught up by now is not what is asked here.
        status = self.running.run("mesh", "status", "--data", str(self.running.data), ends=(0, 3))
        self.told.append(status.encode())
        self.refused("GET", path)
        self.refused("GET", f"{path}0")
        self.refused("GET", f"{CONSOLE}/{secret}", headers={"Cookie": cookie})
        self.refused("GET", CONSOLE, headers={"Cookie": cookie})
        self.refused("POST", own, cookie, headers={"Cookie": cookie})
        self.refused("GET", own, headers={"Cookie": f"{cookie}0"})
        self.refused("GET", own, headers={"Cookie": cookie, "Host": "elsewhere.example.com"})

    def fails(self, operation, *positional, **arguments):
        try:
            operation(*positional, **arguments)
        except (ClientError, Failed) as refused:
            self.told.append(str(refused).encode())
        else:
            raise AssertionError(f"{operation.__name__} was expected to fail")

    def refused(self, method, path, body=None, headers={}, tls=None):
        status, _, content = self.call(method, path, body, headers, tls)
        assert status >= 400, (method, path, status)
        self.told.append(content)

    def trusted(self):
        return ssl.create_default_context(cafile=self.running.data / "trust.pem")

    def call(self, method, path, body=None, headers={}, tls=None):
        """By plain HTTP, unless it is told whom to trust."""
        place = "127.0.0.1", self.running.port
        connect = functools.partial(http.client.HTTPSConnection, context=tls) if tls else http.client.HTTPConnection
        with closing(connect(*place, timeout=20)) as connection:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

    def processes(self):
        """The programs that still run, by name."""
        return {"server": self.running.serve.process.pid,
                **{name: proxy.envoy.process.pid for name, proxy in self.proxies.items()}}

    def stop(self):
        for proxy in self.proxies.values():
            proxy.envoy.stop()


def public(holder):
    return holder.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
