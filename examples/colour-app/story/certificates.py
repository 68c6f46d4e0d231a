# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The certificates of the story, by unmodified boto3: acm-pca for the CAs, acm for what the mesh uses."""

import os
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from .processes import Failed, wait_until

ROOT = "arn:aws:acm-pca:::template/RootCACertificate/V1"
CLIENT = "arn:aws:acm-pca:::template/EndEntityClientAuthCertificate/V1"


def create_root(pca, name, years=10):
    """A root CA as the article's template makes it. Answers its ARN."""
    authority = pca.create_certificate_authority(
        CertificateAuthorityType="ROOT",
        CertificateAuthorityConfiguration={
            "KeyAlgorithm": "RSA_2048",
            "SigningAlgorithm": "SHA256WITHRSA",
            "Subject": {"CommonName": name, "Organization": "Colour application"},
        },
    )["CertificateAuthorityArn"]
    pca.get_waiter("certificate_authority_csr_created").wait(
        CertificateAuthorityArn=authority, WaiterConfig={"Delay": 1})
    csr = pca.get_certificate_authority_csr(CertificateAuthorityArn=authority)["Csr"]
    certificate = issue(pca, authority, csr.encode(), ROOT, {"Type": "YEARS", "Value": years})
    pca.import_certificate_authority_certificate(
        CertificateAuthorityArn=authority, Certificate=certificate.encode())
    # Without it the certificate manager may issue once, but not renew.
    pca.create_permission(
        CertificateAuthorityArn=authority, Principal="acm.amazonaws.com",
        Actions=["IssueCertificate", "GetCertificate", "ListPermissions"])
    return authority


def issue(pca, authority, csr, template, validity):
    """Has the CA sign a request. Answers the certificate as PEM text."""
    arn = pca.issue_certificate(
        CertificateAuthorityArn=authority, Csr=csr, SigningAlgorithm="SHA256WITHRSA",
        TemplateArn=template, Validity=validity)["CertificateArn"]
    pca.get_waiter("certificate_issued").wait(
        CertificateAuthorityArn=authority, CertificateArn=arn, WaiterConfig={"Delay": 1})
    return pca.get_certificate(CertificateAuthorityArn=authority, CertificateArn=arn)["Certificate"]


def root_certificate(pca, authority):
    return pca.get_certificate_authority_certificate(CertificateAuthorityArn=authority)["Certificate"]


def request(acm, domain, authority):
    """A certificate that the certificate manager keeps and renews. Answers its ARN once it is issued."""
    arn = acm.request_certificate(DomainName=domain, CertificateAuthorityArn=authority)["CertificateArn"]
    status = wait_until(lambda: issued_or_failed(acm, arn), 10)
    if status != "ISSUED":
        raise Failed(f"the certificate for {domain} is {status or 'still pending'}, expected ISSUED")
    return arn


def issued_or_failed(acm, arn):
    status = acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"]
    return None if status == "PENDING_VALIDATION" else status


@dataclass(frozen=True)
class Leaf:
    """How the current certificate shows: its serial in a handshake, its hash in x-forwarded-client-cert."""

    serial: int
    sha256: str


def current(acm, arn):
    pem = acm.get_certificate(CertificateArn=arn)["Certificate"]
    certificate = x509.load_pem_x509_certificate(pem.encode())
    return Leaf(certificate.serial_number, certificate.fingerprint(hashes.SHA256()).hex())


@dataclass(frozen=True)
class ClientCertificate:
    """A client certificate and its key, as files."""

    certificate: str
    key: str


def own_client_certificate(pca, authority, name, folder):
    """Makes a key here, has the CA sign a request for it, and writes both into the folder."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    csr = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(key, hashes.SHA256())
    pem = issue(pca, authority, csr.public_bytes(serialization.Encoding.PEM), CLIENT, {"Type": "DAYS", "Value": 1})
    files = ClientCertificate(str(folder / f"{name}.pem"), str(folder / f"{name}.key"))
    with open(files.certificate, "w", encoding="ascii") as out:
        out.write(pem)
    with open(files.key, "wb", opener=owner_only) as out:
        out.write(key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return files


def owner_only(path, flags):
    return os.open(path, flags, 0o600)
