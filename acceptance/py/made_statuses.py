# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""CRLs and OCSP answers of every shape that the server makes, as the status port serves them."""

import itertools
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtensionOID

from made_certificates import CA_KEYS, SUBJECT_KEYS, request
from passed_certificates import OTHER_CA_KEYS, root_of
from signet_under_test import awaited

REASONS = "KEY_COMPROMISE", "SUPERSEDED", "UNSPECIFIED"
# How each CA signs its certificates, CRLs and answers.
WAYS = [*CA_KEYS.items(), *((key, algorithm) for key, ways in OTHER_CA_KEYS.items() for algorithm in ways)]
PARTITIONED = "RSA_2048", "EC_prime256v1"
NONCE = bytes(range(16))
# Of the names and keys in the ID of the certificate that is asked about.
DIGESTS = {"sha1": hashes.SHA1(), "sha256": hashes.SHA256()}


@dataclass(frozen=True)
class Status:
    """A CRL, or an OCSP answer and what it must say about the subject; with the CA's certificate, both as PEM."""

    shape: str
    der: bytes
    issuer: str
    subject: str = ""
    said: str = ""


def made(running, pca, private):
    """All of them."""
    for key, algorithm in WAYS:
        yield from Publisher(running, pca, private, key, algorithm, "COMPLETE").told()
    for key in PARTITIONED:
        yield from Publisher(running, pca, private, key, CA_KEYS[key], "PARTITIONED").lists()


class Publisher:
    """A CA that says what it revoked."""

    def __init__(self, running, pca, private, key, algorithm, crl_type):
        self.running, self.pca, self.private, self.algorithm = running, pca, private, algorithm
        self.authority = root_of(pca, key, algorithm)
        self.csr = request(SUBJECT_KEYS["EC_prime256v1"](), "dns")
        self.shape = f"{crl_type.lower()} by={key} signed={algorithm}"
        self.pem = self.authority.made.chain[0]
        self.ca = x509.load_pem_x509_certificate(self.pem.encode())
        pca.update_certificate_authority(
            CertificateAuthorityArn=self.authority.arn, RevocationConfiguration={
                "CrlConfiguration": {"Enabled": True, "ExpirationInDays": 7, "CrlType": crl_type},
                "OcspConfiguration": {"Enabled": True}})

    def told(self):
        """Its lists, and what it answers to whoever asks about one certificate."""
        good, revoked = self._issued(), self._issued()
        yield from self._lists_around(good, revoked)
        for (said, about), digest in itertools.product(
                {"good": good, "revoked": revoked, "unknown": _never_issued(self.ca)}.items(), DIGESTS):
            yield self._answer(said, about, digest)
        yield self._answer("good", good, "sha256", NONCE)

    def lists(self):
        """The part of its list that one certificate names, before and after that is revoked."""
        leaf = self._issued()
        yield from self._lists_around(leaf, leaf)

    def _lists_around(self, named, revoked):
        yield self._list("empty", named)
        for each, reason in zip([revoked, *(self._issued() for _ in REASONS[1:])], REASONS):
            self.pca.revoke_certificate(
                CertificateAuthorityArn=self.authority.arn, CertificateSerial=f"{_read(each).serial_number:x}",
                RevocationReason=reason)
        awaited(lambda: _has(self._list("", named).der, _read(revoked).serial_number))
        yield self._list("entries", named)

    def _issued(self):
        return self.private.issue(
            self.authority, self.csr, "EndEntityCertificate", "EC_prime256v1", "dns", algorithm=self.algorithm).chain[0]

    def _status_port(self, path):
        return json.loads((self.running.data / "server.json").read_text())["status"] + path

    def _list(self, what, leaf):
        point, = _read(leaf).extensions.get_extension_for_oid(ExtensionOID.CRL_DISTRIBUTION_POINTS).value
        address = self._status_port(urlsplit(point.full_name[0].value).path)
        awaited(lambda: _is_there(address))
        with urllib.request.urlopen(address, timeout=30) as answer:
            return Status(f"CRL {what} {self.shape}", answer.read(), self.pem)

    def _answer(self, said, about, digest, nonce=None):
        asked = ocsp.OCSPRequestBuilder().add_certificate(_read(about), self.ca, DIGESTS[digest])
        if nonce:
            asked = asked.add_extension(x509.OCSPNonce(nonce), critical=False)
        asked = urllib.request.Request(
            self._status_port("/ocsp"), data=asked.build().public_bytes(serialization.Encoding.DER),
            headers={"Content-Type": "application/ocsp-request"})
        with urllib.request.urlopen(asked, timeout=30) as answer:
            shape = f"OCSP {said} {digest}{' nonce' if nonce else ''} {self.shape}"
            return Status(shape, answer.read(), self.pem, about, said)


def _read(pem):
    return x509.load_pem_x509_certificate(pem.encode())


def _never_issued(ca):
    """A certificate under the CA's name that it knows nothing of."""
    key = ec.generate_private_key(ec.SECP256R1())
    return x509.CertificateBuilder().issuer_name(ca.subject).subject_name(ca.subject).public_key(key.public_key()) \
        .serial_number(x509.random_serial_number()) \
        .not_valid_before(ca.not_valid_before_utc).not_valid_after(ca.not_valid_after_utc) \
        .sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


def _has(crl, serial):
    return x509.load_der_x509_crl(crl).get_revoked_certificate_by_serial_number(serial) is not None


def _is_there(address):
    try:
        with urllib.request.urlopen(address, timeout=30):
            return True
    except urllib.error.HTTPError as error:
        error.close()
        return False
