# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Calls that make certificates, each with a token of its own, from several threads until the server is gone."""

import itertools
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

from botocore.config import Config
from botocore.exceptions import BotoCoreError
from cryptography import x509

from made_certificates import CA_KEYS, SUBJECT_KEYS, PrivateAuthorities, request

KEY = "EC_prime256v1"
THREADS = 8
# One in so many calls goes to the certificate manager, which has to make a key first.
MANAGED_EVERY = 10


class Apis:
    """acm-pca and acm, each with an active root of its own, so that what a root signed can be counted."""

    def __init__(self, session):
        self.aim(session)
        self.csr = request(SUBJECT_KEYS[KEY](), "dns")
        roots = PrivateAuthorities(self.pca)
        self.private_root = roots.root("acm-pca", KEY).arn
        self.managed_root = roots.root("acm", KEY).arn

    def aim(self, session):
        """From now on the calls go to that server, which knows the same roots."""
        # A call that the kill cuts off must not be repeated behind our back.
        once = Config(retries={"total_max_attempts": 1}, max_pool_connections=THREADS)
        self.pca = session.client("acm-pca", config=once)
        self.acm = session.client("acm", config=once)

    def make(self, call):
        """Makes the call, or makes it again. Answers the ARN of the certificate."""
        if call.managed:
            return self.acm.request_certificate(
                DomainName=f"{call.token[:8]}.example.com", KeyAlgorithm=KEY, IdempotencyToken=call.token,
                CertificateAuthorityArn=self.managed_root)["CertificateArn"]
        return self.pca.issue_certificate(
            CertificateAuthorityArn=self.private_root, Csr=self.csr, SigningAlgorithm=CA_KEYS[KEY],
            Validity={"Type": "DAYS", "Value": 1}, IdempotencyToken=call.token)["CertificateArn"]

    def read(self, call, arn):
        """The certificate that an ARN names."""
        if call.managed:
            pem = self.acm.get_certificate(CertificateArn=arn)["Certificate"]
        else:
            pem = self.pca.get_certificate(
                CertificateAuthorityArn=self.private_root, CertificateArn=arn)["Certificate"]
        return x509.load_pem_x509_certificate(pem.encode())

    def managed_certificates(self):
        """The ARNs of all certificates that the certificate manager knows."""
        pages = self.acm.get_paginator("list_certificates").paginate(Includes={"keyTypes": [KEY]})
        return [one["CertificateArn"] for page in pages for one in page["CertificateSummaryList"]]


class Call:
    """What to ask for; the token is the call's own."""

    def __init__(self, managed):
        self.managed = managed
        self.token = uuid.uuid4().hex


class Load:
    """Calls without a pause. Each thread ends with the first call that gets no answer."""

    def __init__(self, apis):
        self.apis = apis
        self.answered = {}
        self.unanswered = []
        self._numbers = itertools.count()
        self._grown = threading.Condition()
        self._may_end = False
        self._pool = ThreadPoolExecutor(THREADS)
        self._threads = [self._pool.submit(self._run) for _ in range(THREADS)]

    def await_answers(self, count, seconds):
        with self._grown:
            if not self._grown.wait_for(lambda: len(self.answered) >= count or self._failed(), seconds):
                raise AssertionError(f"{len(self.answered)} answers within {seconds} s, expected {count}")
            # From here on calls may be cut off.
            self._may_end = True

    def join(self):
        """Waits until every thread has met the end of the server; raises what else went wrong."""
        self._pool.shutdown()
        for thread in self._threads:
            thread.result()

    def _failed(self):
        return any(thread.done() for thread in self._threads)

    def _run(self):
        try:
            while self._one():
                pass
        finally:
            with self._grown:
                self._grown.notify_all()

    def _one(self):
        call = Call(managed=next(self._numbers) % MANAGED_EVERY == 0)
        try:
            arn = self.apis.make(call)
        except (BotoCoreError, KeyError):  # boto3 takes an answer that ends after its headers for an empty one
            with self._grown:
                if not self._may_end:
                    raise
                self.unanswered.append(call)
            return False
        with self._grown:
            self.answered[call] = arn
            self._grown.notify_all()
        return True
