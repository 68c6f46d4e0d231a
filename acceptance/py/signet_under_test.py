# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The packaged program and the AWS CLI, as the acceptance tests use them."""

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

TREE = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TREE / "examples" / "colour-app"))
sys.dont_write_bytecode = True

from story.place import free_port_pair  # noqa: E402
from story.signet_server import SignetServer  # noqa: E402

# ./signet test sets these; a run by hand says what is missing.
PROGRAM = os.environ["SIGNET_PROGRAM"]
AWS = os.environ["SIGNET_AWS"]
OUTPUT = TREE / "acceptance" / "target"


@contextmanager
def server():
    """A server on an empty folder, ended afterwards. It is ready when the test gets it."""
    with tempfile.TemporaryDirectory(prefix="signet-test-") as folder:
        running = SignetServer(PROGRAM, Path(folder) / "data", free_port_pair(), Path(folder) / "log")
        try:
            running.start()
            yield running
        finally:
            running.serve.stop()


def awaited(condition, seconds=30):
    """Waits until it holds, looking often."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"it did not come about within {seconds} s")
        time.sleep(0.01)


def proxy_identity(folder):
    """The key and the chain in the folder of a proxy, as PEM."""
    secret, = json.loads((folder / "identity" / "sds.yaml").read_text())["resources"]
    pair = secret["tls_certificate"]
    return pair["private_key"]["inline_string"], pair["certificate_chain"]["inline_string"]


@contextmanager
def environment(**settings):
    """Variables for programs that start meanwhile."""
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def jdk():
    """The folder of the JDK that the program runs on."""
    return subprocess.run(
        ["bash", "-c", '. "$1" && find_jdk java && printf %s "$JDK_HOME"', "find", str(TREE / "tools" / "jdk.sh")],
        capture_output=True, text=True, check=True, timeout=60).stdout


class Cli:
    """The AWS CLI with nothing but the profile that the server wrote."""

    def __init__(self, data, region=None):
        self.region = region
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        self.environment |= {
            "AWS_SHARED_CREDENTIALS_FILE": str(data / "credentials"), "AWS_CONFIG_FILE": os.devnull, "AWS_PAGER": ""}

    def __call__(self, *arguments):
        """Runs the command and answers its JSON; raises Refused with what it printed."""
        region = ["--region", self.region] if self.region else []
        ended = subprocess.run(
            [AWS, "--profile", "signet", "--output", "json", *region, *arguments],
            env=self.environment, capture_output=True, text=True, timeout=60)
        if ended.returncode != 0:
            raise Refused(ended.stderr.strip())
        return json.loads(ended.stdout) if ended.stdout.strip() else None


class Refused(Exception):
    """The AWS CLI ended with an error; its text names the service's error."""
