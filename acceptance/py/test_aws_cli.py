# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The AWS CLI as it comes from the package index, against the packaged program."""

import json
import stat
import subprocess
import unittest

from signet_under_test import PROGRAM, Cli, Refused, server

CA_CONFIGURATION = json.dumps({
    "KeyAlgorithm": "EC_prime256v1", "SigningAlgorithm": "SHA256WITHECDSA", "Subject": {"CommonName": "Acceptance root"}})
ROOT_TEMPLATE = "arn:aws:acm-pca:::template/RootCACertificate/V1"


def create_authority(aws):
    return aws("acm-pca", "create-certificate-authority", "--certificate-authority-type", "ROOT",
               "--certificate-authority-configuration", CA_CONFIGURATION)["CertificateAuthorityArn"]


def active_root(running, aws):
    authority = create_authority(aws)
    folder = running.data.parent
    csr = aws("acm-pca", "get-certificate-authority-csr", "--certificate-authority-arn", authority)["Csr"]
    (folder / "ca.csr").write_text(csr)
    issued = aws("acm-pca", "issue-certificate", "--certificate-authority-arn", authority,
                 "--csr", f"fileb://{folder}/ca.csr", "--signing-algorithm", "SHA256WITHECDSA",
                 "--template-arn", ROOT_TEMPLATE, "--validity", "Value=10,Type=YEARS")["CertificateArn"]
    pem = aws("acm-pca", "get-certificate", "--certificate-authority-arn", authority,
              "--certificate-arn", issued)["Certificate"]
    (folder / "ca.pem").write_text(pem)
    aws("acm-pca", "import-certificate-authority-certificate", "--certificate-authority-arn", authority,
        "--certificate", f"fileb://{folder}/ca.pem")
    return authority


def authorities(aws):
    return [authority["Arn"] for authority in aws("acm-pca", "list-certificate-authorities")["CertificateAuthorities"]]


class TheCliWorksAtOnce(unittest.TestCase):

    def test_with_the_profile_that_the_server_wrote(self):
        with server() as running:
            identity = Cli(running.data)("sts", "get-caller-identity")
            self.assertEqual("000000000000", identity["Account"])
            self.assertEqual("arn:aws:iam::000000000000:user/admin", identity["Arn"])

    def test_with_credentials_that_only_their_owner_may_read(self):
        with server() as running:
            mode = stat.S_IMODE((running.data / "credentials").stat().st_mode)
            self.assertEqual("0o600", oct(mode))

    def test_on_two_servers_side_by_side_that_know_nothing_of_each_other(self):
        with server() as one, server() as other:
            arn = create_authority(Cli(one.data))
            self.assertEqual([arn], authorities(Cli(one.data)))
            self.assertEqual([], authorities(Cli(other.data)))
            with self.assertRaisesRegex(Refused, "UnrecognizedClient|InvalidSignature"):
                stranger = Cli(one.data)
                stranger.environment["AWS_ENDPOINT_URL"] = other.api
                stranger("acm-pca", "list-certificate-authorities", "--endpoint-url", other.api)


class AFolder(unittest.TestCase):

    def test_has_everything_after_a_restart(self):
        with server() as running:
            aws = Cli(running.data)
            arn = create_authority(aws)
            running.serve.stop()
            running.start()
            self.assertEqual([arn], authorities(aws))

    def test_has_everything_that_was_answered_before_a_kill(self):
        with server() as running:
            aws = Cli(running.data)
            arn = create_authority(aws)
            running.serve.kill()
            running.start()
            self.assertEqual([arn], authorities(aws))

    def test_belongs_to_one_process_and_a_second_is_refused_in_one_line(self):
        with server() as running:
            second = subprocess.run(
                [PROGRAM, "serve", "--data", str(running.data), "--port", "0"],
                capture_output=True, text=True, timeout=60)
            self.assertNotEqual(0, second.returncode)
            self.assertEqual("", second.stdout)
            self.assertEqual(1, len(second.stderr.strip().splitlines()), second.stderr)
            self.assertIn(str(running.data), second.stderr)
            self.assertEqual([], authorities(Cli(running.data)))


class ARegion(unittest.TestCase):

    def test_is_a_namespace_of_its_own(self):
        with server() as running:
            arn = create_authority(Cli(running.data, "eu-central-1"))
            self.assertIn(":eu-central-1:", arn)
            self.assertEqual([arn], authorities(Cli(running.data, "eu-central-1")))
            for elsewhere in None, "us-west-2", "us-gov-west-1", "cn-north-1":
                self.assertEqual([], authorities(Cli(running.data, elsewhere)))

    def test_that_is_malformed_is_refused(self):
        with server() as running, self.assertRaises(Refused):
            authorities(Cli(running.data, "atlantis"))


class ARootAuthority(unittest.TestCase):

    def test_is_made_by_the_commands_of_the_article(self):
        with server() as running:
            aws = Cli(running.data)
            authority = active_root(running, aws)
            described = aws("acm-pca", "describe-certificate-authority", "--certificate-authority-arn", authority)
            self.assertEqual("ACTIVE", described["CertificateAuthority"]["Status"])


class AManagedCertificate(unittest.TestCase):

    def test_is_issued_by_the_private_authority_or_tells_why_not(self):
        with server() as running:
            aws = Cli(running.data)
            authority = active_root(running, aws)
            issued = aws("acm", "request-certificate", "--domain-name", "a.example.com", "--key-algorithm", "EC_prime256v1",
                         "--certificate-authority-arn", authority)["CertificateArn"]
            described = aws("acm", "describe-certificate", "--certificate-arn", issued)["Certificate"]
            self.assertEqual(("ISSUED", "PRIVATE"), (described["Status"], described["Type"]))
            self.assertIn("BEGIN CERTIFICATE", aws("acm", "get-certificate", "--certificate-arn", issued)["CertificateChain"])
            # The default key is RSA, which does not fit an authority with an EC key.
            failed = aws("acm", "request-certificate", "--domain-name", "b.example.com",
                         "--certificate-authority-arn", authority)["CertificateArn"]
            described = aws("acm", "describe-certificate", "--certificate-arn", failed)["Certificate"]
            self.assertEqual(("FAILED", "PCA_INVALID_ARGS"), (described["Status"], described["FailureReason"]))
            aws("acm", "delete-certificate", "--certificate-arn", failed)
            with self.assertRaisesRegex(Refused, "ResourceNotFoundException"):
                aws("acm", "describe-certificate", "--certificate-arn", failed)


if __name__ == "__main__":
    unittest.main()
