# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Certificates of every shape that the server makes, each with the chain up to its root."""

import ipaddress
import itertools
import re
import ssl
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from signet_under_test import proxy_identity  # it also finds the story
from story.certificates import issued_or_failed
from story.processes import wait_until

# The key of a CA, and how it signs.
CA_KEYS = {
    "RSA_2048": "SHA256WITHRSA", "EC_prime256v1": "SHA256WITHECDSA", "EC_secp384r1": "SHA384WITHECDSA"}
SUBJECT_KEYS = {
    "RSA_2048": lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "EC_prime256v1": lambda: ec.generate_private_key(ec.SECP256R1()),
    "EC_secp384r1": lambda: ec.generate_private_key(ec.SECP384R1()),
}
WIDER_KEYS = {
    "RSA_3072": lambda: rsa.generate_private_key(public_exponent=65537, key_size=3072),
    "EC_secp521r1": lambda: ec.generate_private_key(ec.SECP521R1()),
}
FULL_SUBJECT = {
    "Country": "AU", "State": "Victoria", "Locality": "Zürich", "OrganizationalUnit": "Judges", "SerialNumber": "7",
    "DistinguishedNameQualifier": "q", "Title": "Dr", "Surname": "Émile", "GivenName": "Zoë", "Initials": "ZE",
    "Pseudonym": "z", "GenerationQualifier": "III"}
# CAs that are judged, but issue nothing here.
LONGER_PATHS = [f"SubordinateCACertificate_PathLen{length}" for length in (1, 2, 3)]
TLS_TEMPLATES = "EndEntityCertificate", "EndEntityClientAuthCertificate", "EndEntityServerAuthCertificate"
SIGNER_TEMPLATES = "CodeSigningCertificate", "OCSPSigningCertificate"

DNS = x509.DNSName("shape.example.com")
IPS = [x509.IPAddress(ipaddress.ip_address(address)) for address in ("192.0.2.7", "2001:db8::7")]
URI = x509.UniformResourceIdentifier("https://shape.example.com/service")
MAIL = x509.RFC822Name("shape@example.com")
# The alternative names that requests ask for; the last has no subject beside them.
NAMES = {"none": [], "dns": [DNS], "ip": IPS, "uri": [URI], "email": [MAIL], "nameless": [DNS, *IPS, URI, MAIL]}


@dataclass(frozen=True)
class Made:
    """A certificate and then its issuers up to the root, as PEM, and its shape in words."""

    shape: str
    chain: tuple


@dataclass(frozen=True)
class Authority:
    """An active CA."""

    arn: str
    name: str
    key: str
    made: Made = None


class PrivateAuthorities:
    """CAs of every key and what they sign, by boto3's acm-pca."""

    def __init__(self, pca):
        self.pca = pca

    def create(self):
        """Roots, and a CA below each. Answers all of them."""
        roots = [self._create("root", key) for key in CA_KEYS]
        return [*roots, *(self._create("sub", root.key, root) for root in roots)]

    def with_a_full_subject(self):
        """A CA whose name has every attribute; it ends after 2049, when dates are written in another form."""
        root = self._create("full", "RSA_2048", days=13000, subject=FULL_SUBJECT)
        csr = request(SUBJECT_KEYS[root.key](), "dns")
        return [root.made, self.issue(root, csr, "EndEntityCertificate", root.key, "dns", days=12000)]

    def root(self, name, key):
        """One active root."""
        return self._create(name, key)

    def _create(self, name, key, above=None, days=3650, subject=None):
        arn = self._request(name, key, above, subject or {})
        csr = self._csr(arn)
        if above:
            made = self.issue(above, csr, "SubordinateCACertificate_PathLen0", key, "none", days=900)
            issuers = {"CertificateChain": "".join(made.chain[1:]).encode()}
        else:
            made = self.issue(Authority(arn, name, key), csr, "RootCACertificate", key, "none", days)
            issuers = {}
        self.pca.import_certificate_authority_certificate(
            CertificateAuthorityArn=arn, Certificate=made.chain[0].encode(), **issuers)
        return Authority(arn, name, key, made)

    def _request(self, name, key, above, subject):
        named = {"CommonName": f"{name} {key}", "Organization": "Judged", **subject}
        return self.pca.create_certificate_authority(
            CertificateAuthorityType="SUBORDINATE" if above else "ROOT",
            CertificateAuthorityConfiguration={
                "KeyAlgorithm": key, "SigningAlgorithm": CA_KEYS[key], "Subject": named})["CertificateAuthorityArn"]

    def _csr(self, arn):
        return self.pca.get_certificate_authority_csr(CertificateAuthorityArn=arn)["Csr"].encode()

    def longer_paths(self, authorities):
        """Certificates for CAs below the roots that may have CAs below themselves."""
        for root, template in itertools.product([a for a in authorities if a.name == "root"], LONGER_PATHS):
            csr = self._csr(self._request("sub", root.key, root, {}))
            yield self.issue(root, csr, template, root.key, "none", days=900)

    def end_entities(self, authorities):
        """Every template, key and kind of names, from every CA."""
        keys = {name: generate() for name, generate in SUBJECT_KEYS.items()}
        requests = {(key, names): request(keys[key], names) for key, names in itertools.product(keys, NAMES)}
        shapes = [
            *itertools.product(authorities, TLS_TEMPLATES, keys, NAMES),
            *itertools.product(authorities, SIGNER_TEMPLATES, keys, ["none"])]
        with ThreadPoolExecutor(max_workers=8) as pool:
            return list(pool.map(lambda s: self.issue(s[0], requests[s[2:]], s[1], s[2], s[3]), shapes))

    def other_algorithms(self, authorities):
        """Every hash that the CAs sign with, and keys that only subjects can have."""
        keys = {name: generate() for name, generate in {**SUBJECT_KEYS, **WIDER_KEYS}.items()}
        for authority, bits in itertools.product(authorities, (256, 384, 512)):
            usual = CA_KEYS[authority.key]
            algorithm = f"SHA{bits}{usual[usual.index('WITH'):]}"
            if algorithm != usual:
                csr = request(keys[authority.key], "dns")
                yield self.issue(authority, csr, "EndEntityCertificate", authority.key, "dns", algorithm=algorithm)
        for authority, key in itertools.product(authorities, WIDER_KEYS):
            yield self.issue(authority, request(keys[key], "dns"), "EndEntityCertificate", key, "dns")

    def issue(self, authority, csr, template, key, names, days=30, algorithm=None):
        arn = self.pca.issue_certificate(
            CertificateAuthorityArn=authority.arn, Csr=csr, SigningAlgorithm=algorithm or CA_KEYS[authority.key],
            TemplateArn=f"arn:aws:acm-pca:::template/{template}/V1",
            Validity={"Type": "DAYS", "Value": days})["CertificateArn"]
        answer = self.pca.get_certificate(CertificateAuthorityArn=authority.arn, CertificateArn=arn)
        signed = f" signed={algorithm}" if algorithm else ""
        return Made(f"{template} by={authority.name}:{authority.key}{signed} key={key} names={names}", chain(answer))


