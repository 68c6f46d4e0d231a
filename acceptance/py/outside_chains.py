# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Certificates of CAs below roots that another program keeps, which sign by PSS and by ML-DSA."""

from datetime import datetime, timedelta, timezone

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import mldsa, padding, rsa
from cryptography.x509.oid import NameOID

from made_certificates import SUBJECT_KEYS, Authority, Made, request

# The key and the algorithm of a CA, and what its root's key is and signs with.
BELOW = {
    ("RSA_2048", "SHA256WITHRSA_PSS"): ("rsa", hashes.SHA256()),
    ("RSA_3072", "SHA384WITHRSA_PSS"): ("rsa", hashes.SHA384()),
    ("RSA_4096", "SHA512WITHRSA_PSS"): ("rsa", hashes.SHA512()),
    ("ML_DSA_44", "ML_DSA_44"): (mldsa.MLDSA44PrivateKey, None),
    ("ML_DSA_65", "ML_DSA_65"): (mldsa.MLDSA65PrivateKey, None),
    ("ML_DSA_87", "ML_DSA_87"): (mldsa.MLDSA87PrivateKey, None),
}


def issued(private):
    """One of each; `private` calls the API."""
    csr = request(SUBJECT_KEYS["EC_prime256v1"](), "dns")
    for (key, algorithm), (root_key, digest) in BELOW.items():
        authority = _imported(private.pca, key, algorithm, OutsideRoot(root_key, digest))
        made = private.issue(authority, csr, "EndEntityCertificate", "EC_prime256v1", "dns", algorithm=algorithm)
        yield Made(f"passed EndEntityCertificate by=outside:{key} signed={algorithm}", made.chain)


def _imported(pca, key, algorithm, root):
    arn = pca.create_certificate_authority(
        CertificateAuthorityType="SUBORDINATE", CertificateAuthorityConfiguration={
            "KeyAlgorithm": key, "SigningAlgorithm": algorithm,
            "Subject": {"CommonName": f"Below {key} {algorithm}"}})["CertificateAuthorityArn"]
    asked = pca.get_certificate_authority_csr(CertificateAuthorityArn=arn)["Csr"].encode()
    pca.import_certificate_authority_certificate(
        CertificateAuthorityArn=arn, Certificate=root.signed(x509.load_pem_x509_csr(asked)),
        CertificateChain=root.certificate)
    return Authority(arn, "outside", key)


class OutsideRoot:
    """A root by pyca/cryptography."""

    def __init__(self, key, digest):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=3072) if key == "rsa" else key.generate()
        self.digest = digest
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Outside")])
        self.certificate = self._certificate(self.name, self.key.public_key(), 3650)

    def signed(self, csr):
        return self._certificate(csr.subject, csr.public_key(), 900)

    def _certificate(self, subject, key, days):
        now = datetime.now(timezone.utc)
        own = x509.SubjectKeyIdentifier.from_public_key(self.key.public_key())
        builder = x509.CertificateBuilder() \
            .issuer_name(self.name).subject_name(subject).public_key(key).serial_number(x509.random_serial_number()) \
            .not_valid_before(now - timedelta(hours=2)).not_valid_after(now + timedelta(days=days)) \
            .add_extension(x509.BasicConstraints(True, None), True) \
            .add_extension(_signs_certificates(), True) \
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), False) \
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own), False)
        pss = self.digest and padding.PSS(padding.MGF1(self.digest), padding.PSS.DIGEST_LENGTH)
        return builder.sign(self.key, self.digest, rsa_padding=pss).public_bytes(serialization.Encoding.PEM)


def _signs_certificates():
    return x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False)
