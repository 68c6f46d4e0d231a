#!/usr/bin/env python3
# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Name constraints (RFC 5280, 4.2.1.10) as the file that issue-certificate takes with --api-passthrough.

usage: name-constraints-encoder.py [-p NAME,NAME...] [-e NAME,NAME...]
"""

import argparse
import base64
import json
from pathlib import Path

from cryptography.x509 import DNSName, NameConstraints

OUTPUT = Path("api_passthrough_config.json")


def subtrees(text):
    return [DNSName(name) for name in text.split(",")] if text else None


def main():
    options = argparse.ArgumentParser(description="Encode DNS name constraints for IssueCertificate.")
    options.add_argument("-p", "--permitted", help="names that are permitted, by commas without spaces")
    options.add_argument("-e", "--excluded", help="names that are excluded")
    chosen = options.parse_args()
    if not chosen.permitted and not chosen.excluded:
        options.error("neither -p nor -e is given, expected one of them")
    constraints = NameConstraints(subtrees(chosen.permitted), subtrees(chosen.excluded))
    value = base64.b64encode(constraints.public_bytes()).decode()
    extension = {"ObjectIdentifier": "2.5.29.30", "Value": value, "Critical": True}
    OUTPUT.write_text(json.dumps({"Extensions": {"CustomExtensions": [extension]}}, indent=4))
    print(f"Permitted Subtrees: {chosen.permitted}\nExcluded Subtrees: {chosen.excluded}")
    print(f"Successfully Encoded Name Constraints. API Passthrough File Created: {OUTPUT}")


if __name__ == "__main__":
    main()
