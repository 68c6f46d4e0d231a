// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0

// Certificates as cert-manager's plugin gets them, by the plugin's own code as it comes.
package main

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"log"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/acmpca"
	pcatypes "github.com/aws/aws-sdk-go-v2/service/acmpca/types"
	api "github.com/cert-manager/aws-privateca-issuer/pkg/api/v1beta1"
	plugin "github.com/cert-manager/aws-privateca-issuer/pkg/aws"
	cmapi "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	"github.com/cert-manager/cert-manager/pkg/util/pki"
	"github.com/go-logr/logr"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

const (
	region    = "us-east-1"
	templates = "arn:aws:acm-pca:::template/"
	arnNote   = "aws-privateca-issuer/certificate-arn"
	backdate  = 15 * time.Minute // the plugin's own
	tolerance = time.Minute
)

var ctx = context.Background()

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func require(holds bool, message string, values ...any) {
	if !holds {
		log.Fatalf(message, values...)
	}
}

func within(one, other time.Time) bool {
	return one.Sub(other).Abs() < tolerance
}

// authority makes a CA that waits for its certificate, and answers its ARN and request.
func authority(ca *acmpca.Client, kind pcatypes.CertificateAuthorityType, key pcatypes.KeyAlgorithm, scheme pcatypes.SigningAlgorithm) (*string, []byte) {
	arn := must(ca.CreateCertificateAuthority(ctx, &acmpca.CreateCertificateAuthorityInput{
		CertificateAuthorityType: kind,
		CertificateAuthorityConfiguration: &pcatypes.CertificateAuthorityConfiguration{
			KeyAlgorithm: key, SigningAlgorithm: scheme,
			Subject: &pcatypes.ASN1Subject{CommonName: aws.String(string(kind) + " " + string(key))},
		},
	})).CertificateAuthorityArn
	csr := must(ca.GetCertificateAuthorityCsr(ctx, &acmpca.GetCertificateAuthorityCsrInput{CertificateAuthorityArn: arn})).Csr
	return arn, []byte(*csr)
}

func root(ca *acmpca.Client, key pcatypes.KeyAlgorithm, scheme pcatypes.SigningAlgorithm) *string {
	arn, csr := authority(ca, pcatypes.CertificateAuthorityTypeRoot, key, scheme)
	issued := must(ca.IssueCertificate(ctx, &acmpca.IssueCertificateInput{
		CertificateAuthorityArn: arn, Csr: csr, SigningAlgorithm: scheme,
		TemplateArn: aws.String(templates + "RootCACertificate/V1"),
		Validity:    &pcatypes.Validity{Type: pcatypes.ValidityPeriodTypeYears, Value: aws.Int64(10)},
	})).CertificateArn
	own := must(ca.GetCertificate(ctx, &acmpca.GetCertificateInput{CertificateAuthorityArn: arn, CertificateArn: issued})).Certificate
	must(ca.ImportCertificateAuthorityCertificate(ctx, &acmpca.ImportCertificateAuthorityCertificateInput{
		CertificateAuthorityArn: arn, Certificate: []byte(*own),
	}))
	return arn
}

func provisioner(arn *string) plugin.GenericProvisioner {
	name := types.NamespacedName{Namespace: "default", Name: *arn}
	return must(plugin.GetProvisioner(ctx, nil, name, &api.AWSPCAIssuerSpec{Arn: *arn, Region: region}))
}

// request is a CertificateRequest for what cert-manager makes as the CSR of a key.
func request(name string, key crypto.Signer, isCA bool, hours int, usages ...cmapi.KeyUsage) *cmapi.CertificateRequest {
	template := must(pki.GenerateCSR(&cmapi.Certificate{Spec: cmapi.CertificateSpec{
		CommonName: name + ".example", DNSNames: []string{name + ".example"}, IsCA: isCA, Usages: usages}}))
	template.PublicKeyAlgorithm, template.SignatureAlgorithm = 0, 0 // by the key
	csr := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE REQUEST", Bytes: must(pki.EncodeCSR(template, key))})
	return requestFor(name, csr, isCA, hours, usages...)
}

func requestFor(name string, csr []byte, isCA bool, hours int, usages ...cmapi.KeyUsage) *cmapi.CertificateRequest {
	return &cmapi.CertificateRequest{
		ObjectMeta: metav1.ObjectMeta{Namespace: "default", Name: name},
		Spec: cmapi.CertificateRequestSpec{
			Request: csr, IsCA: isCA, Usages: usages,
			Duration: &metav1.Duration{Duration: time.Duration(hours) * time.Hour},
		},
	}
}

// obtain signs and gets; the texts are tls.crt and ca.crt of the secret.
func obtain(issuer plugin.GenericProvisioner, asked *cmapi.CertificateRequest, template string) (tls, ca []byte, err error) {
	if err := issuer.Sign(ctx, asked, template, logr.Discard()); err != nil {
		return nil, nil, err
	}
	return issuer.Get(ctx, asked, asked.Annotations[arnNote], logr.Discard())
}

func certificates(text []byte) (all []*x509.Certificate) {
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		all = append(all, must(x509.ParseCertificate(block.Bytes)))
	}
	return all
}

