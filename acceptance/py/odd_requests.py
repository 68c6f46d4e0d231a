# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Certificate requests as no tool makes them, each signed by its own key. What is issued for them goes to the judges."""

import itertools
import random
from concurrent.futures import ThreadPoolExecutor

from botocore.exceptions import ClientError
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, padding, rsa

from made_certificates import CA_KEYS, Made, chain

SEED = 20261128
SAMPLE = 300
ATTRIBUTES = {
    "C": "2.5.4.6", "O": "2.5.4.10", "OU": "2.5.4.11", "dnQualifier": "2.5.4.46", "ST": "2.5.4.8", "CN": "2.5.4.3",
    "serialNumber": "2.5.4.5", "L": "2.5.4.7", "title": "2.5.4.12", "SN": "2.5.4.4", "GN": "2.5.4.42",
    "initials": "2.5.4.43", "pseudonym": "2.5.4.65", "generation": "2.5.4.44", "DC": "0.9.2342.19200300.100.1.25",
    "email": "1.2.840.113549.1.9.1", "street": "2.5.4.9", "postalCode": "2.5.4.17", "business": "2.5.4.15",
    "name": "2.5.4.41", "ours": "1.3.6.1.4.1.37244.1"}
STRINGS = {
    "BIT": (0x03, "utf-8"), "OCTET": (0x04, "utf-8"), "UTF8": (0x0C, "utf-8"), "Numeric": (0x12, "utf-8"),
    "Printable": (0x13, "utf-8"), "T61": (0x14, "latin-1"), "IA5": (0x16, "utf-8"), "Visible": (0x1A, "utf-8"),
    "Universal": (0x1C, "utf-32-be"), "BMP": (0x1E, "utf-16-be")}
VALUES = {
    "empty": "", "letters": "DE", "host": "www.example.com", "mailbox": "a@example.com", "ampersand": "a&b",
    "NUL": "a\0b", "line": "a\nb", "C1": "a\u0085b", "umlaut": "Zürich", "right-to-left": "\u202eabc",
    "astral": "\U0001d11e", "64": "x" * 64, "64 umlauts": "ü" * 64, "65": "x" * 65, "129": "x" * 129}
ALTERNATIVE = {
    "host": (0x82, b"odd.example.com"), "wildcard": (0x82, b"*.odd.example.com"), "underscore": (0x82, b"my_host"),
    "single label": (0x82, b"host"), "digits": (0x82, b"10.0.0.1"), "trailing dot": (0x82, b"a.example.com."),
    "star": (0x82, b"*"), "star inside": (0x82, b"a.*.com"), "blank": (0x82, b"a b"), "line": (0x82, b"a\n.com"),
    "long": (0x82, b"a" * 300), "mailbox": (0x81, b"odd@example.com"), "no mailbox": (0x81, b"odd"),
    "angle": (0x81, b"<odd@example.com>"), "URI": (0x86, b"https://odd.example.com/x"), "URN": (0x86, b"urn:uuid:1"),
    "SPIFFE": (0x86, b"spiffe://odd.example.com/x"), "relative": (0x86, b"/x"), "blank URI": (0x86, b"http://a b/"),
    "IPv4": (0x87, b"\x0a\0\0\1"), "IPv6": (0x87, b"\x20\1" + b"\0" * 14), "short IP": (0x87, b"\x0a\0\0"),
    "registeredID": (0x88, b"\x2a\3\4"), "padded registeredID": (0x88, b"\x2a\x80\4"),
    "x400Address": (0xA3, b"\x30\0"), "ediPartyName": (0xA5, b"\xa1\3\x0c\1p"), "empty otherName": (0xA0, b"")}


def der(tag, *parts):
    content = b"".join(parts)
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + content


def oid(dotted):
    first, second, *rest = (int(part) for part in dotted.split("."))
    return der(0x06, b"".join(base128(number) for number in (40 * first + second, *rest)))


def base128(number):
    octets = [number & 0x7F]
    while number := number >> 7:
        octets.append(number & 0x7F | 0x80)
    return bytes(reversed(octets))


def attribute(name, tag, value):
    return der(0x30, oid(ATTRIBUTES[name]), der(tag, value))


def name(*attributes):
    return der(0x30, der(0x31, *attributes))


ODD_NAME = name(attribute("CN", 0x0C, b"odd"))
ECDSA = der(0x30, oid("1.2.840.10045.4.3.2"))
SIGNING = der(0x30, oid("1.2.840.113549.1.1.11"), der(0x05))


