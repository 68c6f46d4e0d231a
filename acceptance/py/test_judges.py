# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Every shape of certificate that the server makes, before judges that are not ours."""

import tempfile
import unittest
from collections import Counter
from pathlib import Path

from cryptography import x509

from accepted_findings import of_certificates, parse, stale, unlisted
from broken_certificates import Maker
from judges import JUDGES, Finding, file_all, jdk_accepts, openssl_verifies, pkilint_accepts
import odd_requests
import outside_chains
import passed_certificates
from made_certificates import NAMES, PrivateAuthorities, managed, of_proxies
from signet_under_test import server


def make_all():
    with server() as running:
        session = running.clients()
        private = PrivateAuthorities(session.client("acm-pca"))
        authorities = private.create()
        return [
            *(authority.made for authority in authorities),
            *private.longer_paths(authorities),
            *private.with_a_full_subject(),
            *private.end_entities(authorities),
            *private.other_algorithms(authorities),
            *passed_certificates.issued(private),
            *outside_chains.issued(private),
            *odd_requests.issued(session.client("acm-pca"), authorities[1]),
            *managed(session.client("acm"), authorities),
            *of_proxies(running, session.client("appmesh")),
        ]


def names_in(pem):
    extensions = x509.load_pem_x509_certificate(pem.encode()).extensions
    return [name for e in extensions if isinstance(e.value, x509.SubjectAlternativeName) for name in e.value]


class EveryShapeOfCertificate(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="signet-test-")
        cls.addClassCleanup(folder.cleanup)
        cls.filed = file_all(make_all(), Path(folder.name))
        cls.findings = [finding for judge in JUDGES for finding in judge(cls.filed)]

    def test_stands_before_the_judges_once(self):
        counted = Counter(one.shape for one in self.filed)
        self.assertEqual([], [shape for shape, count in counted.items() if count > 1])

    def test_has_the_names_that_its_request_asked_for(self):
        for one in self.filed:
            asked = NAMES.get(one.shape.partition("names=")[2])
            if asked is not None:
                with self.subTest(one.shape):
                    self.assertEqual(asked, names_in(one.made.chain[0]))

    def test_has_no_finding_but_the_accepted_ones(self):
        self.assertEqual([], unlisted(self.findings, of_certificates()))

    def test_has_every_accepted_finding_somewhere(self):
        self.assertEqual([], stale(self.findings, of_certificates()))


class ABrokenCertificate(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        maker = Maker()
        made = [maker.sound(), maker.wrong_key(), maker.no_authority_key(), maker.senseless_name(), maker.ended(),
                maker.cut_short()]
        with tempfile.TemporaryDirectory(prefix="signet-test-") as folder:
            filed = file_all(made, Path(folder))
            cls.refused = {judge: {finding.shape for finding in judge(filed)} for judge in JUDGES}

    def assert_refused(self, shape, *judges):
        self.assertEqual({*judges}, {judge for judge, shapes in self.refused.items() if shape in shapes})

    def test_differs_by_its_defect_only_from_one_that_nobody_refuses(self):
        self.assert_refused("sound")

    def test_that_another_key_signed_is_refused(self):
        self.assert_refused("wrong key", openssl_verifies, pkilint_accepts, jdk_accepts)

    def test_that_only_strict_rules_forbid_is_refused(self):
        self.assert_refused("no authorityKeyIdentifier", openssl_verifies, pkilint_accepts)

    def test_that_had_ended_when_it_was_issued_is_refused(self):
        self.assert_refused("ended before its issue", openssl_verifies, jdk_accepts)

    def test_with_names_that_cannot_be_parsed_is_refused_by_every_judge(self):
        self.assert_refused("senseless subjectAltName", *JUDGES)

    def test_that_is_cut_short_is_refused_by_every_judge(self):
        self.assert_refused("cut short", *JUDGES)


class TheAcceptedFindings(unittest.TestCase):

    found = [Finding("a.b", "Template key=EC_1"), Finding("a.b", "Template key=RSA_1")]

    def test_leave_what_they_do_not_list(self):
        self.assertEqual(self.found[1:], unlisted(self.found, parse("a.b | * key=EC_* | why")))
        self.assertEqual(self.found, unlisted(self.found, parse("a.c | * | why")))

    def test_are_stale_when_nothing_has_them(self):
        self.assertEqual(parse("a.c | * | why"), stale(self.found, parse("a.b | * | why\na.c | * | why")))

    def test_have_a_reason_each(self):
        with self.assertRaises(ValueError):
            parse("a.b | * | ")


if __name__ == "__main__":
    unittest.main()
