# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Certificates of every template that passes fields through, under CAs of every key."""

import base64
import itertools

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from made_certificates import CA_KEYS, Authority, Made, chain

# Keys of CAs beside those that the other shapes come from, and every way to sign with each.
OTHER_CA_KEYS = {
    "RSA_3072": ("SHA384WITHRSA", "SHA256WITHRSA_PSS"),
    "RSA_4096": ("SHA512WITHRSA", "SHA384WITHRSA_PSS", "SHA512WITHRSA_PSS"),
    "EC_secp521r1": ("SHA512WITHECDSA", "SHA256WITHECDSA"),
    "ML_DSA_44": ("ML_DSA_44",),
    "ML_DSA_65": ("ML_DSA_65",),
    "ML_DSA_87": ("ML_DSA_87",),
}
PASSTHROUGHS = "CSRPassthrough", "APIPassthrough", "APICSRPassthrough"
END_ENTITIES = (
    "EndEntityCertificate", "EndEntityClientAuthCertificate", "EndEntityServerAuthCertificate",
    "CodeSigningCertificate", "OCSPSigningCertificate", "BlankEndEntityCertificate",
    "BlankEndEntityCertificate_CriticalBasicConstraints")
SUBORDINATES = [
    f"{family}_PathLen{length}" for family, length in itertools.product(
        ("SubordinateCACertificate", "BlankSubordinateCACertificate"), range(4))]
ROOTS = ["RootCACertificate", "BlankRootCACertificate", *(f"BlankRootCACertificate_PathLen{n}" for n in range(4))]

PERMITTED = "MBWgEzARgg8ucGVybWl0dGVkLnRlc3Q="  # .permitted.test, of the published guide
CALL = {
    "Subject": {"Country": "DE", "Organization": "Called", "CommonName": "called"},
    "Extensions": {
        "SubjectAlternativeNames": [{"DnsName": "called.example.com"}],
        "CertificatePolicies": [{"CertPolicyId": "2.23.140.1.2.1"}],
    },
}


def issued(private):
    """All of them; `private` calls the API."""
    authorities = [private.root("passed", key) for key in CA_KEYS]
    for number, (template, ending) in enumerate(itertools.product([*END_ENTITIES, *SUBORDINATES], PASSTHROUGHS)):
        authority = authorities[number % len(authorities)]
        yield _issue(private.pca, authority, f"{template}_{ending}", _request("CA" in template, template))
    for template in ROOTS:
        yield _root(private.pca, template)
    for key, algorithms in OTHER_CA_KEYS.items():
        for algorithm in algorithms:
            yield from _of_algorithm(private.pca, key, algorithm)


def _of_algorithm(pca, key, algorithm):
    authority = root_of(pca, key, algorithm)
    return authority.made, _issue(pca, authority, "EndEntityCertificate_APIPassthrough", _request(False, ""), algorithm)


def root_of(pca, key, algorithm):
    """An active root that signs so."""
    arn, csr = _created(pca, key, algorithm)
    root = _issue(pca, Authority(arn, "wide", key), "RootCACertificate", csr, algorithm, days=900)
    pca.import_certificate_authority_certificate(CertificateAuthorityArn=arn, Certificate=root.chain[0].encode())
    return Authority(arn, "wide", key, root)


def _root(pca, template):
    arn, csr = _created(pca, "EC_prime256v1", "SHA256WITHECDSA")
    return _issue(pca, Authority(arn, "itself", "EC_prime256v1"), f"{template}_APIPassthrough", csr, days=900)


def _created(pca, key, algorithm):
    arn = pca.create_certificate_authority(
        CertificateAuthorityType="ROOT", CertificateAuthorityConfiguration={
            "KeyAlgorithm": key, "SigningAlgorithm": algorithm,
            "Subject": {"CommonName": f"{key} {algorithm}"}})["CertificateAuthorityArn"]
    return arn, pca.get_certificate_authority_csr(CertificateAuthorityArn=arn)["Csr"].encode()


def _issue(pca, authority, template, csr, algorithm=None, days=30):
    algorithm = algorithm or CA_KEYS[authority.key]
    passthrough = {"ApiPassthrough": _call(template)} if "API" in template else {}
    arn = pca.issue_certificate(
        CertificateAuthorityArn=authority.arn, Csr=csr, SigningAlgorithm=algorithm,
        TemplateArn=f"arn:aws:acm-pca:::template/{template}/V1", Validity={"Type": "DAYS", "Value": days},
        **passthrough)["CertificateArn"]
    answer = pca.get_certificate(CertificateAuthorityArn=authority.arn, CertificateArn=arn)
    return Made(f"passed {template} by={authority.name}:{authority.key} signed={algorithm}", chain(answer))


def _call(template):
    extensions = dict(CALL["Extensions"])
    custom = [{"ObjectIdentifier": "1.3.6.1.5.5.7.1.24", "Value": "MAMCAQU="}]
    if "CA" in template:
        del extensions["SubjectAlternativeNames"]
        custom = [{"ObjectIdentifier": "2.5.29.30", "Value": PERMITTED, "Critical": True}]
    if "BlankEndEntity" in template:
        extensions["KeyUsage"] = {"DigitalSignature": True}
        extensions["ExtendedKeyUsage"] = [{"ExtendedKeyUsageType": "SERVER_AUTH"}]
    elif "CACertificate_PathLen0" in template and "Blank" in template:
        custom.append({"ObjectIdentifier": "2.5.29.15", "Value": base64.b64encode(b"\3\2\1\6").decode(),
                       "Critical": True})
    return {"Subject": CALL["Subject"], "Extensions": {**extensions, "CustomExtensions": custom}}


def _request(ca, template):
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "asked")])
    builder = x509.CertificateSigningRequestBuilder().subject_name(subject)
    for extension, critical in _asked(ca, template):
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256()).public_bytes(
        serialization.Encoding.PEM)


def _asked(ca, template):
    """What the request asks for: template-owned extensions too, which must not count."""
    yield x509.CRLDistributionPoints([x509.DistributionPoint(
        [x509.UniformResourceIdentifier("http://asked.example.com/ca.crl")], None, None, None)]), False
    yield x509.BasicConstraints(not ca, None), True
    if ca:
        if "Blank" in template:
            yield _usage(digital_signature=False, certificates=True), True
        return
    yield x509.SubjectAlternativeName([x509.DNSName("asked.example.com")]), False
    yield _usage(digital_signature=True, certificates=False), True
    yield x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), False


def _usage(digital_signature, certificates):
    return x509.KeyUsage(
        digital_signature=digital_signature, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=certificates, crl_sign=certificates,
        encipher_only=False, decipher_only=False)