class OddRequests:
    """Requests with what they are called, in DER."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())

    def all(self):
        chosen = random.Random(SEED).sample(list(self._subjects()), SAMPLE)
        return [*chosen, *self._names(), *self._alternatives(), *self._keys()]

    def _subjects(self):
        for type_name, string, value in itertools.product(ATTRIBUTES, STRINGS, VALUES):
            tag, charset = STRINGS[string]
            octets = VALUES[value].encode(charset, "replace")
            yield f"odd subject {type_name} {string} {value}", self._of(name(attribute(type_name, tag, octets)))

    def _names(self):
        cn, o = attribute("CN", 0x0C, b"a"), attribute("O", 0x0C, b"b")
        yield "odd name sorted", self._of(name(cn, o))
        yield "odd name unsorted", self._of(name(o, cn))
        yield "odd name twice", self._of(name(cn, cn))
        yield "odd name email", self._of(name(attribute("email", 0x16, b"odd@example.com")))
        for label, octets in ("half", b"\xd8\0"), ("pair", b"\xd8\x34\xdd\x1e"), ("odd", b"\0a\0"):
            yield f"odd name BMP {label}", self._of(name(attribute("CN", 0x1E, octets)))
        yield "odd name overlong", self._of(name(attribute("CN", 0x0C, b"\xc0\x80")))
        yield "odd name T61 high", self._of(name(attribute("CN", 0x14, b"\xfc")))

    def _alternatives(self):
        for label, (tag, content) in ALTERNATIVE.items():
            yield f"odd SAN {label}", self._named(der(tag, content))
        for string, value in itertools.product(STRINGS, VALUES):
            tag, charset = STRINGS[string]
            octets = VALUES[value].encode(charset, "replace")
            typed = der(0xA0, oid("1.3.6.1.4.1.37244.2"), der(0xA0, der(tag, octets)))
            if random.Random(f"{SEED} {string} {value}").random() < 0.2:
                yield f"odd SAN otherName {string} {value}", self._named(typed)
                directory = der(0xA4, name(attribute("CN", tag, octets)))
                yield f"odd SAN directoryName {string} {value}", self._named(directory)

    def _keys(self):
        numbers = self.key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        curve = der(0x30, oid("1.2.840.10045.2.1"), oid("1.2.840.10045.3.1.7"))
        forms = {"uncompressed": b"\4" + x + y, "compressed": bytes([2 | y[-1] & 1]) + x,
                 "hybrid": bytes([6 | y[-1] & 1]) + x + y}
        for label, point in forms.items():
            yield f"odd key EC {label}", self._signed(info(spki(curve, point)))
        yield "odd key ECDSA NULL", self._signed(
            info(public(self.key)), der(0x30, oid("1.2.840.10045.4.3.2"), der(0x05)))
        yield from self._rsa_keys()
        for label, key in (
                ("DSA", dsa.generate_private_key(2048)), ("Ed25519", ed25519.Ed25519PrivateKey.generate()),
                ("Ed448", ed448.Ed448PrivateKey.generate())):
            yield f"odd key {label}", by_itself(key, label)

    def _rsa_keys(self):
        for bits, exponent in (1024, 65537), (2048, 3), (3072, 65537):
            key = rsa.generate_private_key(public_exponent=exponent, key_size=bits)
            pkcs1 = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.PKCS1)
            for label, parameters in ("NULL", [der(0x05)]), ("absent", []), ("other", [oid("1.2.3")]):
                algorithm = der(0x30, oid("1.2.840.113549.1.1.1"), *parameters)
                signed = info(spki(algorithm, pkcs1))
                signature = key.sign(signed, padding.PKCS1v15(), hashes.SHA256())
                yield f"odd key RSA {bits} e={exponent} {label}", complete(signed, SIGNING, signature)

    def _of(self, subject):
        return self._signed(info(public(self.key), subject))

    def _named(self, general_name):
        extension = der(0x30, oid("2.5.29.17"), der(0x04, der(0x30, general_name)))
        attributes = der(0x30, oid("1.2.840.113549.1.9.14"), der(0x31, der(0x30, extension)))
        return self._signed(info(public(self.key), ODD_NAME, attributes))

    def _signed(self, signed, algorithm=ECDSA):
        return complete(signed, algorithm, self.key.sign(signed, ec.ECDSA(hashes.SHA256())))


def by_itself(key, label):
    signed = info(public(key))
    if label == "DSA":
        return complete(signed, der(0x30, oid("2.16.840.1.101.3.4.3.2")), key.sign(signed, hashes.SHA256()))
    algorithm = {"Ed25519": "1.3.101.112", "Ed448": "1.3.101.113"}[label]
    return complete(signed, der(0x30, oid(algorithm)), key.sign(signed))


def public(key):
    return key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def spki(algorithm, key):
    return der(0x30, algorithm, der(0x03, b"\0", key))


def info(key, subject=ODD_NAME, attributes=b""):
    return der(0x30, der(0x02, b"\0"), subject, key, der(0xA0, attributes))


def complete(signed, algorithm, signature):
    return der(0x30, signed, algorithm, der(0x03, b"\0", signature))


def issued(pca, authority):
    """Certificates for those that are not refused; each refusal says that the request is malformed."""
    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = list(pool.map(lambda odd: _answer(pca, authority, *odd), OddRequests().all()))
    made = [answer for answer in answers if answer]
    if not 50 < len(made) < len(answers) - 50:
        raise AssertionError(f"{len(made)} of {len(answers)} odd requests were issued, expected some and not most")
    return made


def _answer(pca, authority, shape, csr):
    try:
        arn = pca.issue_certificate(
            CertificateAuthorityArn=authority.arn, Csr=csr, SigningAlgorithm=CA_KEYS[authority.key],
            Validity={"Type": "DAYS", "Value": 30})["CertificateArn"]
    except ClientError as refused:
        if refused.response["Error"]["Code"] != "MalformedCSRException":
            raise AssertionError(f"{shape}: {refused}, expected a malformed request") from refused
        return None
    return Made(shape, chain(pca.get_certificate(CertificateAuthorityArn=authority.arn, CertificateArn=arn)))