// verified answers the certificate of a secret, after Go's own check of its chain and times.
func verified(asked *cmapi.CertificateRequest, tls, ca []byte) *x509.Certificate {
	chain, roots, between := certificates(tls), x509.NewCertPool(), x509.NewCertPool()
	require(roots.AppendCertsFromPEM(ca) && len(certificates(ca)) == 1, "ca.crt is %s, expected one certificate", ca)
	for _, issuer := range chain[1:] {
		between.AddCert(issuer)
	}
	must(chain[0].Verify(x509.VerifyOptions{
		Roots: roots, Intermediates: between, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}))
	now := time.Now()
	require(within(chain[0].NotBefore, now.Add(-backdate)), "%s begins at %s", asked.Name, chain[0].NotBefore)
	require(within(chain[0].NotAfter, now.Add(asked.Spec.Duration.Duration)), "%s ends at %s", asked.Name, chain[0].NotAfter)
	return chain[0]
}

// matrix is what the plugin's own tests ask of a CA.
func matrix(ca pcatypes.KeyAlgorithm, issuer plugin.GenericProvisioner) {
	keys := map[string]crypto.Signer{
		"rsa": must(rsa.GenerateKey(rand.Reader, 2048)), "ec": must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))}
	for _, each := range []struct {
		name, key string
		isCA      bool
		hours     int
		usages    []cmapi.KeyUsage
	}{
		{"client", "rsa", false, 720, []cmapi.KeyUsage{cmapi.UsageClientAuth}},
		{"server", "ec", false, 720, []cmapi.KeyUsage{cmapi.UsageServerAuth}},
		{"both", "rsa", false, 720, []cmapi.KeyUsage{cmapi.UsageClientAuth, cmapi.UsageServerAuth}},
		{"code", "ec", false, 720, []cmapi.KeyUsage{cmapi.UsageCodeSigning}},
		{"ocsp", "rsa", false, 720, []cmapi.KeyUsage{cmapi.UsageOCSPSigning}},
		{"other", "ec", false, 720, []cmapi.KeyUsage{cmapi.UsageDigitalSignature, cmapi.UsageKeyEncipherment, cmapi.UsageServerAuth}},
		{"short", "rsa", false, 20, []cmapi.KeyUsage{cmapi.UsageClientAuth, cmapi.UsageServerAuth}},
		{"ca", "ec", true, 720, nil},
	} {
		asked := request(each.name, keys[each.key], each.isCA, each.hours, each.usages...)
		tls, root, err := obtain(issuer, asked, "")
		require(err == nil, "%s: %v", each.name, err)
		got := verified(asked, tls, root)
		fmt.Println(ca, each.name, got.PublicKeyAlgorithm, got.IsCA, got.ExtKeyUsage, int(got.KeyUsage))
	}
}

// pathLengths asks for CAs by the name of a template, from a root and from a CA below it.
func pathLengths(ca *acmpca.Client, above plugin.GenericProvisioner) {
	key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	for length := range 4 {
		asked := request(fmt.Sprintf("root-%d", length), key, true, 700)
		tls, root, err := obtain(above, asked, fmt.Sprintf("SubordinateCACertificate_PathLen%d/V1", length))
		require(err == nil, "PathLen%d: %v", length, err)
		fmt.Println("root", length, verified(asked, tls, root).MaxPathLen)
	}
	arn, waiting := authority(ca, pcatypes.CertificateAuthorityTypeSubordinate, pcatypes.KeyAlgorithmRsa2048, pcatypes.SigningAlgorithmSha256withrsa)
	asked := requestFor("below", waiting, true, 720)
	tls, root, err := obtain(above, asked, "SubordinateCACertificate_PathLen1/V1")
	require(err == nil, "the CA below: %v", err)
	must(ca.ImportCertificateAuthorityCertificate(ctx, &acmpca.ImportCertificateAuthorityCertificateInput{
		CertificateAuthorityArn: arn, Certificate: tls, CertificateChain: root,
	}))
	below := provisioner(arn)
	for length := range 4 {
		asked := request(fmt.Sprintf("below-%d", length), key, true, 700)
		tls, root, err := obtain(below, asked, fmt.Sprintf("SubordinateCACertificate_PathLen%d/V1", length))
		if err != nil {
			fmt.Println("below", length, code(err))
		} else {
			fmt.Println("below", length, verified(asked, tls, root).MaxPathLen)
		}
	}
	_, _, err = obtain(above, request("nonsense", key, false, 700), "InvalidTemplateName/V1")
	fmt.Println("nonsense", code(err))
}

func code(err error) string {
	for _, name := range []string{"ValidationException", "InvalidArgsException"} {
		if err != nil && strings.Contains(err.Error(), name) {
			return name
		}
	}
	return fmt.Sprint(err)
}

func main() {
	ca := acmpca.NewFromConfig(must(config.LoadDefaultConfig(ctx, config.WithRegion(region))))
	first := provisioner(root(ca, pcatypes.KeyAlgorithmRsa2048, pcatypes.SigningAlgorithmSha256withrsa))
	matrix(pcatypes.KeyAlgorithmRsa2048, first)
	matrix(pcatypes.KeyAlgorithmEcPrime256v1,
		provisioner(root(ca, pcatypes.KeyAlgorithmEcPrime256v1, pcatypes.SigningAlgorithmSha256withecdsa)))
	pathLengths(ca, first)
}
