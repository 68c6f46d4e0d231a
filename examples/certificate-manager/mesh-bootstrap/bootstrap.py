# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""What the article's function does once, by boto3: bootstrap.py TELLER-CA GATEWAY-CA TELLER GATEWAY SECRET ACCOUNT, ARNs all but the last."""

import base64
import json
import sys

import boto3

teller_ca, gateway_ca, teller, gateway, secret, account = sys.argv[1:]
pca, acm, secrets = boto3.client("acm-pca"), boto3.client("acm"), boto3.client("secretsmanager")
for authority in teller_ca, gateway_ca:
    pca.create_permission(CertificateAuthorityArn=authority, Principal="acm.amazonaws.com", SourceAccount=account,
                          Actions=["IssueCertificate", "GetCertificate", "ListPermissions"])
password = secrets.get_random_password(ExcludePunctuation=True)["RandomPassword"]
encoded = base64.b64encode(password.encode())
# Only so that it is renewed: what was exported is.
acm.export_certificate(CertificateArn=teller, Passphrase=encoded)
exported = acm.export_certificate(CertificateArn=gateway, Passphrase=encoded)
secrets.put_secret_value(SecretId=secret, SecretString=json.dumps({
    "GatewayCertificate": exported["Certificate"], "GatewayCertificateChain": exported["CertificateChain"],
    "GatewayPrivateKey": exported["PrivateKey"], "Passphrase": password}))
