# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""AWS's SDKs for Go and for JavaScript as they come from their package indexes, against the packaged program.

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


class OtherSdks(unittest.TestCase):
    maxDiff = None

    def test_go_speaks_rpc_v2_cbor(self):
        program = FETCHED / "go-story"
        go("build", "-o", program, ".", folder=PROGRAMS / "go", GOFLAGS="-mod=readonly -modcacherw")
        self.assertEqual(
            ["activated", "issued", "requested managed.example.com",
             "authorities 3 five,four,one,three,two", "tags a,b", "refused as expected", "all by rpc-v2-cbor"],
            story([program], FETCHED))

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


if __name__ == "__main__":
    unittest.main()
