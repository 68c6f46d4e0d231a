# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Judges of certificates and CRLs that ./signet test extra brings: GnuTLS's certtool and zlint."""

import base64
import json
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from fetched_programs import FETCHED, go
from judges import Finding

ZLINT = "github.com/zmap/zlint/v3/cmd/zlint@v3.7.3"
# zlint is made for the Web PKI: of its sources those that hold for every PKI.
SOURCES = "RFC3279,RFC5280,RFC5480,RFC5891,RFC8813"


def build_zlint():
    go("install", ZLINT, GOBIN=FETCHED)
    return FETCHED / "zlint"


def certtool_verifies(filed):
    """Judges the chain of each certificate, now."""
    return _each(filed, lambda one: _certtool(one, "--verify-chain", "--infile", one.chain))


def certtool_verifies_lists(filed):
    """Judges whether the CA signed each CRL."""
    return _each(filed, lambda one: _certtool(
        one, "--verify-crl", "--load-ca-certificate", one.issuer, "--infile", pem_of_list(one)))


def zlint_accepts(zlint, filed):
    """Judges each certificate by itself."""
    return _each(filed, lambda one: _linted(zlint, one, one.certificate))


def zlint_accepts_lists(zlint, filed):
    """Judges each CRL by itself."""
    return _each(filed, lambda one: _linted(zlint, one, pem_of_list(one)))


def pem_of_list(one):
    path = Path(one.file + ".pem")
    path.write_text(f"-----BEGIN X509 CRL-----\n{base64.encodebytes(one.status.der).decode()}-----END X509 CRL-----\n")
    return str(path)


def _each(filed, judge):
    with ThreadPoolExecutor(max_workers=4) as pool:
        return [finding for found in pool.map(judge, filed) for finding in found]


def _certtool(one, *arguments):
    ended = subprocess.run(["certtool", *arguments], capture_output=True, text=True, timeout=60)
    said = re.findall("[Vv]erification output: (.*)", ended.stdout)
    if ended.returncode == 0 and said and all(each.startswith("Verified.") for each in said):
        return []
    return [Finding("certtool.refused", one.shape, ended.stdout + ended.stderr)]


def _linted(zlint, one, file):
    ended = subprocess.run([zlint, "-includeSources", SOURCES, file], capture_output=True, text=True, timeout=60)
    if ended.returncode != 0:
        return [Finding("zlint.unreadable", one.shape, ended.stderr)]
    return [Finding(f"zlint.{lint}", one.shape, f"{found['result']}: {found.get('details', '')}")
            for lint, found in json.loads(ended.stdout).items()
            if found["result"] in ("warn", "error", "fatal")]
