# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The chapters: what the article shows, and what it could not show."""

from . import certificates, http
from .mesh import CLUSTER, GATEWAY_NAME, NODE_LISTENER, NODE_STATS, SERVICE

SEEDS_GREP = "ssl.handshake|ssl.no_certificate"
YELLOW = "200 yellow"


def opening(stage):
    """A server on an empty folder, two CAs, two certificates, a mesh, an application, two proxies."""
    report = stage.report
    report.step("Signet starts on an empty folder")
    seconds, line = stage.server.start()
    report.did(f"signet serve --data {stage.server.data} --port {stage.server.port}")
    report.saw(f"{line} (after {seconds:.2f} s)")
    stage.open_apis()
    report.did("boto3.Session(profile_name='signet') with the credentials file in that folder")
    report.saw(f"sts GetCallerIdentity: account {stage.account}")

    report.step("Two private CAs and a certificate from each")
    stage.teller_ca = certificates.create_root(stage.pca, "ColorTeller")
    stage.gateway_ca = certificates.create_root(stage.pca, "ColorGateway")
    report.did("acm-pca CreateCertificateAuthority … ImportCertificateAuthorityCertificate, CreatePermission")
    report.saw(f"ColorTeller  {stage.teller_ca}")
    report.saw(f"ColorGateway {stage.gateway_ca}")
    stage.teller_certificate = certificates.request(stage.acm, SERVICE, stage.teller_ca)
    stage.gateway_certificate = certificates.request(stage.acm, GATEWAY_NAME, stage.gateway_ca)
    report.did(f"acm RequestCertificate for {SERVICE} and {GATEWAY_NAME}")
    report.saw("both ISSUED")

    report.step("A mesh: virtual gateway → gateway route → virtual service → virtual node")
    stage.gateway_arn, stage.node_arn = stage.mesh.create()
    report.did("appmesh CreateMesh, CreateVirtualNode, CreateVirtualService, CreateVirtualGateway, CreateGatewayRoute")
    app = stage.start_app()
    report.did(f"examples/colour-app/app.py on {app}")
    stage.join_proxies(stage.gateway_arn, stage.node_arn, app)
    report.did("for each proxy: signet proxy token | signet proxy bootstrap, then DIR/run")
    report.saw(f"two Envoys LIVE, gateway on {stage.addresses.gateway}, node on {stage.addresses.node}")


def no_tls(stage):
    report = stage.report
    report.step("No TLS")
    stage.eventually(lambda: stage.call().status == 200)
    report.equal("GET / at the gateway", YELLOW, str(stage.call()))
    report.equal("lines of ssl.handshake in the node's /stats", 0, len(stage.node.grep("ssl.handshake")))


def one_way(stage):
    report = stage.report
    report.step("One-way TLS: the node has a certificate, the gateway checks it")
    stage.mesh.node_tls("STRICT", stage.teller_certificate)
    stage.mesh.gateway_policy(stage.teller_ca)
    report.did("UpdateVirtualNode tls STRICT with the ColorTeller certificate")
    report.did("UpdateVirtualGateway clientPolicy enforce, trust the ColorTeller CA")
    stage.node.await_config("listener", NODE_LISTENER, present=[stage.teller_certificate])
    stage.gateway.await_config("cluster", CLUSTER, present=["UpstreamTlsContext"], absent=["trust/auto/"])
    expect_one_handshake(stage, no_certificate=1)


def mutual(stage):
    report = stage.report
    report.step("Mutual TLS: the gateway's certificate comes over the discovery stream")
    stage.mesh.tag(stage.gateway_arn, "signet:client-cert", stage.gateway_certificate)
    stage.gateway.await_config("cluster", CLUSTER, present=[stage.gateway_certificate])
    stage.mesh.tag(stage.node_arn, "signet:client-ca", stage.gateway_ca)
    stage.node.await_config("listener", NODE_LISTENER, present=['"require_client_certificate": true'])
    report.did("TagResource signet:client-cert on the gateway, then signet:client-ca on the node")
    expect_one_handshake(stage, no_certificate=0)


