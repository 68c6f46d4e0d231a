# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Every shape of certificate and CRL before GnuTLS and zlint."""

import tempfile
import unittest
from pathlib import Path

import judges
import status_judges
from accepted_findings import of_extra, stale, unlisted
from broken_certificates import Maker
from broken_statuses import StatusMaker
from other_judges import (
    build_zlint, certtool_verifies, certtool_verifies_lists, zlint_accepts, zlint_accepts_lists)
from test_judges import make_all as make_certificates
from test_status_judges import make_all as make_statuses


def found_in(zlint, certificates, statuses):
    """The shapes that each program refuses, as findings."""
    with tempfile.TemporaryDirectory(prefix="signet-test-") as folder, \
            tempfile.TemporaryDirectory(prefix="signet-test-") as another:
        filed = judges.file_all(certificates, Path(folder))
        lists = status_judges.file_all([one for one in statuses if not one.said], Path(another))
        return {
            "certtool": [*certtool_verifies(filed), *certtool_verifies_lists(lists)],
            "zlint": [*zlint_accepts(zlint, filed), *zlint_accepts_lists(zlint, lists)]}


class OtherJudges(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.zlint = build_zlint()

    def test_have_no_finding_but_the_accepted_ones(self):
        found = found_in(self.zlint, make_certificates(), make_statuses())
        findings = [finding for each in found.values() for finding in each]
        self.assertEqual([], unlisted(findings, of_extra()))
        self.assertEqual([], stale(findings, of_extra()))

    def test_refuse_what_is_broken_and_nothing_sound(self):
        maker = Maker()
        certificates = [maker.sound(), maker.wrong_key(), maker.no_authority_key(), maker.senseless_name(),
                        maker.ended(), maker.cut_short()]
        found = found_in(self.zlint, certificates, StatusMaker().all())
        refused = {judge: {finding.shape for finding in findings} for judge, findings in found.items()}
        self.assertEqual(
            {"wrong key", "senseless subjectAltName", "ended before its issue", "cut short", "CRL wrong key",
             "CRL cut short"}, refused["certtool"])
        self.assertEqual(
            {"no authorityKeyIdentifier", "senseless subjectAltName", "cut short", "CRL no number", "CRL cut short"},
            refused["zlint"])


if __name__ == "__main__":
    unittest.main()
