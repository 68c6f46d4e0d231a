# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The App Mesh API through the AWS CLI, against the packaged program."""

import json
import tempfile
import unittest
from pathlib import Path

import botocore.loaders
from signet_under_test import TREE, Cli, Refused, server
from test_aws_cli import active_root

# Percent-escaped, each of them is something else.
FREE_NAME = "a/b +ü 100%2F"
SEEDS_NODE = TREE / "app" / "src" / "test" / "resources" / "mesh" / "preview-tls-node.json"


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

    def test_gives_back_the_node_of_the_first_documentation_as_it_was_written(self):
        with server() as running:
            aws = Cli(running.data)
            certificate = aws("acm", "request-certificate", "--domain-name", "serviceBv1.mesh.local",
                              "--key-algorithm", "EC_prime256v1",
                              "--certificate-authority-arn", active_root(running, aws))["CertificateArn"]
            document = SEEDS_NODE.read_text().replace("CERTIFICATE", certificate)
            aws("appmesh", "create-mesh", "--mesh-name", "app1")
            aws("appmesh", "create-virtual-node", "--cli-input-json", document)
            read = aws("appmesh", "describe-virtual-node", "--mesh-name", "app1", "--virtual-node-name", "serviceBv1")
            self.assertEqual(json.loads(document)["spec"], read["virtualNode"]["spec"])


class ThePreviewChannel(unittest.TestCase):

    def test_takes_the_commands_of_the_first_documentation(self):
        model = botocore.loaders.create_loader().load_service_model("appmesh", "service-2")
        model["metadata"] |= {name: "appmesh-preview" for name in ("endpointPrefix", "signingName")}
        model["metadata"]["serviceId"] = "App Mesh Preview"
        with server() as running, tempfile.TemporaryDirectory(prefix="signet-home-") as home:
            aws = Cli(running.data, "us-west-2")
            aws.environment["HOME"] = home
            file = Path(home) / "service-model.json"
            file.write_text(json.dumps(model))
            aws("configure", "add-model", "--service-name", "appmesh-preview", "--service-model", f"file://{file}")
            certificate = aws("acm", "request-certificate", "--domain-name", "serviceBv1.mesh.local",
                              "--key-algorithm", "EC_prime256v1",
                              "--certificate-authority-arn", active_root(running, aws))["CertificateArn"]
            document = SEEDS_NODE.read_text().replace("CERTIFICATE", certificate)
            aws("appmesh-preview", "create-mesh", "--mesh-name", "app1")
            node = aws("appmesh-preview", "create-virtual-node", "--cli-input-json", document)["virtualNode"]
            place = ":us-west-2:000000000000:mesh/app1/virtualNode/serviceBv1"
            self.assertEqual("arn:aws:appmesh-preview" + place, node["metadata"]["arn"])
            read = aws("appmesh", "describe-virtual-node", "--mesh-name", "app1", "--virtual-node-name", "serviceBv1")
            self.assertEqual("arn:aws:appmesh" + place, read["virtualNode"]["metadata"]["arn"])
            self.assertEqual(node["spec"], read["virtualNode"]["spec"])


class AVirtualServiceWithAnyName(unittest.TestCase):

    def test_lives_from_create_to_delete_by_the_cli(self):
        with server() as running:
            aws = Cli(running.data)
            aws("appmesh", "create-mesh", "--mesh-name", "m")
            named = "--mesh-name", "m", "--virtual-service-name", FREE_NAME
            created = aws("appmesh", "create-virtual-service", *named, "--spec", "{}")["virtualService"]
            self.assertEqual(FREE_NAME, created["virtualServiceName"])
            self.assertEqual(created, aws("appmesh", "describe-virtual-service", *named)["virtualService"])
            listed = aws("appmesh", "list-virtual-services", "--mesh-name", "m")["virtualServices"]
            self.assertEqual([FREE_NAME], [service["virtualServiceName"] for service in listed])
            aws("appmesh", "delete-virtual-service", *named)
            with self.assertRaisesRegex(Refused, "NotFoundException"):
                aws("appmesh", "describe-virtual-service", *named)

    def test_lives_from_create_to_delete_by_boto3(self):
        with server() as running:
            mesh = running.clients().client("appmesh")
            mesh.create_mesh(meshName="m")
            named = {"meshName": "m", "virtualServiceName": FREE_NAME}
            created = mesh.create_virtual_service(**named, spec={})["virtualService"]
            self.assertEqual(FREE_NAME, created["virtualServiceName"])
            self.assertEqual(created, mesh.describe_virtual_service(**named)["virtualService"])
            listed = mesh.list_virtual_services(meshName="m")["virtualServices"]
            self.assertEqual([FREE_NAME], [service["virtualServiceName"] for service in listed])
            mesh.delete_virtual_service(**named)
            with self.assertRaises(mesh.exceptions.NotFoundException):
                mesh.describe_virtual_service(**named)


if __name__ == "__main__":
    unittest.main()
