# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Buckets by the AWS CLI, boto3 and curl as they come, against the packaged program."""

import hashlib
import json
import os
import subprocess
import tempfile
import unittest
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from botocore.config import Config
from botocore.exceptions import ClientError
from signet_under_test import AWS, PROGRAM, Cli, Refused, SignetServer, free_port_pair, server

LARGE = 20_000_000  # several parts for the AWS CLI, which begins them at 8 MB
PUBLIC_POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::crls/*"}]}
CA_POLICY = {
    "Version": "2012-10-17",
    "Statement": [{
        "Effect": "Allow", "Principal": {"Service": "acm-pca.amazonaws.com"},
        "Action": ["s3:PutObject", "s3:PutObjectAcl", "s3:GetBucketAcl", "s3:GetBucketLocation"],
        "Resource": ["arn:aws:s3:::crls/*", "arn:aws:s3:::crls"],
        "Condition": {"StringEquals": {"aws:SourceAccount": "000000000000"}}}]}


class Scene(unittest.TestCase):

    def setUp(self):
        ends = ExitStack()
        self.addCleanup(ends.close)
        self.ends = ends
        self.folder = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="signet-test-")))
        self.running = ends.enter_context(server())
        self.aws = Cli(self.running.data)
        self.s3api("create-bucket", "--bucket", "crls")

    def s3api(self, *arguments):
        return self.aws("s3api", *arguments)

    def s3(self, *arguments):
        """`aws s3 …`, which prints for people."""
        ended = subprocess.run(
            [AWS, "--profile", "signet", "s3", *arguments], env=self.aws.environment, cwd=self.folder,
            capture_output=True, text=True, timeout=120)
        if ended.returncode != 0:
            raise Refused(ended.stderr.strip() or ended.stdout.strip())
        return ended.stdout

    def file(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return str(path)

    def boto3(self, **config):
        return self.running.clients().client("s3", config=Config(**config))


class TheCommandsForPeople(Scene):

    def test_make_copy_list_move_and_remove(self):
        self.s3("mb", "s3://notes")
        self.file("a.txt", b"hello")
        self.s3("cp", "a.txt", "s3://notes/deep/a.txt")
        self.assertIn("PRE deep/", self.s3("ls", "s3://notes"))
        self.assertEqual("hello", self.s3("cp", "s3://notes/deep/a.txt", "-"))
        self.s3("cp", "s3://notes/deep/a.txt", "s3://notes/b.txt")
        self.s3("mv", "s3://notes/b.txt", "s3://notes/c d+ü.txt")
        self.assertEqual(["c d+ü.txt", "deep/a.txt"],
                         [line.split(None, 3)[3] for line in self.s3("ls", "--recursive", "s3://notes").splitlines()])
        with self.assertRaisesRegex(Refused, "BucketNotEmpty"):
            self.s3("rb", "s3://notes")
        self.s3("rm", "s3://notes", "--recursive")
        self.s3("rb", "s3://notes")
        self.assertNotIn("notes", self.s3("ls"))

    def test_bring_a_folder_into_line_with_a_bucket(self):
        for name in "one", "two/three":
            self.file(f"from/{name}", name.encode())
        self.s3("sync", "from", "s3://crls/kept")
        self.file("from/one", b"changed")
        (self.folder / "from" / "two" / "three").unlink()
        self.assertIn("delete: s3://crls/kept/two/three", self.s3("sync", "from", "s3://crls/kept", "--delete"))
        self.s3("sync", "s3://crls/kept", "to")
        self.assertEqual("changed", (self.folder / "to" / "one").read_text())
        self.assertEqual("", self.s3("sync", "from", "s3://crls/kept"))

    def test_copy_a_large_file_in_parts_and_back(self):
        content = os.urandom(LARGE)
        self.file("large", content)
        self.s3("cp", "large", "s3://crls/large", "--no-progress")
        self.assertRegex(self.s3api("head-object", "--bucket", "crls", "--key", "large")["ETag"], "-3")
        self.s3("cp", "s3://crls/large", "back", "--no-progress")
        self.assertEqual(hashlib.sha256(content).digest(), hashlib.sha256((self.folder / "back").read_bytes()).digest())

    def test_say_why_another_servers_key_is_refused(self):
        with server() as other:
            self.aws.environment["AWS_SHARED_CREDENTIALS_FILE"] = str(other.data / "credentials")
            with self.assertRaisesRegex(Refused, "InvalidAccessKeyId|SignatureDoesNotMatch"):
                self.s3("ls", "--endpoint-url", self.running.api)


class EveryCall(Scene):

    def test_of_objects(self):
        body = self.file("a", b"0123456789")
        put = self.s3api("put-object", "--bucket", "crls", "--key", "a", "--body", body, "--content-type",
                         "application/pkix-crl", "--cache-control", "max-age=60", "--metadata", "by=me")
        head = self.s3api("head-object", "--bucket", "crls", "--key", "a")
        self.assertEqual((put["ETag"], "application/pkix-crl", "max-age=60", {"by": "me"}, 10),
                         tuple(head[name] for name in ("ETag", "ContentType", "CacheControl", "Metadata", "ContentLength")))
        out = str(self.folder / "out")
        self.s3api("get-object", "--bucket", "crls", "--key", "a", "--range", "bytes=2-4", out)
        self.assertEqual("234", Path(out).read_text())
        with self.assertRaisesRegex(Refused, "304"):
            self.s3api("get-object", "--bucket", "crls", "--key", "a", "--if-none-match", put["ETag"], out)
        with self.assertRaisesRegex(Refused, "PreconditionFailed"):
            self.s3api("put-object", "--bucket", "crls", "--key", "a", "--if-none-match", "*")
        with self.assertRaisesRegex(Refused, "NoSuchKey"):
            self.s3api("get-object", "--bucket", "crls", "--key", "none", out)
        with self.assertRaisesRegex(Refused, "NoSuchBucket"):
            self.s3api("list-objects-v2", "--bucket", "none")
        deleted = self.s3api("delete-objects", "--bucket", "crls", "--delete", "Objects=[{Key=a},{Key=gone}]")
        self.assertEqual(["a", "gone"], [each["Key"] for each in deleted["Deleted"]])

    def test_of_listings(self):
        for number in range(5):
            self.s3api("put-object", "--bucket", "crls", "--key", f"k/{number}")
        pages = self.s3api("list-objects-v2", "--bucket", "crls", "--page-size", "2")["Contents"]
        self.assertEqual([f"k/{number}" for number in range(5)], [each["Key"] for each in pages])
        self.assertEqual(5, len(self.s3api("list-objects", "--bucket", "crls", "--page-size", "2")["Contents"]))
        grouped = self.s3api("list-objects-v2", "--bucket", "crls", "--delimiter", "/")
        self.assertEqual([{"Prefix": "k/"}], grouped["CommonPrefixes"])

    def test_of_versions(self):
        self.assertIsNone(self.s3api("get-bucket-versioning", "--bucket", "crls"))
        self.s3api("put-bucket-versioning", "--bucket", "crls", "--versioning-configuration", "Status=Enabled")
        self.assertEqual({"Status": "Enabled"}, self.s3api("get-bucket-versioning", "--bucket", "crls"))
        first = self.s3api("put-object", "--bucket", "crls", "--key", "a", "--body", self.file("1", b"one"))["VersionId"]
        self.s3api("put-object", "--bucket", "crls", "--key", "a", "--body", self.file("2", b"two"))
        marker = self.s3api("delete-object", "--bucket", "crls", "--key", "a")
        self.assertTrue(marker["DeleteMarker"])
        versions = self.s3api("list-object-versions", "--bucket", "crls", "--page-size", "1")
        self.assertEqual((2, 1), (len(versions["Versions"]), len(versions["DeleteMarkers"])))
        out = str(self.folder / "out")
        self.s3api("get-object", "--bucket", "crls", "--key", "a", "--version-id", first, out)
        self.assertEqual("one", Path(out).read_text())
        self.s3api("delete-object", "--bucket", "crls", "--key", "a", "--version-id", marker["VersionId"])
        self.s3api("get-object", "--bucket", "crls", "--key", "a", out)
        self.assertEqual("two", Path(out).read_text())

    def test_of_settings(self):
        self.assertEqual({"LocationConstraint": None}, self.s3api("get-bucket-location", "--bucket", "crls"))
        self.s3api("create-bucket", "--bucket", "far", "--create-bucket-configuration", "LocationConstraint=eu-central-1")
        self.assertEqual("eu-central-1", self.s3api("get-bucket-location", "--bucket", "far")["LocationConstraint"])
        with self.assertRaisesRegex(Refused, "BucketAlreadyOwnedByYou"):
            self.s3api("create-bucket", "--bucket", "far")
        block = self.s3api("get-public-access-block", "--bucket", "crls")["PublicAccessBlockConfiguration"]
        self.assertEqual({True}, set(block.values()))
        with self.assertRaisesRegex(Refused, "AccessDenied.*BlockPublicAcls"):
            self.s3api("put-object", "--bucket", "crls", "--key", "p", "--acl", "public-read")
        with self.assertRaisesRegex(Refused, "AccessDenied.*BlockPublicPolicy"):
            self.s3api("put-bucket-policy", "--bucket", "crls", "--policy", json.dumps(PUBLIC_POLICY))
        self.s3api("delete-public-access-block", "--bucket", "crls")
        with self.assertRaisesRegex(Refused, "NoSuchPublicAccessBlockConfiguration"):
            self.s3api("get-public-access-block", "--bucket", "crls")
        with self.assertRaisesRegex(Refused, "AccessControlListNotSupported"):
            self.s3api("put-object", "--bucket", "crls", "--key", "p", "--acl", "public-read")
        self.s3api("put-bucket-ownership-controls", "--bucket", "crls", "--ownership-controls",
                   "Rules=[{ObjectOwnership=BucketOwnerPreferred}]")
        self.s3api("put-object", "--bucket", "crls", "--key", "p", "--acl", "public-read")
        grants = self.s3api("get-object-acl", "--bucket", "crls", "--key", "p")["Grants"]
        self.assertEqual(["FULL_CONTROL", "READ"], [each["Permission"] for each in grants])
        self.s3api("put-public-access-block", "--bucket", "crls", "--public-access-block-configuration",
                   "BlockPublicAcls=true,IgnorePublicAcls=false,BlockPublicPolicy=false,RestrictPublicBuckets=false")

    def test_of_policies(self):
        with self.assertRaisesRegex(Refused, "NoSuchBucketPolicy"):
            self.s3api("get-bucket-policy", "--bucket", "crls")
        self.s3api("put-bucket-policy", "--bucket", "crls", "--policy", json.dumps(CA_POLICY))
        self.assertEqual(CA_POLICY, json.loads(self.s3api("get-bucket-policy", "--bucket", "crls")["Policy"]))
        self.assertFalse(self.s3api("get-bucket-policy-status", "--bucket", "crls")["PolicyStatus"]["IsPublic"])
        elsewhere = json.dumps(CA_POLICY).replace(":::crls", ":::other")
        for wrong in elsewhere, "{}", "no json", json.dumps(CA_POLICY).replace("Effect", "Affect"):
            with self.assertRaisesRegex(Refused, "MalformedPolicy"):
                self.s3api("put-bucket-policy", "--bucket", "crls", "--policy", wrong)
        self.s3api("delete-bucket-policy", "--bucket", "crls")
        with self.assertRaisesRegex(Refused, "NoSuchBucketPolicy"):
            self.s3api("get-bucket-policy", "--bucket", "crls")

    def test_that_is_not_built_says_so(self):
        for call in "get-bucket-lifecycle-configuration", "get-bucket-cors", "get-bucket-website", "get-bucket-replication":
            with self.assertRaisesRegex(Refused, "NotImplemented"):
                self.s3api(call, "--bucket", "crls")


class Checksums(Scene):

    def test_of_every_kind_are_sent_by_boto3_and_come_back(self):
        client = self.boto3()
        for algorithm in "CRC32", "SHA1", "SHA256":
            put = client.put_object(Bucket="crls", Key=algorithm, Body=b"hello", ChecksumAlgorithm=algorithm)
            got = client.get_object(Bucket="crls", Key=algorithm, ChecksumMode="ENABLED")
            self.assertEqual(put[f"Checksum{algorithm}"], got[f"Checksum{algorithm}"])
            self.assertEqual(b"hello", got["Body"].read())

    def test_follow_the_body_over_tls(self):
        content = os.urandom(3_000_000)
        sent = []
        client = self.running.clients().client(
            "s3", endpoint_url=self.running.api.replace("http:", "https:"), verify=str(self.running.data / "trust.pem"))
        client.meta.events.register("before-send.s3.PutObject", lambda request, **_: sent.append(request.headers))
        client.put_object(Bucket="crls", Key="a", Body=content)
        self.assertEqual(b"STREAMING-UNSIGNED-PAYLOAD-TRAILER", sent[0]["X-Amz-Content-SHA256"])
        got = client.get_object(Bucket="crls", Key="a", ChecksumMode="ENABLED")
        self.assertTrue(got["ChecksumCRC32"])
        self.assertEqual(content, got["Body"].read())

    def test_that_are_false_are_refused(self):
        with self.assertRaisesRegex(ClientError, "BadDigest"):
            self.boto3().put_object(Bucket="crls", Key="a", Body=b"hello", ChecksumCRC32="AAAAAA==")
        with self.assertRaisesRegex(ClientError, "BadDigest"):
            self.boto3().put_object(Bucket="crls", Key="a", Body=b"hello", ContentMD5="AAAAAAAAAAAAAAAAAAAAAA==")
        with self.assertRaisesRegex(ClientError, "NoSuchKey"):
            self.boto3().get_object(Bucket="crls", Key="a")


class APresignedAddress(Scene):

    def test_opens_what_it_names_for_whoever_has_it(self):
        self.s3api("put-object", "--bucket", "crls", "--key", "a b", "--body", self.file("a", b"hello"))
        address = self.s3("presign", "s3://crls/a b").strip()
        with urllib.request.urlopen(address) as answer:
            self.assertEqual(b"hello", answer.read())
        self.assertIn("SignatureDoesNotMatch", self.curl(address.replace("a%20b", "b")))
        self.assertIn("AccessDenied", self.curl(address.split("?", 1)[0]))

    def test_takes_what_is_put_there(self):
        address = self.boto3().generate_presigned_url("put_object", Params={"Bucket": "crls", "Key": "up"})
        self.assertEqual("", self.curl("-T", self.file("a", b"sent"), address))
        self.assertEqual("sent", self.s3("cp", "s3://crls/up", "-"))

    def curl(self, *arguments):
        return subprocess.run(["curl", "-s", *arguments], capture_output=True, text=True, check=True, timeout=60).stdout


class WhatWasStored(Scene):

    def test_survives_a_kill_after_the_answer(self):
        client = self.boto3()
        contents = {f"k{number}": os.urandom(size) for number, size in enumerate((0, 10, 262_144, 3_000_000))}
        for key, content in contents.items():
            client.put_object(Bucket="crls", Key=key, Body=content)
        self.running.serve.kill()
        self.running.start()
        for key, content in contents.items():
            self.assertEqual(content, client.get_object(Bucket="crls", Key=key)["Body"].read())
        self.running.serve.stop()
        self.running.run("check", str(self.running.data))

    def test_is_in_a_backup(self):
        content = os.urandom(LARGE)
        self.boto3().put_object(Bucket="crls", Key="large", Body=content)
        copy = self.folder / "copy"
        self.running.run("backup", str(copy), "--data", str(self.running.data))
        restored = SignetServer(PROGRAM, copy, free_port_pair(), self.folder / "restored.log")
        self.ends.callback(restored.serve.stop)
        restored.start()
        self.assertEqual(content, restored.clients().client("s3").get_object(Bucket="crls", Key="large")["Body"].read())

    def test_is_a_line_of_log(self):
        self.s3api("put-object", "--bucket", "crls", "--key", "a")
        log = self.running.serve.log.read_text()
        self.assertIn("bucket.created arn:aws:s3:::crls by arn:aws:iam::000000000000:user/admin: done", log)
        self.assertIn("object.stored arn:aws:s3:::crls/a by", log)


if __name__ == "__main__":
    unittest.main()
