# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The chapters under load: renewal, its control run, and a server that dies and comes back."""

import time
from dataclasses import dataclass

from . import certificates
from .mesh import CLUSTER, NODE_LISTENER

ROUNDS = 3
# Handshakes after each renewal: more than a second of load, so that a late certificate is noticed.
HANDSHAKES_PER_ROUND = 350
SECONDS_TO_ROTATE = 1.0
NODE_CHANGED = "a handshake with the node shows its new serial"
GATEWAY_CHANGED = "the application sees the gateway's new certificate (XFCC hash)"


def renewal(stage):
    """Both certificates renewed while every request opens a new TLS connection."""
    report = stage.report
    report.step("Renewal under load: a new TLS connection for every request")
    stage.mesh.tag(stage.node_arn, "signet:requests-per-connection", "1")
    report.did("TagResource signet:requests-per-connection = 1 on the node")
    stage.gateway.await_config("cluster", CLUSTER, present=['"max_requests_per_connection": 1'])
    stage.reset_counters()
    load = stage.start_load(str(stage.trust), stage.client)
    stage.await_handshakes(HANDSHAKES_PER_ROUND)
    renewed = []
    for _ in range(ROUNDS):
        renewed += [renew(stage, stage.teller_certificate), renew(stage, stage.gateway_certificate)]
        stage.await_handshakes(HANDSHAKES_PER_ROUND)
    tally = load.stop()
    report.did(f"acm RenewCertificate of both certificates, {ROUNDS} times, during {tally.requests} requests")
    report.at_least("handshakes of the node's Envoy", max(1000, tally.requests), stage.node_ssl("handshake"))
    expect_no_failures(report, tally)
    expect_rotated(report, NODE_CHANGED, [change.serials() for change in renewed[::2]], tally.serials)
    expect_rotated(report, GATEWAY_CHANGED, [change.hashes() for change in renewed[1::2]], tally.hashes)


@dataclass(frozen=True)
class Renewed:
    """A certificate before and after RenewCertificate, and when that call was answered."""

    old: certificates.Leaf
    new: certificates.Leaf
    answered: float

    def serials(self):
        return self.old.serial, self.new.serial, self.answered

    def hashes(self):
        return self.old.sha256, self.new.sha256, self.answered


def renew(stage, arn):
    old = certificates.current(stage.acm, arn)
    stage.acm.renew_certificate(CertificateArn=arn)
    answered = time.monotonic()
    return Renewed(old, certificates.current(stage.acm, arn), answered)


def expect_rotated(report, what, changes, seen):
    """Every new certificate was seen within the time after the answer, and the one before no longer."""
    first = [seen[new].first - answered if new in seen else None for _, new, answered in changes]
    last = [seen[old].last_began - answered for old, _, answered in changes if old in seen]
    stale = [new for old, new, _ in changes if not (new in seen and seen[new].last_began > last_use(seen, old))]
    report.equal("changes after which the newest handshake showed the certificate before", 0, len(stale))
    report.soon(f"seconds from the answer until {what}", SECONDS_TO_ROTATE, first)
    report.soon("seconds from the answer until the last use of the one before", SECONDS_TO_ROTATE, last)


def last_use(seen, certificate):
    return seen[certificate].last_began if certificate in seen else 0.0


def expect_no_failures(report, tally):
    for line in tally.commonest(5):
        report.saw(line)
    report.equal(f"failed of {tally.requests} requests", 0, tally.failed)


def control(stage):
    """The same load must notice a node with a certificate of the other CA; else it proves nothing."""
    report = stage.report
    report.step("Control: the same load while the node has a certificate of the other CA")
    load = stage.start_load(str(stage.trust), stage.client)
    stage.mesh.node_tls("STRICT", stage.gateway_certificate)
    report.did("UpdateVirtualNode tls STRICT with the ColorGateway certificate")
    stage.node.await_config("listener", NODE_LISTENER, present=[stage.gateway_certificate])
    stage.eventually(lambda: stage.gateway_ssl("fail_verify_error") >= 50)
    tally = load.stop()
    for line in tally.commonest(4):
        report.saw(line)
    for kind in "gateway", "node":
        report.at_least(f"failed requests to the {kind}", 1, tally.failed_of(kind))
    stage.mesh.node_tls("STRICT", stage.teller_certificate)
    report.did("UpdateVirtualNode tls STRICT with the ColorTeller certificate again")
    stage.node.await_config("listener", NODE_LISTENER, present=[stage.teller_certificate])
    stage.eventually(lambda: stage.call().status == 200)


def crash(stage):
    """SIGKILL under load, a start on the same folder, and a change after it."""
    report = stage.report
    report.step("The server is killed under load and comes back")
    load = stage.start_load(str(stage.trust), stage.client)
    stage.await_handshakes(HANDSHAKES_PER_ROUND)
    held = [proxy.pushes() for proxy in stage.proxies]
    stage.server.serve.kill()
    report.did("kill -KILL of the server")
    stage.await_connected(False)
    stage.await_handshakes(HANDSHAKES_PER_ROUND)
    report.saw(f"both proxies without a server, for {HANDSHAKES_PER_ROUND} handshakes")
    seconds, _ = stage.server.start()
    report.did(f"signet serve on the same folder and port (ready after {seconds:.2f} s)")
    back = time.monotonic()
    stage.await_connected(True)
    report.saw(f"both proxies connected again after {time.monotonic() - back:.2f} s")
    stage.await_handshakes(HANDSHAKES_PER_ROUND)
    for proxy, before in zip(stage.proxies, held):
        received = growth(before, proxy.pushes()) or "nothing"
        report.equal(f"what the {proxy.name} received since the restart", "nothing", received)
    change = renew(stage, stage.teller_certificate)
    report.did("acm RenewCertificate of the ColorTeller certificate")
    stage.await_handshakes(HANDSHAKES_PER_ROUND)
    tally = load.stop()
    expect_no_failures(report, tally)
    expect_rotated(report, NODE_CHANGED, [change.serials()], tally.serials)


def growth(before, after):
    return {name: value - before.get(name, 0) for name, value in after.items() if value != before.get(name, 0)}
