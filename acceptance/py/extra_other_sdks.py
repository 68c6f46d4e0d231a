# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""AWS's SDKs for Go and for JavaScript, and cert-manager's plugin, as they come from their package indexes, against the packaged program.

Newer clients of acm-pca for JavaScript than the one in its package.json do not resolve.
"""

import os
import shutil
import unittest

from fetched_programs import FETCHED, go, run
from signet_under_test import TREE, server

# ./signet test extra sets these, and names what is missing.
NODE = os.environ["SIGNET_NODE"]
NPM = os.environ["SIGNET_NPM"]
PROGRAMS = TREE / "acceptance" / "sdk"


def story(command, folder):
    """What the program tells, with nothing but the profile that the server wrote."""
    with server() as running:
        return run(command, folder, 120, AWS_PROFILE="signet", AWS_CONFIG_FILE=os.devnull,
                   AWS_SHARED_CREDENTIALS_FILE=running.data / "credentials", AWS_EC2_METADATA_DISABLED="true")


def built(name):
    """The Go program of that folder."""
    program = FETCHED / f"{name}-story"
    go("build", "-o", program, ".", folder=PROGRAMS / name, GOFLAGS="-mod=readonly -modcacherw")
    return program


class OtherSdks(unittest.TestCase):
    maxDiff = None

    def test_go_speaks_rpc_v2_cbor(self):
        self.assertEqual(
            ["activated", "issued", "requested managed.example.com",
             "authorities 3 five,four,one,three,two", "tags a,b", "refused as expected", "all by rpc-v2-cbor"],
            story([built("go")], FETCHED))

    def test_javascript(self):
        folder = FETCHED / "js"
        folder.mkdir(parents=True, exist_ok=True)
        for file in (PROGRAMS / "js").iterdir():
            shutil.copy(file, folder)
        run([NPM, "ci", "--no-audit", "--no-fund", "--ignore-scripts"], folder, 300)
        self.assertEqual(
            ["activated", "issued", "requested managed.example.com", "authorities 3 five,four,one,three,two",
             "tags a,b", "refused as expected", "deleted"],
            story([NODE, "story.mjs"], folder))


class CertManager(unittest.TestCase):
    maxDiff = None

    def test_its_plugin_gets_certificates_of_all_usages_and_keys(self):
        # Of each: the key's algorithm, whether it is a CA, its purposes, the bits of its key usage.
        usages = ["client RSA false [clientAuth] 5", "server ECDSA false [serverAuth] 5", "both RSA false [serverAuth clientAuth] 5",
                  "code ECDSA false [codeSigning] 1", "ocsp RSA false [OCSPSigning] 1", "other ECDSA false [serverAuth] 5",
                  "short RSA false [serverAuth clientAuth] 5", "ca ECDSA true [] 97"]
        self.assertEqual(
            [f"{ca} {each}" for ca in ("RSA_2048", "EC_prime256v1") for each in usages]
            + ["root 0 0", "root 1 1", "root 2 2", "root 3 3", "below 0 0", "below 1 ValidationException",
               "below 2 ValidationException", "below 3 ValidationException", "nonsense InvalidArgsException"],
            story([built("cert-manager")], FETCHED))


if __name__ == "__main__":
    unittest.main()
