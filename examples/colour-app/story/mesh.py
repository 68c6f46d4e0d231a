# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The mesh of the story, by unmodified boto3: names and shapes of the article's example."""

from .place import LISTENER

MESH = "mtls-ec2-appmesh"
DOMAIN = "mtls-ec2.svc.cluster.local"
GATEWAY, NODE, ROUTE = "gateway-vgw", "colorteller-vn", "colorteller-route"
SERVICE = f"colorteller.{DOMAIN}"
GATEWAY_NAME = f"colorgateway.{DOMAIN}"

# How Envoy names what these become.
NODE_LISTENER = "lds_ingress_0.0.0.0_15000"
NODE_STATS = "listener.0.0.0.0_15000"
CLUSTER = f"cds_egress_{MESH}_{NODE}_http_{LISTENER}"


class Mesh:
    """One virtual gateway in front of one virtual node. Each change is one ordinary API call."""

    def __init__(self, appmesh):
        self.appmesh = appmesh

    def create(self):
        """Without TLS. Answers the ARNs of gateway and node, for their proxies to join."""
        self.appmesh.create_mesh(meshName=MESH)
        node = self.appmesh.create_virtual_node(
            meshName=MESH, virtualNodeName=NODE, spec=node_spec())["virtualNode"]["metadata"]["arn"]
        self.appmesh.create_virtual_service(
            meshName=MESH, virtualServiceName=SERVICE,
            spec={"provider": {"virtualNode": {"virtualNodeName": NODE}}})
        gateway = self.appmesh.create_virtual_gateway(
            meshName=MESH, virtualGatewayName=GATEWAY, spec=gateway_spec())["virtualGateway"]["metadata"]["arn"]
        self.appmesh.create_gateway_route(
            meshName=MESH, virtualGatewayName=GATEWAY, gatewayRouteName=ROUTE,
            spec={"httpRoute": {
                "match": {"prefix": "/"},
                "action": {"target": {"virtualService": {"virtualServiceName": SERVICE}}}}})
        return gateway, node

    def node_tls(self, mode, certificate):
        self.appmesh.update_virtual_node(
            meshName=MESH, virtualNodeName=NODE, spec=node_spec(
                {"mode": mode, "certificate": {"acm": {"certificateArn": certificate}}}))

    def gateway_policy(self, authority, names=None):
        """The gateway speaks TLS only, to servers of that CA, whose name is one of those, if given."""
        validation = {"trust": {"acm": {"certificateAuthorityArns": [authority]}}}
        if names:
            validation["subjectAlternativeNames"] = {"match": {"exact": names}}
        self.appmesh.update_virtual_gateway(
            meshName=MESH, virtualGatewayName=GATEWAY, spec=gateway_spec(
                {"enforce": True, "validation": validation}))

    def tag(self, arn, key, value):
        self.appmesh.tag_resource(resourceArn=arn, tags=[{"key": key, "value": value}])


def node_spec(tls=None):
    listener = {"portMapping": {"port": LISTENER, "protocol": "http"}}
    if tls:
        listener["tls"] = tls
    return {
        "listeners": [listener],
        "serviceDiscovery": {"awsCloudMap": {"namespaceName": DOMAIN, "serviceName": "colorteller"}},
    }


def gateway_spec(tls=None):
    spec = {"listeners": [{"portMapping": {"port": LISTENER, "protocol": "http"}}]}
    if tls:
        spec["backendDefaults"] = {"clientPolicy": {"tls": tls}}
    return spec