def request(key, names):
    subject = [] if names == "nameless" else [x509.NameAttribute(NameOID.COMMON_NAME, f"shape {names}")]
    builder = x509.CertificateSigningRequestBuilder().subject_name(x509.Name(subject))
    if NAMES[names]:
        builder = builder.add_extension(x509.SubjectAlternativeName(NAMES[names]), critical=not subject)
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def managed(acm, authorities):
    """What the certificate manager requests: keys of the CA's family, as it demands."""
    for authority, key in itertools.product(authorities, SUBJECT_KEYS):
        if authority.key.split("_")[0] != key.split("_")[0]:
            continue
        arn = acm.request_certificate(
            DomainName="managed.example.com", SubjectAlternativeNames=["*.managed.example.com"],
            KeyAlgorithm=key, CertificateAuthorityArn=authority.arn)["CertificateArn"]
        status = wait_until(lambda: issued_or_failed(acm, arn), 10)
        if status != "ISSUED":
            raise AssertionError(f"a managed {key} certificate of {authority} is {status}, expected ISSUED")
        yield Made(f"managed by={authority.name}:{authority.key} key={key} names=wildcard",
                   chain(acm.get_certificate(CertificateArn=arn)))


def of_proxies(running, appmesh):
    """The internal root, the identities of a node's and a gateway's proxy, and the server's own certificate."""
    root = (running.data / "trust.pem").read_text()
    yield Made("proxy-root", tuple(split(root)))
    appmesh.create_mesh(meshName="judged")
    listeners = {"listeners": [{"portMapping": {"port": 9080, "protocol": "http"}}]}
    node = appmesh.create_virtual_node(meshName="judged", virtualNodeName="node", spec=listeners)["virtualNode"]
    gateway = appmesh.create_virtual_gateway(
        meshName="judged", virtualGatewayName="gateway", spec=listeners)["virtualGateway"]
    for kind, resource in ("node", node), ("gateway", gateway):
        folder = running.data.parent / kind
        token = running.run("proxy", "token", resource["metadata"]["arn"], "--data", str(running.data))
        running.run("proxy", "bootstrap", "--endpoint", f"https://127.0.0.1:{running.port}", "--out", str(folder),
                    "--bind", "127.0.0.1", secret=token)
        yield Made(f"proxy-identity {kind}", below(root, proxy_identity(folder)[1]))
    yield Made("server", below(root, ssl.get_server_certificate(("127.0.0.1", running.port))))


def below(root, pem):
    """What was handed out with its trust: the root is in either, but stands once."""
    root, = split(root)
    return (*(one for one in split(pem) if one != root), root)


def chain(answer):
    return (*split(answer["Certificate"]), *split(answer.get("CertificateChain", "")))


def split(pem):
    found = re.findall("-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", pem, re.DOTALL)
    return [one + "\n" for one in found]
