# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""CRLs and OCSP answers with one defect each, and a sound one beside them: whether the judges judge."""

from datetime import datetime, timedelta, timezone

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from broken_certificates import Maker, key_usage, name, pem
from made_statuses import Status

LIFE = timedelta(hours=12)
# RFC 6960 has no status 4.
SENSELESS_ANSWER = bytes.fromhex("30030a0104")


class StatusMaker:
    """A root that signs lists and answers about one certificate, sound and broken."""

    def __init__(self):
        self.maker = Maker()
        self.now = datetime.now(timezone.utc)
        self.leaf, _ = self.maker.sound().chain

    def all(self):
        """Every one of them, by its shape."""
        stranger = ec.generate_private_key(ec.SECP256R1())
        yield self._list("sound", self._crl())
        yield self._list("wrong key", self._crl(signer=stranger))
        yield self._list("no number", self._crl(number=False))
        yield self._list("cut short", self._crl()[:-20])
        yield self._answer("sound", self._said())
        yield self._answer("delegate of another", self._said(signer=stranger))
        yield self._answer("signer without purpose", self._said(purpose=ExtendedKeyUsageOID.SERVER_AUTH))
        yield self._answer("good of a revoked", self._said(), said="revoked")
        yield self._answer("senseless status", SENSELESS_ANSWER)
        yield self._answer("cut short", self._said()[:-20])

    def _list(self, shape, der):
        return Status(f"CRL {shape}", der, pem(self.maker.root))

    def _answer(self, shape, der, said="good"):
        return Status(f"OCSP {shape} sha1 by=control", der, pem(self.maker.root), self.leaf, said)

    def _crl(self, signer=None, number=True):
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.maker.name) \
            .last_update(self.now - LIFE).next_update(self.now + LIFE) \
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.maker.key.public_key()), False)
        if number:
            builder = builder.add_extension(x509.CRLNumber(1), critical=False)
        return builder.sign(signer or self.maker.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def _said(self, signer=None, purpose=ExtendedKeyUsageOID.OCSP_SIGNING):
        leaf = x509.load_pem_x509_certificate(self.leaf.encode())
        key = ec.generate_private_key(ec.SECP256R1())
        delegate = self._delegate(key, purpose, signer or self.maker.key)
        return ocsp.OCSPResponseBuilder().add_response(
            leaf, self.maker.root, hashes.SHA1(), ocsp.OCSPCertStatus.GOOD, self.now, self.now + LIFE, None, None) \
            .responder_id(ocsp.OCSPResponderEncoding.HASH, delegate).certificates([delegate]) \
            .sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def _delegate(self, key, purpose, signer):
        return x509.CertificateBuilder().issuer_name(self.maker.name).subject_name(name("delegate")) \
            .public_key(key.public_key()).serial_number(x509.random_serial_number()) \
            .not_valid_before(self.now - LIFE / 24).not_valid_after(self.now + LIFE) \
            .add_extension(x509.OCSPNoCheck(), critical=False).add_extension(key_usage(ca=False), critical=True) \
            .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False) \
            .sign(signer, hashes.SHA256())
