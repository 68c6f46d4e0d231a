# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Awaits the App Mesh API: what a mesh refuses."""

import json
import unittest

from signet_under_test import Cli, Refused, server


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
