// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0

// The life of a private CA and of a managed certificate, by AWS's SDK for JavaScript as it comes.
import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import {
  ACMClient, DescribeCertificateCommand, GetCertificateCommand as GetManagedCommand, RequestCertificateCommand,
  paginateListCertificates, waitUntilCertificateValidated,
} from "@aws-sdk/client-acm";
import {
  ACMPCAClient, CreateCertificateAuthorityCommand, DeleteCertificateAuthorityCommand,
  DescribeCertificateAuthorityCommand, GetCertificateAuthorityCsrCommand, GetCertificateCommand, GetPolicyCommand,
  ImportCertificateAuthorityCertificateCommand, IssueCertificateCommand, MalformedCSRException,
  ResourceNotFoundException, UpdateCertificateAuthorityCommand, paginateListCertificateAuthorities, paginateListTags,
  waitUntilCertificateAuthorityCSRCreated, waitUntilCertificateIssued,
} from "@aws-sdk/client-acm-pca";

const TEMPLATES = "arn:aws:acm-pca:::template/";
const ca = new ACMPCAClient({});
const managed = new ACMClient({});
const patience = { client: ca, maxWaitTime: 60 };

async function createAuthority(name) {
  const { CertificateAuthorityArn } = await ca.send(new CreateCertificateAuthorityCommand({
    CertificateAuthorityType: "ROOT",
    CertificateAuthorityConfiguration: {
      KeyAlgorithm: "EC_prime256v1", SigningAlgorithm: "SHA256WITHECDSA", Subject: { CommonName: name } },
    Tags: [{ Key: "a", Value: "1" }, { Key: "b" }],
  }));
  await waitUntilCertificateAuthorityCSRCreated(patience, { CertificateAuthorityArn });
  return CertificateAuthorityArn;
}

async function issue(authority, csr, template, days) {
  const at = { CertificateAuthorityArn: authority };
  const { CertificateArn } = await ca.send(new IssueCertificateCommand({
    ...at, Csr: Buffer.from(csr), SigningAlgorithm: "SHA256WITHECDSA", TemplateArn: TEMPLATES + template,
    Validity: { Type: "DAYS", Value: days },
  }));
  await waitUntilCertificateIssued(patience, { ...at, CertificateArn });
  return ca.send(new GetCertificateCommand({ ...at, CertificateArn }));
}

async function activate(authority) {
  const at = { CertificateAuthorityArn: authority };
  const { Csr } = await ca.send(new GetCertificateAuthorityCsrCommand(at));
  const root = await issue(authority, Csr, "RootCACertificate/V1", 3650);
  await ca.send(new ImportCertificateAuthorityCertificateCommand({ ...at, Certificate: Buffer.from(root.Certificate) }));
  const { CertificateAuthority: described } = await ca.send(new DescribeCertificateAuthorityCommand(at));
  assert.equal(described.Status, "ACTIVE");
  assert.ok(Math.abs(Date.now() - described.CreatedAt) < 3_600_000, "" + described.CreatedAt);
  assert.deepEqual(described.NotAfter, new Date(new X509Certificate(root.Certificate).validTo));
  console.log("activated");
  const leaf = await issue(authority, Csr, "EndEntityCertificate/V1", 30);
  const issuer = new X509Certificate(root.Certificate);
  assert.ok(new X509Certificate(leaf.Certificate).verify(issuer.publicKey));
  console.log("issued");
}

async function request(authority) {
  const { CertificateArn } = await managed.send(
    new RequestCertificateCommand({
      CertificateAuthorityArn: authority, DomainName: "managed.example.com", KeyAlgorithm: "EC_prime256v1" }));
  await waitUntilCertificateValidated({ client: managed, minDelay: 1, maxWaitTime: 60 }, { CertificateArn });
  const { Certificate } = await managed.send(new GetManagedCommand({ CertificateArn }));
  const { Certificate: described } = await managed.send(new DescribeCertificateCommand({ CertificateArn }));
  const parsed = new X509Certificate(Certificate);
  assert.deepEqual(described.NotAfter, new Date(parsed.validTo));
  console.log("requested", parsed.subject.replace("CN=", ""));
}

async function page(authority) {
  for (const name of ["two", "three", "four", "five"]) {
    await createAuthority(name);
  }
  let pages = 0;
  const names = [];
  for await (const each of paginateListCertificateAuthorities({ client: ca, pageSize: 2 }, {})) {
    pages++;
    names.push(...each.CertificateAuthorities.map((one) => one.CertificateAuthorityConfiguration.Subject.CommonName));
  }
  console.log("authorities", pages, names.sort().join());
  const keys = [];
  for await (const each of paginateListTags({ client: ca, pageSize: 1 }, { CertificateAuthorityArn: authority })) {
    keys.push(...each.Tags.map((tag) => tag.Key));
  }
  console.log("tags", keys.join());
  let managedPages = 0;
  const filter = { Includes: { keyTypes: ["EC_prime256v1"] } };
  for await (const each of paginateListCertificates({ client: managed, pageSize: 1 }, filter)) {
    managedPages += each.CertificateSummaryList.length;
  }
  assert.equal(managedPages, 1);
}

async function refuse(authority) {
  const missing = authority.split("/")[0] + "/00000000-0000-4000-8000-000000000000";
  await assert.rejects(
    ca.send(new DescribeCertificateAuthorityCommand({ CertificateAuthorityArn: missing })), ResourceNotFoundException);
  await assert.rejects(
    ca.send(new IssueCertificateCommand({
      CertificateAuthorityArn: authority, Csr: Buffer.from("no request"), SigningAlgorithm: "SHA256WITHECDSA",
      Validity: { Type: "DAYS", Value: 1 } })),
    MalformedCSRException);
  const once = new ACMPCAClient({ maxAttempts: 1 });
  await assert.rejects(
    once.send(new GetPolicyCommand({ ResourceArn: authority })), { name: "ResourceNotFoundException" });
  const good = await ca.config.credentials();
  const forger = new ACMPCAClient({ credentials: { ...good, secretAccessKey: "another" } });
  await assert.rejects(
    forger.send(new GetPolicyCommand({ ResourceArn: authority })), { name: "InvalidSignatureException" });
  console.log("refused as expected");
}

const authority = await createAuthority("one");
await activate(authority);
await request(authority);
await page(authority);
await refuse(authority);
await ca.send(new UpdateCertificateAuthorityCommand({ CertificateAuthorityArn: authority, Status: "DISABLED" }));
await ca.send(new DeleteCertificateAuthorityCommand({ CertificateAuthorityArn: authority }));
console.log("deleted");
