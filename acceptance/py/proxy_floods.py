# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Floods by a proxy that joined, or by one who may call, until killed: proxy_floods.py KIND DATA PORT IDENTITY RESOURCE SIZE.

It runs with the least priority: what is measured meanwhile is what the server does with it, not what it takes itself.
"""

import itertools
import os
import sys
import threading
from pathlib import Path

import boto3
import botocore.session
from botocore.exceptions import ClientError

from discovery_client import CLUSTER, SECRET, Discovery, Gone, node, request

CALLERS = 3
MOST_SIZE = 1024 * 1024 - 1024


class Flood:

    def __init__(self, data, port, identity, resource, size):
        self.data, self.port, self.identity = Path(data), int(port), Path(identity)
        self.resource, self.size = resource, int(size)
        self.numbers = itertools.count()

    def connect(self):
        return Discovery(self.port, self.data / "trust.pem", self.identity)

    def again(self, connection):
        """A connection that is good for another stream."""
        if not connection.over:
            return connection
        connection.close()
        return self.connect()

    def long_names(self):
        """Many streams, on each of them names of this size until it is refused."""
        connection = self.connect()
        while True:
            connection = self.again(connection)
            for stream in [connection.open() for _ in range(105)]:
                try:
                    connection.send(stream, request(SECRET, node=node(self.resource), subscribe=[self.name(self.size)]))
                    for _ in range(20):
                        connection.send(stream, request(SECRET, subscribe=[self.name(self.size)]))
                except Gone:
                    continue

    def tiny_names(self):
        """Messages full of names of one letter."""
        full = request(SECRET, node=node(self.resource), subscribe=[b"a"] * (min(self.size, MOST_SIZE) // 3))
        connection = self.connect()
        while True:
            connection = self.again(connection)
            try:
                stream = connection.open()
                connection.send(stream, full)
                connection.await_end(stream)
            except Gone:
                continue

    def unknown_names(self):
        """As many unknown secrets as this, asked for and given up again and again on one stream."""
        names = [b"trust/" + b"%032x" % i for i in range(self.size)]
        connection = self.connect()
        while True:
            connection = self.again(connection)
            try:
                stream = connection.open()
                connection.send(stream, request(SECRET, node=node(self.resource)))
                while True:
                    connection.send(stream, request(SECRET, subscribe=names))
                    connection.send(stream, request(SECRET, unsubscribe=names))
            except Gone:
                continue

    def moving(self):
        """Streams that each claim another address."""
        connection = self.connect()
        while True:
            connection = self.again(connection)
            number = next(self.numbers)
            bind = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
            try:
                stream = connection.open()
                connection.send(stream, request(CLUSTER, node=node(self.resource, bind)))
                connection.await_end(stream)
            except Gone:
                continue

    def nested_repetitions(self):
        """A route whose path is a regular expression with this many levels of repetitions."""
        mesh = self.client("appmesh")
        regex = "(" * self.size + "a{99}" + "){99}" * self.size
        while True:
            try:
                mesh.create_route(
                    meshName="flood", virtualRouterName="router", routeName="route",
                    spec={"httpRoute": {"match": {"path": {"regex": regex}}, "action": {
                        "weightedTargets": [{"virtualNode": "victim", "weight": 1}]}}})
            except ClientError as refused:
                if refused.response["Error"]["Code"] != "BadRequestException":
                    raise

    def many_keys(self):
        """CAs with keys that take long to make: no flood that is held down, what a costly one looks like."""
        authorities = self.client("acm-pca")
        while True:
            authorities.create_certificate_authority(
                CertificateAuthorityType="ROOT", CertificateAuthorityConfiguration={
                    "KeyAlgorithm": "RSA_2048", "SigningAlgorithm": "SHA256WITHRSA", "Subject": {"CommonName": "many"}})

    def client(self, service):
        """Of one who may call."""
        core = botocore.session.Session(profile="signet")
        core.set_config_variable("credentials_file", str(self.data / "credentials"))
        core.set_config_variable("config_file", os.devnull)
        return boto3.Session(botocore_session=core).client(service)

    def name(self, size):
        return b"%0*d" % (size, next(self.numbers))


def main(kind, *place):
    os.nice(19)
    flood = getattr(Flood(*place), kind)
    callers = [threading.Thread(target=flood) for _ in range(CALLERS)]
    for caller in callers:
        caller.start()
    print("flooding", flush=True)
    for caller in callers:
        caller.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
