# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""What is issued for the seeds of the fuzz targets, before OpenSSL and pyca; the Java tests issue it, and the JDK reads it there."""

import ssl
import tempfile
import unittest
from pathlib import Path

from broken_certificates import Maker
from judges import file_all, openssl_reads, pyca_reads
from made_certificates import Made
from signet_under_test import TREE

ISSUED = TREE / "fuzz" / "target" / "issued"  # by the tests of fuzz/
READERS = openssl_reads, pyca_reads
# What openssl says of an extension that a request brought and that it does not know.
UNKNOWN = "<Not Supported>"


def findings(made):
    with tempfile.TemporaryDirectory(prefix="signet-test-") as folder:
        filed = file_all(made, Path(folder))
        return [finding for reader in READERS for finding in reader(filed) if finding.detail != UNKNOWN]


class FuzzedCertificates(unittest.TestCase):

    def test_are_read_by_all(self):
        made = [Made(file.stem, (ssl.DER_cert_to_PEM_cert(file.read_bytes()),)) for file in sorted(ISSUED.glob("*.der"))]
        self.assertGreater(len(made), 15, f"certificates in {ISSUED}")
        self.assertEqual([], findings(made))

    def test_would_be_found_unreadable_by_each(self):
        self.assertEqual({"openssl.text", "pyca.refused"}, {one.code for one in findings([Maker().senseless_name()])})


if __name__ == "__main__":
    unittest.main()
