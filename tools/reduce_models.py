#!/usr/bin/env python3
# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Reduces botocore's service models to the facts that the wire layer is generated from.

Usage: tools/reduce_models.py botocore-VERSION-py3-none-any.whl
(fetch the wheel with `pip download --no-deps botocore`).

Only names, types, constraints, routes and error names are kept. Every kind of prose (documentation,
examples, deprecation notes, endpoint rules) is dropped: a fact survives only if it is listed below.
"""

import gzip
import json
import pathlib
import re
import sys
import zipfile

# Service folder in botocore -> operations to keep; None keeps every operation.
ALLOWED = {
    "acm-pca": None,
    "acm": None,
    "appmesh": None,
    "secretsmanager": None,
    "events": None,
    "sts": ["GetCallerIdentity"],
}

# Members that the service answers in another form than its own enum says: RSA-2048 for RSA_2048.
ANSWERED_AS_TEXT = {"acm": [("CertificateDetail", "KeyAlgorithm"), ("CertificateSummary", "KeyAlgorithm")]}

METADATA = ("apiVersion", "endpointPrefix", "jsonVersion", "protocol", "protocols", "serviceId",
            "signingName", "targetPrefix", "xmlNamespace")
OPERATION = ("name", "http", "input", "output", "errors", "idempotent", "readonly", "auth", "authtype")
SHAPE = ("type", "required", "members", "member", "key", "value", "min", "max", "pattern", "enum", "union",
         "sensitive", "box", "payload", "exception", "fault", "error", "timestampFormat", "flattened")
MEMBER = ("shape", "location", "locationName", "box", "idempotencyToken", "sensitive", "timestampFormat",
          "flattened")
REFERENCE = ("shape", "resultWrapper", "locationName")


def keep(facts, names):
    return {name: facts[name] for name in names if name in facts}


def reduce_shape(shape):
    reduced = keep(shape, SHAPE)
    if "members" in reduced:
        reduced["members"] = {name: keep(member, MEMBER) for name, member in reduced["members"].items()}
    for part in ("member", "key", "value"):
        if part in reduced:
            reduced[part] = keep(reduced[part], MEMBER)
    return reduced


def reduce_operation(operation):
    reduced = keep(operation, OPERATION)
    for part in ("input", "output"):
        if part in reduced:
            reduced[part] = keep(reduced[part], REFERENCE)
    if "errors" in reduced:
        reduced["errors"] = [keep(error, ("shape",)) for error in reduced["errors"]]
    return reduced


def reachable(operations, shapes):
    todo = [reference["shape"] for operation in operations.values()
            for reference in [operation.get("input"), operation.get("output"), *operation.get("errors", [])] if reference]
    found = set()
    while todo:
        name = todo.pop()
        if name in found:
            continue
        found.add(name)
        shape = shapes[name]
        todo += [member["shape"] for member in shape.get("members", {}).values()]
        todo += [shape[part]["shape"] for part in ("member", "key", "value") if part in shape]
    return found


def reduce_service(model, allowed, release):
    operations = {name: reduce_operation(operation) for name, operation in model["operations"].items()
                  if allowed is None or name in allowed}
    kept = reachable(operations, model["shapes"])
    return {
        "source": {"project": "botocore", "release": release, "license": "Apache-2.0"},
        "metadata": keep(model["metadata"], METADATA),
        "operations": operations,
        "shapes": {name: reduce_shape(shape) for name, shape in model["shapes"].items() if name in kept},
    }


def to_text(model):
    """JSON with one line per operation and shape, so that a new release shows as a readable diff."""
    sections = []
    for name, content in model.items():
        if name in ("operations", "shapes"):
            lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in content.items())
            sections.append(f"{json.dumps(name)}: {{\n{lines}\n}}")
        else:
            sections.append(f"{json.dumps(name)}: {json.dumps(content)}")
    return "{\n" + ",\n".join(sections) + "\n}\n"


def newest_model(wheel, service):
    pattern = re.compile(rf"botocore/data/{re.escape(service)}/(\d{{4}}-\d\d-\d\d)/service-2\.json(\.gz)?")
    name = max(name for name in wheel.namelist() if pattern.fullmatch(name))
    content = wheel.read(name)
    return json.loads(gzip.decompress(content) if name.endswith(".gz") else content)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    source = pathlib.Path(sys.argv[1])
    release = re.fullmatch(r"botocore-([0-9.]+)-py3-none-any\.whl", source.name)
    if not release:
        sys.exit(f"{source.name}: expected the file name of a botocore wheel")
    target = pathlib.Path(__file__).resolve().parent.parent / "models"
    target.mkdir(exist_ok=True)
    with zipfile.ZipFile(source) as wheel:
        for service, allowed in ALLOWED.items():
            model = reduce_service(newest_model(wheel, service), allowed, release.group(1))
            for shape, member in ANSWERED_AS_TEXT.get(service, []):
                model["shapes"][shape]["members"][member]["shape"] = "String"
            (target / f"{service}.json").write_text(to_text(model), encoding="utf-8")
            print(f"{service}: {len(model['operations'])} operations, {len(model['shapes'])} shapes")


if __name__ == "__main__":
    main()
