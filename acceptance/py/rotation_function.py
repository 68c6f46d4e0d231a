# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""A rotation function as people publish them for Lambda, with the adapter that makes it a program: the event comes on
standard input, an exception is an exit code."""

import json
import sys

import boto3


def lambda_handler(event, context):
    arn, token, step = event["SecretId"], event["ClientRequestToken"], event["Step"]
    client = boto3.client("secretsmanager")
    metadata = client.describe_secret(SecretId=arn)
    if not metadata["RotationEnabled"]:
        raise ValueError(f"{arn} is not enabled for rotation")
    versions = metadata["VersionIdsToStages"]
    if token not in versions:
        raise ValueError("the version has no stage")
    if "AWSCURRENT" in versions[token]:
        return
    if "AWSPENDING" not in versions[token]:
        raise ValueError("the version is not pending")
    {"createSecret": create, "setSecret": pass_by, "testSecret": pass_by, "finishSecret": finish}[step](client, arn, token)


def create(client, arn, token):
    current = json.loads(client.get_secret_value(SecretId=arn, VersionStage="AWSCURRENT")["SecretString"])
    try:
        client.get_secret_value(SecretId=arn, VersionId=token, VersionStage="AWSPENDING")
        return
    except client.exceptions.ResourceNotFoundException:
        pass
    acm = boto3.client("acm")
    if "CERTIFICATE_ARN" not in current:
        certificate = acm.request_certificate(DomainName=current["COMMON_NAME"],
                                              CertificateAuthorityArn=current["CA_ARN"])["CertificateArn"]
        acm.get_waiter("certificate_validated").wait(
            CertificateArn=certificate, WaiterConfig={"Delay": 1, "MaxAttempts": 6})
    else:
        certificate = current["CERTIFICATE_ARN"]
        acm.renew_certificate(CertificateArn=certificate)
    passphrase = client.get_random_password(PasswordLength=32, ExcludePunctuation=True)["RandomPassword"]
    exported = acm.export_certificate(CertificateArn=certificate, Passphrase=passphrase.encode())
    current.update(CERTIFICATE_ARN=certificate, CERTIFICATE_PEM=exported["Certificate"],
                   CERTIFICATE_CHAIN_PEM=exported["CertificateChain"], PRIVATE_KEY_PEM=opened(exported["PrivateKey"], passphrase))
    client.put_secret_value(SecretId=arn, ClientRequestToken=token, SecretString=json.dumps(current),
                            VersionStages=["AWSPENDING"])


def opened(key, passphrase):
    from cryptography.hazmat.primitives import serialization
    return serialization.load_pem_private_key(key.encode(), passphrase.encode()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()


def pass_by(client, arn, token):
    pass


def finish(client, arn, token):
    for version, stages in client.describe_secret(SecretId=arn)["VersionIdsToStages"].items():
        if "AWSCURRENT" in stages:
            if version != token:
                client.update_secret_version_stage(SecretId=arn, VersionStage="AWSCURRENT", MoveToVersionId=token,
                                                   RemoveFromVersionId=version)
            return


if __name__ == "__main__":
    lambda_handler(json.load(sys.stdin), None)
