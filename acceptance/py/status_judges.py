# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Judges of CRLs and OCSP answers that are not ours: OpenSSL, pkilint, the JDK and pyca/cryptography."""

import re
import subprocess
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509 import ocsp
from pkilint.bin import lint_crl, lint_ocsp_response

from judges import Finding, linted
from signet_under_test import jdk

JDK_STATUS = Path(__file__).with_name("JdkStatus.java")
UNSHOWN = re.compile("<Parse Error>|<Not Supported>|Unable to load")


class FiledStatus:
    """A CRL or an OCSP answer, its issuer and the certificate that it is about, in the files that judges read."""

    def __init__(self, status, folder, number):
        self.status, self.shape = status, status.shape
        self.file = self._write(folder / f"{number}.der", status.der)
        self.issuer = self._write(folder / f"{number}.issuer.pem", status.issuer.encode())
        self.subject = self._write(folder / f"{number}.subject.pem", status.subject.encode())

    @staticmethod
    def _write(path, octets):
        path.write_bytes(octets)
        return str(path)

    def is_list(self):
        return not self.status.said


def file_all(statuses, folder):
    return [FiledStatus(one, folder, number) for number, one in enumerate(statuses)]


def openssl_accepts(filed):
    """Judges whether all can be shown, is signed by the CA or whom it named, and says what it must."""
    return [finding for one in filed for finding in (_openssl_list if one.is_list() else _openssl_answer)(one)]


def _openssl_list(one):
    shown = _openssl("crl", "-inform", "DER", "-in", one.file, "-CAfile", one.issuer, "-noout", "-text")
    if "verify OK" not in shown.stderr or UNSHOWN.search(shown.stdout):
        yield Finding("openssl.crl", one.shape, shown.stderr + shown.stdout)


def _openssl_answer(one):
    digest = "-sha1" if " sha1 " in one.shape else "-sha256"
    shown = _openssl(
        "ocsp", "-respin", one.file, "-CAfile", one.issuer, "-issuer", one.issuer, digest,
        "-cert", one.subject, "-no_nonce", "-resp_text")
    if "Response verify OK" not in shown.stderr or UNSHOWN.search(shown.stdout):
        yield Finding("openssl.ocsp", one.shape, shown.stderr)
    elif f"{one.subject}: {one.status.said}" not in shown.stdout:
        yield Finding("openssl.said", one.shape, shown.stdout)


def _openssl(*arguments):
    return subprocess.run(["openssl", *arguments], capture_output=True, text=True, timeout=60)


def pkilint_accepts(filed):
    """Judges each by RFC 5280 or RFC 6960."""
    return [finding for one in filed for finding in (
        linted(lint_crl, one, one.file, options=["--type", "CRL", "--profile", "PKIX"]) if one.is_list()
        else linted(lint_ocsp_response, one, one.file))]


def jdk_accepts(filed):
    """Judges whether the JDK parses each, finds it signed, and what it says. It knows certIDs of SHA-1 only, and fails
    alike for what is unknown and what it cannot read."""
    judged = [one for one in filed if one.is_list() or (" sha1 " in one.shape and one.status.said != "unknown")]
    ended = subprocess.run(
        [f"{jdk()}/bin/java", str(JDK_STATUS), *(
            ",".join([one.file, one.issuer, *([] if one.is_list() else [one.subject])]) for one in judged)],
        capture_output=True, text=True, timeout=60)
    if ended.returncode != 0:
        raise AssertionError(f"{JDK_STATUS.name} ended with {ended.returncode}: {ended.stderr}")
    verdicts = dict(line.split("\t", 1) for line in ended.stdout.splitlines())
    return [Finding("jdk.refused", one.shape, verdicts[one.file]) for one in judged
            if verdicts[one.file] != ("REVOKED" if one.status.said == "revoked" else "OK")]


def pyca_reads(filed):
    """Judges whether pyca/cryptography reads all of each, and of CRLs the signature."""
    return [finding for one in filed for finding in _read_by_pyca(one)]


def _read_by_pyca(one):
    try:
        if one.is_list():
            crl = x509.load_der_x509_crl(one.status.der)
            repr([crl.issuer, crl.extensions, [(each.serial_number, each.extensions) for each in crl]])
            ca = x509.load_pem_x509_certificate(one.status.issuer.encode())
            if not crl.is_signature_valid(ca.public_key()):
                yield Finding("pyca.refused", one.shape, "signature")
        else:
            answer = ocsp.load_der_ocsp_response(one.status.der)
            repr([answer.extensions, answer.responder_key_hash, answer.certificates])
            said = answer.certificate_status.name.lower()
            if said != one.status.said:
                yield Finding("pyca.said", one.shape, said)
    except (ValueError, TypeError, UnsupportedAlgorithm) as refused:
        yield Finding("pyca.refused", one.shape, str(refused))


JUDGES = openssl_accepts, pkilint_accepts, jdk_accepts, pyca_reads
