# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Secrets, the forms in which they could lie around, and the search for them."""

import base64
import json
from dataclasses import dataclass
from urllib.parse import quote

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

# How the PKCS #8 and PKCS #1 forms begin, after the length: no certificate and no public key has these octets.
KEY_BEGINNINGS = [bytes.fromhex(octets) for octets in (
    "020100300d06092a864886f70d010101050004",
    "020100301306072a8648ce3d020106082a8648ce3d030107",
    "020100301006072a8648ce3d020106052b81040022",
    "0201000282010100")]
PEM_LABELS = [f"-----BEGIN {kind}PRIVATE KEY-----".encode() for kind in ("", "EC ", "RSA ")]


@dataclass(frozen=True)
class Secret:
    """Something that must not be found, by the octets of each of its forms."""

    name: str
    forms: frozenset

    def is_in(self, *contents):
        return any(form in content for content in contents for form in self.forms)


def found_in(content, secrets):
    """The names of the secrets that the content holds, also when lines break them."""
    flat = content.replace(b"\\n", b"").replace(b"\r", b"").replace(b"\n", b"")
    return {secret.name for secret in secrets if secret.is_in(content, flat)}


def of_text(name, text):
    """A secret that is used as a text; what it stands for, in hexadecimal or base64, is as secret."""
    forms = {quote(text, safe="").encode(), text.replace("/", r"\/").encode(), json.dumps(text)[1:-1].encode()}
    return Secret(name, frozenset(forms.union(*map(encoded, {text.encode(), *meant_by(text)}))))


def of_private_key(name, pem):
    """The numbers that make a key private: all of its encodings contain them."""
    numbers = secret_numbers(load_pem_private_key(pem.encode(), None))
    octets = [number.to_bytes((number.bit_length() + 7) // 8) for number in numbers]
    as_text = {form.encode() for number in numbers for form in (str(number), f"{number:x}")}
    return Secret(name, frozenset(as_text.union(*map(encoded, octets))))


def any_private_key():
    """What every private key of our kinds looks like, also one that never left the server."""
    return Secret("any private key", frozenset({*PEM_LABELS}.union(*map(encoded, KEY_BEGINNINGS))))


def secret_numbers(key):
    numbers = key.private_numbers()
    if isinstance(key, rsa.RSAPrivateKey):
        return [numbers.d, numbers.p, numbers.q, numbers.dmp1, numbers.dmq1, numbers.iqmp]
    return [numbers.private_value]


def meant_by(text):
    """The octets that the text may be an encoding of."""
    for decode in bytes.fromhex, lambda encoded: base64.b64decode(encoded, validate=True):
        try:
            yield decode(text)
        except ValueError:
            pass


def encoded(octets):
    """Raw, hexadecimal, and base64 of both alphabets, also as a part of something longer."""
    forms = {octets, octets.hex().encode(), octets.hex().upper().encode()}
    for before in range(3):
        whole = base64.b64encode(bytes(before) + octets)
        # The characters at the edges depend on the neighbours too.
        first = (0, 2, 3)[before]
        last = (before + len(octets)) * 8 // 6
        forms |= {whole[first:last], whole[first:last].translate(bytes.maketrans(b"+/", b"-_"))}
    return forms