def expect_one_handshake(stage, no_certificate):
    stage.reset_counters()
    stage.report.equal("GET / at the gateway", YELLOW, str(stage.call()))
    lines = stage.node.grep(SEEDS_GREP)
    expected = [f"{NODE_STATS}.ssl.handshake: 1", f"{NODE_STATS}.ssl.no_certificate: {no_certificate}"]
    stage.report.equal(f"curl …:9901/stats | grep -E '{SEEDS_GREP}'", expected, lines)


def modes(stage):
    report = stage.report
    report.step("PERMISSIVE answers plaintext and TLS, STRICT refuses plaintext")
    stage.client = certificates.own_client_certificate(stage.pca, stage.gateway_ca, "demo-client", stage.folder)
    stage.trust = stage.folder / "colorteller.pem"
    stage.trust.write_text(certificates.root_certificate(stage.pca, stage.teller_ca))
    tls = http.tls_client(stage.trust, stage.client.certificate, stage.client.key)
    report.did("acm-pca IssueCertificate: a client certificate of the ColorGateway CA for this script")

    stage.mesh.node_tls("PERMISSIVE", stage.teller_certificate)
    report.did("UpdateVirtualNode tls PERMISSIVE")
    stage.eventually(lambda: stage.call_node().status == 200)
    report.equal("plaintext to the node", YELLOW, str(stage.call_node()))
    report.equal("TLS to the node", YELLOW, str(stage.call_node(tls)))
    report.equal("GET / at the gateway", YELLOW, str(stage.call()))

    stage.mesh.node_tls("STRICT", stage.teller_certificate)
    report.did("UpdateVirtualNode tls STRICT")
    stage.eventually(lambda: stage.call_node().status == 0)
    report.equal("status of plaintext to the node (0: refused)", 0, stage.call_node().status)
    report.equal("TLS to the node", YELLOW, str(stage.call_node(tls)))


def refusals(stage):
    report = stage.report
    report.step("A client without a certificate, or with one of another CA, is refused")
    stranger = certificates.own_client_certificate(stage.pca, stage.teller_ca, "stranger", stage.folder)
    report.did("acm-pca IssueCertificate: a client certificate of the wrong CA, ColorTeller")

    stage.reset_counters()
    answer = stage.call_node(http.tls_client(stage.trust))
    report.saw(f"without a certificate: {answer}")
    report.equal("status without a certificate (0: refused)", 0, answer.status)
    report.equal(f"{NODE_STATS}.ssl.fail_verify_no_cert", 1, stage.node_ssl("fail_verify_no_cert"))

    answer = stage.call_node(http.tls_client(stage.trust, stranger.certificate, stranger.key))
    report.saw(f"with a certificate of the other CA: {answer}")
    report.equal("status with a certificate of the other CA (0: refused)", 0, answer.status)
    report.equal(f"{NODE_STATS}.ssl.fail_verify_error", 1, stage.node_ssl("fail_verify_error"))


def names(stage):
    report = stage.report
    report.step("A wrong name in the client policy")
    wrong = f"bogus.{SERVICE}"
    stage.mesh.gateway_policy(stage.teller_ca, [wrong])
    report.did(f"UpdateVirtualGateway: the server must be named {wrong}")
    stage.gateway.await_config("cluster", CLUSTER, present=[wrong])
    stage.reset_counters()
    report.equal("status of GET / at the gateway", 503, stage.call().status)
    report.at_least(f"cluster.{CLUSTER}.ssl.fail_verify_san", 1, stage.gateway_ssl("fail_verify_san"))

    stage.mesh.gateway_policy(stage.teller_ca, [SERVICE])
    report.did(f"UpdateVirtualGateway: the server must be named {SERVICE}")
    stage.gateway.await_config("cluster", CLUSTER, present=[SERVICE], absent=[wrong])
    report.equal("GET / at the gateway", YELLOW, str(stage.call()))
