# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Every secret that leaves the server is searched for where no secret may be."""

import base64
import os
import stat
import subprocess
import sys
import tempfile
import unittest
from contextlib import ExitStack
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from log_everything import everything_logged
from searched_processes import CommandLines, environment, published_by_jvm
from secret_forms import any_private_key, found_in, of_private_key, of_text, secret_numbers
from secret_story import SecretStory
from signet_under_test import server
from story.place import free_addresses
from story.processes import wait_until

# Who may have which secret, by file.
ALLOWED = {
    "data/credentials": {"access key"},
    "data/seal": {"seal"},
    "node/identity/sds.yaml": {"node's renewed identity key", "any private key"},
    "gateway/identity/sds.yaml": {"gateway's first identity key", "any private key"},
}
# A search that saw no process of these saw nothing.
COMMANDS = (b"Main serve", b"Main proxy token", b"Main proxy bootstrap", b"Main proxy renew", b"Main console",
            b"envoy.yaml")


def search_files(folder, secrets):
    """Which secrets each file holds, by its path; files with none are left out."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    found = {str(file.relative_to(folder)): found_in(file.read_bytes(), secrets) for file in files}
    return {file: names for file, names in found.items() if names}


class NoSecret(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        ends = ExitStack()
        cls.addClassCleanup(ends.close)
        addresses = free_addresses()
        ends.callback(addresses.reservation.close)
        ends.enter_context(everything_logged())
        running = ends.enter_context(server())
        cls.story = SecretStory(running, addresses)
        ends.callback(cls.story.stop)
        with CommandLines() as watched:
            cls.story.tell()
        cls.command_lines = watched.text()
        cls.secrets = [*cls.story.secrets, any_private_key()]

    def test_is_in_a_file_or_log_but_the_few_that_are_for_it(self):
        for line in b"TRACE", b"Signet ready":
            self.assertIn(line, (self.story.folder / "log").read_bytes())
        self.assertEqual(ALLOWED, search_files(self.story.folder, self.secrets))

    def test_is_in_a_file_that_others_may_read(self):
        for file in ALLOWED:
            with self.subTest(file):
                self.assertEqual("0o600", oct(stat.S_IMODE((self.story.folder / file).stat().st_mode)))

    def test_is_in_the_arguments_of_a_process(self):
        for command in COMMANDS:
            self.assertIn(command, self.command_lines)
        published = published_by_jvm(self.story.processes()["server"])
        self.assertIn(b"dev.signet.cli.Main", published)
        self.assertEqual(set(), found_in(self.command_lines + published, self.secrets))

    def test_is_in_the_environment_of_the_server_or_of_a_proxy(self):
        for name, process in self.story.processes().items():
            with self.subTest(name):
                self.assertIn(b"PATH=", environment(process))
                self.assertEqual(set(), found_in(environment(process), self.secrets))

    def test_is_in_what_failed_calls_told_or_the_console_and_the_status_show(self):
        self.assertGreater(len(self.story.told), 40)
        self.assertEqual(set(), found_in(b"\n".join(self.story.told), self.secrets))


class TheSearch(unittest.TestCase):

    def assert_finds(self, secret, content):
        with tempfile.TemporaryDirectory(prefix="signet-test-") as folder:
            (Path(folder) / "planted").write_bytes(b"before " + content + b" after")
            (Path(folder) / "empty").write_bytes(b"before after")
            self.assertEqual({"planted": {secret.name}}, search_files(Path(folder), [secret]))

    def test_finds_a_text_in_every_form(self):
        text = "Ab+/" * 10
        secret = of_text("text", text)
        plain = text.encode()
        for content in (plain, plain.hex().encode(), base64.b64encode(plain), base64.b64encode(b"x" + plain + b"y"),
                        base64.urlsafe_b64encode(b"xy" + plain), text.replace("/", r"\/").encode(),
                        b"Ab%2B%2F" * 10, base64.b64decode(text), base64.b64decode(text).hex().encode()):
            with self.subTest(content):
                self.assert_finds(secret, content)

    def test_finds_a_private_key_in_every_form_and_knows_that_it_is_one(self):
        for key in rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1()):
            for form in PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL:
                pem = key.private_bytes(Encoding.PEM, form, NoEncryption())
                der = key.private_bytes(Encoding.DER, form, NoEncryption())
                secret = of_private_key("key", pem.decode())
                for content in (pem, pem.replace(b"\n", b"\\n"), der, base64.b64encode(der), der.hex().encode(),
                                base64.encodebytes(b"xy" + der)):
                    with self.subTest(type(key).__name__, form=form, content=content):
                        self.assert_finds(secret, content)
                self.assert_finds(any_private_key(), pem)
            self.assert_finds(any_private_key(), key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
            self.assert_finds(secret, str(secret_numbers(key)).encode())

    def test_finds_an_argument_of_a_process_that_lives_shortly(self):
        secret = of_text("argument", os.urandom(20).hex())
        text = next(form for form in secret.forms if len(form) == 40).decode()
        with CommandLines() as watched:
            process = subprocess.Popen(
                [sys.executable, "-c", "import sys; sys.stdin.read()", text], stdin=subprocess.PIPE)
            seen = wait_until(lambda: found_in(watched.text(), [secret]), 10)
            process.communicate()
        self.assertEqual({"argument"}, seen)


if __name__ == "__main__":
    unittest.main()
