# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Every shape of CRL and OCSP answer that the server makes, before judges that are not ours."""

import tempfile
import unittest
from collections import Counter
from pathlib import Path

from cryptography.x509 import ocsp

from accepted_findings import of_statuses, stale, unlisted
from broken_statuses import StatusMaker
from made_certificates import PrivateAuthorities
import made_statuses
from signet_under_test import server
from status_judges import JUDGES, file_all, jdk_accepts, openssl_accepts, pkilint_accepts, pyca_reads


def make_all():
    with server() as running:
        pca = running.clients().client("acm-pca")
        return list(made_statuses.made(running, pca, PrivateAuthorities(pca)))


class EveryShapeOfStatus(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.made = make_all()
        with tempfile.TemporaryDirectory(prefix="signet-test-") as folder:
            filed = file_all(cls.made, Path(folder))
            cls.findings = [finding for judge in JUDGES for finding in judge(filed)]

    def test_stands_before_the_judges_once(self):
        counted = Counter(one.shape for one in self.made)
        self.assertEqual([], [shape for shape, count in counted.items() if count > 1])

    def test_is_signed_by_a_delegate_if_it_is_an_answer(self):
        answers = [ocsp.load_der_ocsp_response(one.der) for one in self.made if one.said]
        self.assertEqual({1}, {len(answer.certificates) for answer in answers})

    def test_has_no_finding_but_the_accepted_ones(self):
        self.assertEqual([], unlisted(self.findings, of_statuses()))

    def test_has_every_accepted_finding_somewhere(self):
        self.assertEqual([], stale(self.findings, of_statuses()))


class ABrokenStatus(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory(prefix="signet-test-") as folder:
            filed = file_all(StatusMaker().all(), Path(folder))
            cls.refused = {judge: {finding.shape for finding in judge(filed)} for judge in JUDGES}

    def assert_refused(self, shape, *judges):
        self.assertEqual({*judges}, {judge for judge, shapes in self.refused.items() if shape in shapes})

    def test_list_differs_by_its_defect_only_from_one_that_nobody_refuses(self):
        self.assert_refused("CRL sound")

    def test_list_that_another_key_signed_is_refused(self):
        self.assert_refused("CRL wrong key", openssl_accepts, jdk_accepts, pyca_reads)

    def test_list_that_only_a_linter_refuses(self):
        self.assert_refused("CRL no number", pkilint_accepts)

    def test_list_that_is_cut_short_is_refused_by_every_judge(self):
        self.assert_refused("CRL cut short", *JUDGES)

    def test_answer_differs_by_its_defect_only_from_one_that_nobody_refuses(self):
        self.assert_refused("OCSP sound sha1 by=control")

    def test_answer_of_a_delegate_that_another_key_signed_is_refused(self):
        self.assert_refused("OCSP delegate of another sha1 by=control", openssl_accepts, jdk_accepts)

    def test_answer_of_a_delegate_that_may_not_is_refused(self):
        self.assert_refused("OCSP signer without purpose sha1 by=control", openssl_accepts, jdk_accepts)

    def test_answer_that_says_something_else_is_refused(self):
        self.assert_refused("OCSP good of a revoked sha1 by=control", openssl_accepts, jdk_accepts, pyca_reads)

    def test_answer_without_sense_is_refused_by_every_judge(self):
        self.assert_refused("OCSP senseless status sha1 by=control", *JUDGES)

    def test_answer_that_is_cut_short_is_refused_by_every_judge(self):
        self.assert_refused("OCSP cut short sha1 by=control", *JUDGES)


if __name__ == "__main__":
    unittest.main()
