# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Judges of certificates that are not ours: OpenSSL, pkilint, the JDK and pyca/cryptography."""

import io
import itertools
import json
import re
import subprocess
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509.oid import ExtendedKeyUsageOID
from pkilint.bin import lint_pkix_cert, lint_pkix_signer_signee_cert_chain

from signet_under_test import jdk

# Certificates begin this long before they are issued.
LEAD_SECONDS = 3600
PURPOSES = {ExtendedKeyUsageOID.SERVER_AUTH: "sslserver", ExtendedKeyUsageOID.CLIENT_AUTH: "sslclient"}
JDK_PARSER = Path(__file__).with_name("JdkParser.java")


@dataclass(frozen=True)
class Finding:
    """Something that a judge has against a certificate of this shape."""

    code: str
    shape: str
    detail: str = ""


class Filed:
    """A certificate and its chain in the files that judges read."""

    def __init__(self, made, folder, number):
        self.made = made
        self.shape = made.shape
        self.certificate = self._write(folder / f"{number}.pem", made.chain[:1])
        self.chain = self._write(folder / f"{number}.chain.pem", made.chain)
        self.root = self._write(folder / f"{number}.root.pem", made.chain[-1:])
        # A root has no issuer but itself, and nothing stands between.
        self.issuer = self._write(folder / f"{number}.issuer.pem", made.chain[1:2])
        self.between = self._write(folder / f"{number}.between.pem", made.chain[1:-1])

    @staticmethod
    def _write(path, pems):
        if not pems:
            return None
        path.write_text("".join(pems))
        return str(path)


def file_all(made, folder):
    return [Filed(one, folder, number) for number, one in enumerate(made)]


def openssl_verifies(filed):
    """Judges each chain at its issue time, by the strict rules, for each TLS purpose that it names."""
    return [finding for found in _each(_verified, filed) for finding in found]


def openssl_reads(filed):
    """Judges whether all of a certificate can be shown."""
    return [finding for finding in _each(_shown, filed) if finding]


def pkilint_accepts(filed):
    """Judges each certificate by itself, and beside its issuer."""
    findings = []
    for one in filed:
        findings += linted(lint_pkix_cert, one, one.certificate)
        if one.issuer:
            findings += linted(lint_pkix_signer_signee_cert_chain, one, one.issuer, one.certificate)
    return findings


def jdk_accepts(filed):
    """Judges whether the JDK's own provider parses each chain and finds it valid at its issue time."""
    ended = subprocess.run(
        [f"{jdk()}/bin/java", str(JDK_PARSER), *(one.chain for one in filed)],
        capture_output=True, text=True, timeout=60)
    if ended.returncode != 0:
        raise AssertionError(f"{JDK_PARSER.name} ended with {ended.returncode}: {ended.stderr}")
    verdicts = dict(line.split("\t", 1) for line in ended.stdout.splitlines())
    # A certificate without a verdict was not judged: that is an error, not a pass.
    return [Finding("jdk.refused", one.shape, verdicts[one.chain]) for one in filed if verdicts[one.chain] != "OK"]


def pyca_reads(filed):
    """Judges whether pyca/cryptography reads all parts of each certificate."""
    return [finding for one in filed for finding in _read_by_pyca(one)]


def _read_by_pyca(one):
    try:
        certificate = x509.load_pem_x509_certificate(one.made.chain[0].encode())
        for part in certificate.subject, certificate.issuer, certificate.extensions, certificate.public_key():
            repr(part)
    except (ValueError, UnsupportedAlgorithm, x509.UnsupportedGeneralNameType) as refused:
        yield Finding("pyca.refused", one.shape, str(refused))


JUDGES = openssl_verifies, openssl_reads, pkilint_accepts, jdk_accepts, pyca_reads


def _each(judge, filed):
    with ThreadPoolExecutor(max_workers=4) as pool:
        return list(pool.map(judge, filed))


def _verified(one):
    findings = []
    for options in _circumstances(one.made.chain[0]):
        ended = subprocess.run(
            ["openssl", "verify", "-x509_strict", "-check_ss_sig", *options, "-no-CApath", "-no-CAstore",
             "-CAfile", one.root, *(["-untrusted", one.between] if one.between else []), one.certificate],
            capture_output=True, text=True, timeout=60)
        if ended.returncode != 0:
            error = re.search(r"^error (\d+) at", ended.stderr, re.MULTILINE)
            number = f".{error[1]}" if error else ""
            findings.append(Finding(f"openssl.verify{number}", one.shape, ended.stderr))
    return findings


def _circumstances(pem):
    """The time of issue and each TLS purpose, as options; none for what cannot be read."""
    try:
        certificate = x509.load_pem_x509_certificate(pem.encode())
        usages = [e.value for e in certificate.extensions if isinstance(e.value, x509.ExtendedKeyUsage)]
    except ValueError:
        return [[]]
    issued = ["-attime", str(int(certificate.not_valid_before_utc.timestamp()) + LEAD_SECONDS)]
    purposes = [PURPOSES[usage] for usage in itertools.chain(*usages) if usage in PURPOSES]
    return [[*issued, "-purpose", purpose] for purpose in purposes] or [issued]


def _shown(one):
    ended = subprocess.run(
        ["openssl", "x509", "-in", one.certificate, "-noout", "-text", "-certopt", "ext_error"],
        capture_output=True, text=True, timeout=60)
    if ended.returncode != 0:
        return Finding("openssl.text", one.shape, ended.stderr)
    unread = re.search("<Parse Error>|<Not Supported>|Unable to load", ended.stdout)
    return Finding("openssl.text", one.shape, unread[0]) if unread else None


def linted(linter, one, *files, options=()):
    """Runs the linter's own command in this process: to start it for each certificate takes minutes."""
    printed, complained = io.StringIO(), io.StringIO()
    with warnings.catch_warnings(), redirect_stdout(printed), redirect_stderr(complained):
        # It leaves the files open.
        warnings.simplefilter("ignore", ResourceWarning)
        linter.main(["lint", *options, "--severity", "WARNING", "--format", "JSON", *files])
    if not printed.getvalue():
        return [Finding("pkilint.unreadable", one.shape, complained.getvalue())]
    return [
        Finding(said["code"], one.shape, f"{said['severity']} at {result['node_path']}: {said['message']}")
        for result in json.loads(printed.getvalue())["results"] for said in result["finding_descriptions"]]
