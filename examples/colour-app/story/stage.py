# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Everything that the chapters act on, and its end: processes stopped, folder removed."""

import shutil
import signal
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from . import http
from .load import Load, Settings
from .mesh import CLUSTER, NODE_STATS, SERVICE, Mesh
from .place import LISTENER, free_addresses, free_port_pair
from .processes import Program, wait_until
from .proxy import Proxy
from .report import Report
from .signet_server import SignetServer


class Stage:
    """Opened once per story; whatever was started on it ends with it, also when the story fails."""

    def __init__(self, program, envoy, python, port=None):
        self.program, self.envoy, self.python = program, envoy, python
        self.chosen_port = port
        self.report = Report()
        self.ends = ExitStack()
        self.programs = []

    def __enter__(self):
        try:
            self.folder = Path(tempfile.mkdtemp(prefix="signet-demo-"))
            self.ends.callback(shutil.rmtree, self.folder, ignore_errors=True)
            self.addresses = free_addresses()
            self.ends.callback(self.addresses.reservation.close)
            port = self.chosen_port or free_port_pair()
            self.server = SignetServer(self.program, self.folder / "data", port, self.folder / "signet.log")
            self.started(self.server.serve)
        except BaseException:
            self.ends.close()
            raise
        return self

    def __exit__(self, kind, *_):
        # From here on a second Ctrl-C must not stop the cleaning up.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if kind is not None and issubclass(kind, Exception):
            for program in self.programs:
                print(program.tail(), file=sys.stderr)
        self.ends.close()

    def started(self, program):
        """From now on the program is ended with the stage, and its log is shown when the story fails."""
        self.programs.append(program)
        self.ends.callback(program.stop)

    def open_apis(self):
        """Clients of the three APIs, from the credentials file that the server wrote."""
        session = self.server.clients()
        self.account = session.client("sts").get_caller_identity()["Account"]
        self.pca, self.acm = session.client("acm-pca"), session.client("acm")
        self.mesh = Mesh(session.client("appmesh"))

    def start_app(self):
        app = Program("colour app", self.folder / "app.log")
        app.start([self.python, str(Path(__file__).parent.parent / "app.py")])
        self.started(app)
        return app.await_line("colour app ready: ", 10).rpartition(" ")[2]

    def join_proxies(self, gateway, node, app):
        """Both proxies join and start at the same time, as they would on two machines."""
        self.gateway = Proxy("gateway envoy", gateway, self.folder / "gateway", self.addresses.gateway)
        self.node = Proxy("node envoy", node, self.folder / "node", self.addresses.node, app)
        api = self.server.api.replace("http://", "https://")
        with ThreadPoolExecutor() as both:
            list(both.map(lambda proxy: proxy.join(self.server, api), self.proxies))
        for proxy in self.proxies:
            self.started(proxy.envoy)
            proxy.start(self.envoy)

    @property
    def proxies(self):
        return self.gateway, self.node

    def call(self, path="/"):
        """What an ordinary client gets from the gateway."""
        return http.get(self.addresses.gateway, LISTENER, path)

    def call_node(self, tls=None):
        """What a client gets that goes around the gateway, straight to the node's proxy."""
        return http.get(self.addresses.node, LISTENER, tls=tls, name=SERVICE if tls else None)

    def reset_counters(self):
        for proxy in self.proxies:
            proxy.reset_counters()

    def node_ssl(self, counter):
        return self.node.stat(f"{NODE_STATS}.ssl.{counter}")

    def gateway_ssl(self, counter):
        return self.gateway.stat(f"cluster.{CLUSTER}.ssl.{counter}")

    def start_load(self, trust, client):
        load = Load(Settings(
            self.addresses.gateway, self.addresses.node, SERVICE, trust, client.certificate, client.key))
        self.ends.callback(load.abandon)
        return load

    def await_handshakes(self, count, seconds=60):
        """Waits until the node's proxy made that many more handshakes from now on."""
        goal = self.node_ssl("handshake") + count
        self.node.envoy.await_that(
            f"made {count} handshakes", lambda: self.node_ssl("handshake") >= goal, seconds)

    def await_connected(self, connected, seconds=20):
        what = "connected again" if connected else "noticed that the server is gone"
        for proxy in self.proxies:
            proxy.envoy.await_that(what, lambda proxy=proxy: proxy.is_connected() == connected, seconds)

    def eventually(self, probe, seconds=10):
        return wait_until(probe, seconds)
