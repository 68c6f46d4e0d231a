# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""What judges may find, by accepted_findings.txt: `code | shapes it may appear on | reason` in each line."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

FILE = Path(__file__).with_name("accepted_findings.txt")


@dataclass(frozen=True)
class Accepted:
    """One kind of finding; `shapes` is a pattern with asterisks."""

    code: str
    shapes: str
    reason: str

    def __post_init__(self):
        if not (self.code and self.shapes and self.reason):
            raise ValueError(f"{self}: expected code, shapes and reason")

    def accepts(self, finding):
        return finding.code == self.code and fnmatchcase(finding.shape, self.shapes)

    def is_of_status(self):
        return self.shapes.startswith(("CRL ", "OCSP "))

    def is_of_extra(self):
        return self.code.startswith(("certtool.", "zlint."))


def of_certificates():
    return [line for line in read() if not line.is_of_extra() and not line.is_of_status()]


def of_statuses():
    """Of CRLs and OCSP answers."""
    return [line for line in read() if line.is_of_status() and not line.is_of_extra()]


def of_extra():
    """By the judges of ./signet test extra, of certificates and CRLs."""
    return [line for line in read() if line.is_of_extra()]


def read():
    return parse(FILE.read_text())


def parse(text):
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [Accepted(*(part.strip() for part in line.split("|"))) for line in lines]


def unlisted(findings, accepted):
    """The findings that no line accepts."""
    return [finding for finding in findings if not any(line.accepts(finding) for line in accepted)]


def stale(findings, accepted):
    """The lines that accept what is not found any more."""
    return [line for line in accepted if not any(line.accepts(finding) for finding in findings)]
