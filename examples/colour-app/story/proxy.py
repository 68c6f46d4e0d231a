# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""A real Envoy that joined the mesh with a one-time token, and what its admin interface reports."""

import json
import os
import re
from pathlib import Path

from . import http
from .place import ADMIN
from .processes import Program

# What a push of the control plane raises: one counter per kind of resource and per secret.
_PUSHES = re.compile(r"\.(update_success|update_rejected)$")


class Proxy:
    """One Envoy in explicit mode: its listeners and its admin interface are on `address`."""

    def __init__(self, name, resource, folder, address, app=None):
        self.name = name
        self.resource = resource
        self.folder = Path(folder)
        self.address = address
        self.app = app
        self.envoy = Program(name, self.folder.with_suffix(".log"))

    def join(self, server, api):
        """Token, then bootstrap: the token travels by standard input, is used once and never written."""
        token = server.run("proxy", "token", self.resource, "--data", str(server.data))
        app = ["--app", self.app] if self.app else []
        server.run("proxy", "bootstrap", "--endpoint", api, "--out", str(self.folder),
                   "--mode", "explicit", "--bind", self.address, *app, secret=token)

    def start(self, envoy):
        """Runs what bootstrap wrote, as it is. One worker, so that one client makes one handshake."""
        path = f"{Path(envoy).parent}{os.pathsep}{os.environ['PATH']}"
        self.envoy.start([str(self.folder / "run"), "--concurrency", "1"], env={**os.environ, "PATH": path, "ENVOY": envoy})
        self.envoy.await_that("become ready", lambda: self.admin("/ready").body.startswith("LIVE"), 30)

    def admin(self, path, method="GET"):
        return http.get(self.address, ADMIN, path, method=method)

    def grep(self, pattern):
        """What `curl -s http://ADDRESS:9901/stats | grep -E PATTERN` prints, as lines."""
        return [line for line in self.admin("/stats").body.splitlines() if re.search(pattern, line)]

    def stats(self):
        """All counters and gauges by name; histograms and texts are left out."""
        pairs = (line.partition(": ") for line in self.admin("/stats").body.splitlines())
        return {name: int(value) for name, _, value in pairs if value.isdigit()}

    def stat(self, name):
        return self.stats().get(name, 0)

    def reset_counters(self):
        self.admin("/reset_counters", method="POST")

    def is_connected(self):
        """Whether its discovery stream is open."""
        return self.stat("control_plane.connected_state") == 1

    def pushes(self):
        """Every counter that a push raises. Equal dictionaries mean that nothing was received between."""
        return {name: value for name, value in self.stats().items() if _PUSHES.search(name) and value}

    def active(self, kind):
        """The active listeners or clusters by name, as JSON text."""
        answer = self.admin(f"/config_dump?resource=dynamic_{'listeners' if kind == 'listener' else 'active_clusters'}")
        found = {}
        for entry in json.loads(answer.body).get("configs", []):
            content = entry.get("active_state", {}).get("listener") if kind == "listener" else entry.get("cluster")
            if content:
                found[content["name"]] = json.dumps(content)
        return found

    def await_config(self, kind, name, present=(), absent=()):
        """Waits until the active listener or cluster mentions what it should, and no more what it should not."""
        def applied():
            text = self.active(kind).get(name, "")
            return text and all(word in text for word in present) and not any(word in text for word in absent)
        self.envoy.await_that(f"got the {kind} {name} with {[*present]} and without {[*absent]}", applied, 10)
