# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The App Mesh API through the AWS CLI, against the packaged program."""

import json
import unittest

from signet_under_test import Cli, Refused, server
from test_aws_cli import active_root


class AMesh(unittest.TestCase):

    def test_refuses_to_name_a_certificate_that_does_not_exist(self):
        unknown = "arn:aws:acm:us-east-1:000000000000:certificate/12345678-1234-1234-1234-123456789012"
        spec = json.dumps({"listeners": [{
            "portMapping": {"port": 9080, "protocol": "http"},
            "tls": {"mode": "STRICT", "certificate": {"acm": {"certificateArn": unknown}}}}]})
        with server() as running:
            aws = Cli(running.data)
            aws("appmesh", "create-mesh", "--mesh-name", "m")
            with self.assertRaisesRegex(Refused, "BadRequestException.*12345678-1234"):
                aws("appmesh", "create-virtual-node", "--mesh-name", "m", "--virtual-node-name", "n", "--spec", spec)

    def test_is_there_after_a_restart(self):
        with server() as running:
            aws = Cli(running.data)
            aws("appmesh", "create-mesh", "--mesh-name", "kept")
            running.serve.stop()
            running.start()
            self.assertEqual("kept", aws("appmesh", "describe-mesh", "--mesh-name", "kept")["mesh"]["meshName"])

    def test_keeps_the_certificate_that_a_node_names_from_being_deleted(self):
        with server() as running:
            aws = Cli(running.data)
            certificate = aws("acm", "request-certificate", "--domain-name", "n.mesh.local", "--key-algorithm", "EC_prime256v1",
                              "--certificate-authority-arn", active_root(running, aws))["CertificateArn"]
            spec = json.dumps({"listeners": [{
                "portMapping": {"port": 9080, "protocol": "http"},
                "tls": {"mode": "STRICT", "certificate": {"acm": {"certificateArn": certificate}}}}]})
            aws("appmesh", "create-mesh", "--mesh-name", "m")
            node = aws("appmesh", "create-virtual-node", "--mesh-name", "m", "--virtual-node-name", "n", "--spec", spec)
            self.assertEqual(json.loads(spec), node["virtualNode"]["spec"])
            described = aws("acm", "describe-certificate", "--certificate-arn", certificate)["Certificate"]
            self.assertEqual([node["virtualNode"]["metadata"]["arn"]], described["InUseBy"])
            self.assertEqual("ELIGIBLE", described["RenewalEligibility"])
            with self.assertRaisesRegex(Refused, "ResourceInUseException"):
                aws("acm", "delete-certificate", "--certificate-arn", certificate)
            aws("appmesh", "delete-virtual-node", "--mesh-name", "m", "--virtual-node-name", "n")
            aws("acm", "delete-certificate", "--certificate-arn", certificate)


if __name__ == "__main__":
    unittest.main()
