# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Secrets by the AWS CLI, and a rotation function of boto3 calls that rotates them as a program."""

import json
import sys
import tempfile
import unittest
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from signet_under_test import Cli, awaited, environment, server

FUNCTION = Path(__file__).with_name("rotation_function.py")
LAMBDA = "arn:aws:lambda:us-east-1:000000000000:function:mine"
BUILT_IN = "arn:aws:lambda:us-east-1:000000000000:function:SecretsRotateFunction-1"
MANAGER = "acm.amazonaws.com"


def permitted_root(running, aws):
    said = running.run("ca", "create", "--data", str(running.data), "--name", "Shop root", "--key", "RSA-2048", "--json")
    authority = json.loads(said)["Arn"]
    aws("acm-pca", "create-permission", "--certificate-authority-arn", authority, "--principal", MANAGER,
        "--actions", "IssueCertificate", "GetCertificate", "ListPermissions")
    return authority


class ByTheCommandLine(unittest.TestCase):

    def test_a_secret_is_made_read_changed_deleted_and_restored(self):
        with server() as running:
            aws = Cli(running.data)
            made = aws("secretsmanager", "create-secret", "--name", "shop/db", "--secret-string", "first")
            aws("secretsmanager", "put-secret-value", "--secret-id", made["ARN"], "--secret-string", "second")
            read = aws("secretsmanager", "get-secret-value", "--secret-id", "shop/db")
            self.assertEqual(("second", ["AWSCURRENT"]), (read["SecretString"], read["VersionStages"]))
            self.assertEqual(["shop/db"], [each["Name"] for each in aws("secretsmanager", "list-secrets")["SecretList"]])
            aws("secretsmanager", "delete-secret", "--secret-id", "shop/db")
            with self.assertRaisesRegex(Exception, "marked for deletion"):
                aws("secretsmanager", "get-secret-value", "--secret-id", "shop/db")
            aws("secretsmanager", "restore-secret", "--secret-id", "shop/db")
            running.serve.kill()
            running.start()
            self.assertEqual("second", aws("secretsmanager", "get-secret-value", "--secret-id", "shop/db")["SecretString"])


class ACertificateInASecret(unittest.TestCase):

    def rotated(self, aws, function):
        before = aws("secretsmanager", "describe-secret", "--secret-id", "tls").get("LastRotatedDate")
        aws("secretsmanager", "rotate-secret", "--secret-id", "tls", "--rotation-lambda-arn", function,
            "--rotation-rules", "AutomaticallyAfterDays=306")
        awaited(lambda: aws("secretsmanager", "describe-secret", "--secret-id", "tls").get("LastRotatedDate") != before)
        value = json.loads(aws("secretsmanager", "get-secret-value", "--secret-id", "tls")["SecretString"])
        leaf = x509.load_pem_x509_certificate(value["CERTIFICATE_PEM"].encode())
        key = serialization.load_pem_private_key(value["PRIVATE_KEY_PEM"].encode(), None)
        self.assertEqual(leaf.public_key(), key.public_key())
        return value, leaf

    def test_is_renewed_by_a_function_that_calls_us_and_by_ourselves(self):
        with tempfile.TemporaryDirectory(prefix="signet-function-") as folder:
            program = Path(folder) / "rotate"
            place = Path(folder) / "credentials-at"
            program.write_text(
                "#!/bin/sh\nexport AWS_SHARED_CREDENTIALS_FILE=$(cat '%s') AWS_PROFILE=signet AWS_CONFIG_FILE=/dev/null\n"
                "exec '%s' '%s'\n" % (place, sys.executable, FUNCTION))
            program.chmod(0o700)
            with environment(SIGNET_ROTATION=f"{LAMBDA}=exec:{program}"), server() as running:
                place.write_text(str(running.data / "credentials"))
                aws = Cli(running.data)
                aws("secretsmanager", "create-secret", "--name", "tls", "--secret-string", json.dumps({
                    "CERTIFICATE_TYPE": "ACM_ISSUED", "CA_ARN": permitted_root(running, aws),
                    "COMMON_NAME": "shop.example.com", "ENVIRONMENT": "TEST"}))
                first, leaf = self.rotated(aws, LAMBDA)
                again, renewed = self.rotated(aws, LAMBDA)
                self.assertEqual(first["CERTIFICATE_ARN"], again["CERTIFICATE_ARN"])
                self.assertNotEqual(leaf.serial_number, renewed.serial_number)
                ours, third = self.rotated(aws, BUILT_IN)
                self.assertEqual(first["CERTIFICATE_ARN"], ours["CERTIFICATE_ARN"])
                self.assertNotIn(third.serial_number, (leaf.serial_number, renewed.serial_number))


if __name__ == "__main__":
    unittest.main()
