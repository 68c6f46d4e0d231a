# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Certificates with one defect each, and a sound one beside them: whether the judges judge."""

import base64
from datetime import datetime, timedelta, timezone

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID, NameOID

from made_certificates import Made

LIFE = timedelta(days=1)


class Maker:
    """A root of its own that signs end entities, sound and broken."""

    def __init__(self):
        self.began = datetime.now(timezone.utc) - timedelta(hours=1)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = name("Control root")
        self.root = self._builder(self.name, self.key, LIFE) \
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True) \
            .add_extension(key_usage(ca=True), critical=True) \
            .sign(self.key, hashes.SHA256())

    def sound(self):
        return self._made("sound", self._signed())

    def wrong_key(self):
        return self._made("wrong key", self._signed(signer=ec.generate_private_key(ec.SECP256R1())))

    def no_authority_key(self):
        return self._made("no authorityKeyIdentifier", self._signed(authority_key=False))

    def senseless_name(self):
        # An OCTET STRING where a SEQUENCE of names belongs.
        return self._made("senseless subjectAltName", self._signed(
            names=x509.UnrecognizedExtension(ExtensionOID.SUBJECT_ALTERNATIVE_NAME, b"\x04\x01x")))

    def ended(self):
        return self._made("ended before its issue", self._signed(life=timedelta(minutes=30)))

    def cut_short(self):
        der = self._signed().public_bytes(serialization.Encoding.DER)
        body = base64.encodebytes(der[:-40]).decode()
        return Made("cut short", (f"-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n", pem(self.root)))

    def _made(self, shape, certificate):
        return Made(shape, (pem(certificate), pem(self.root)))

    def _builder(self, subject, key, life):
        return x509.CertificateBuilder().issuer_name(self.name).subject_name(subject).public_key(key.public_key()) \
            .serial_number(x509.random_serial_number()) \
            .not_valid_before(self.began).not_valid_after(self.began + life) \
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)

    def _signed(self, signer=None, authority_key=True, names=None, life=LIFE):
        key = ec.generate_private_key(ec.SECP256R1())
        builder = self._builder(name("control"), key, life) \
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=False) \
            .add_extension(key_usage(ca=False), critical=True) \
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False) \
            .add_extension(names or x509.SubjectAlternativeName([x509.DNSName("control.example.com")]), critical=False)
        if authority_key:
            builder = builder.add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
        return builder.sign(signer or self.key, hashes.SHA256())


def name(common):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def key_usage(ca):
    return x509.KeyUsage(
        digital_signature=True, key_cert_sign=ca, crl_sign=ca, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False)
