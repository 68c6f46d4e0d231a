// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0

// The life of a private CA and of a managed certificate, by AWS's SDK for Go as it comes.
package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"log"
	"net/http"
	"sort"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/acm"
	managedtypes "github.com/aws/aws-sdk-go-v2/service/acm/types"
	"github.com/aws/aws-sdk-go-v2/service/acmpca"
	"github.com/aws/aws-sdk-go-v2/service/acmpca/types"
	"github.com/aws/smithy-go"
)

const templates = "arn:aws:acm-pca:::template/"

var ctx = context.Background()

// observer notes what a client says and is answered, and changes nothing.
type observer struct {
	seen map[string]bool
}

func (o *observer) RoundTrip(request *http.Request) (*http.Response, error) {
	answer, err := http.DefaultTransport.RoundTrip(request)
	if err == nil {
		o.seen[strings.Join([]string{request.Header.Get("Smithy-Protocol"), request.Header.Get("X-Amz-Target"),
			answer.Header.Get("Content-Type")}, " ")] = true
	}
	return answer, err
}

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

func certificates(texts ...string) []*x509.Certificate {
	var all []*x509.Certificate
	for rest := []byte(strings.Join(texts, "\n")); ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			return all
		}
		all = append(all, must(x509.ParseCertificate(block.Bytes)))
	}
}

func createAuthority(ca *acmpca.Client, name string) *string {
	created := must(ca.CreateCertificateAuthority(ctx, &acmpca.CreateCertificateAuthorityInput{
		CertificateAuthorityType: types.CertificateAuthorityTypeRoot,
		CertificateAuthorityConfiguration: &types.CertificateAuthorityConfiguration{
			KeyAlgorithm:     types.KeyAlgorithmEcPrime256v1,
			SigningAlgorithm: types.SigningAlgorithmSha256withecdsa,
			Subject:          &types.ASN1Subject{CommonName: aws.String(name)},
		},
		IdempotencyToken: aws.String(name),
		Tags:             []types.Tag{{Key: aws.String("a"), Value: aws.String("1")}, {Key: aws.String("b")}},
	}))
	waiter := acmpca.NewCertificateAuthorityCSRCreatedWaiter(ca)
	require(waiter.Wait(ctx, &acmpca.GetCertificateAuthorityCsrInput{
		CertificateAuthorityArn: created.CertificateAuthorityArn}, time.Minute) == nil, "no request of the CA")
	return created.CertificateAuthorityArn
}

func issue(ca *acmpca.Client, authority *string, csr []byte, template string, days int64) *acmpca.GetCertificateOutput {
	issued := must(ca.IssueCertificate(ctx, &acmpca.IssueCertificateInput{
		CertificateAuthorityArn: authority,
		Csr:                     csr,
		SigningAlgorithm:        types.SigningAlgorithmSha256withecdsa,
		TemplateArn:             aws.String(templates + template),
		Validity:                &types.Validity{Type: types.ValidityPeriodTypeDays, Value: aws.Int64(days)},
	}))
	input := &acmpca.GetCertificateInput{CertificateAuthorityArn: authority, CertificateArn: issued.CertificateArn}
	return must(acmpca.NewCertificateIssuedWaiter(ca).WaitForOutput(ctx, input, time.Minute))
}

// activate makes the CA sign its own certificate.
func activate(ca *acmpca.Client, authority *string) {
	csr := must(ca.GetCertificateAuthorityCsr(ctx, &acmpca.GetCertificateAuthorityCsrInput{CertificateAuthorityArn: authority}))
	root := issue(ca, authority, []byte(*csr.Csr), "RootCACertificate/V1", 3650)
	must(ca.ImportCertificateAuthorityCertificate(ctx, &acmpca.ImportCertificateAuthorityCertificateInput{
		CertificateAuthorityArn: authority, Certificate: []byte(*root.Certificate)}))
	described := must(ca.DescribeCertificateAuthority(ctx, &acmpca.DescribeCertificateAuthorityInput{CertificateAuthorityArn: authority})).CertificateAuthority
	require(described.Status == types.CertificateAuthorityStatusActive, "status %s", described.Status)
	require(time.Since(*described.CreatedAt).Abs() < time.Hour, "created at %s", described.CreatedAt)
	require(described.NotAfter.Equal(certificates(*root.Certificate)[0].NotAfter), "not after %s", described.NotAfter)
	fmt.Println("activated")
}

func issueLeaf(ca *acmpca.Client, authority *string) {
	key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	csr := must(x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{
		Subject: pkix.Name{CommonName: "leaf.example.com"}, DNSNames: []string{"leaf.example.com"}}, key))
	answer := issue(ca, authority,
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE REQUEST", Bytes: csr}), "EndEntityCertificate/V1", 30)
	chain := certificates(*answer.Certificate, *answer.CertificateChain)
	roots := x509.NewCertPool()
	roots.AddCert(chain[1])
	must(chain[0].Verify(x509.VerifyOptions{Roots: roots, DNSName: "leaf.example.com"}))
	require(key.PublicKey.Equal(chain[0].PublicKey), "another key was signed")
	fmt.Println("issued")
}

func request(managed *acm.Client, authority *string) {
	requested := must(managed.RequestCertificate(ctx, &acm.RequestCertificateInput{
		CertificateAuthorityArn: authority, DomainName: aws.String("managed.example.com"),
		KeyAlgorithm: managedtypes.KeyAlgorithmEcPrime256v1}))
	input := &acm.DescribeCertificateInput{CertificateArn: requested.CertificateArn}
	described := must(acm.NewCertificateValidatedWaiter(managed).WaitForOutput(ctx, input, time.Minute))
	got := must(managed.GetCertificate(ctx, &acm.GetCertificateInput{CertificateArn: requested.CertificateArn}))
	chain := certificates(*got.Certificate, *got.CertificateChain)
	require(chain[0].NotAfter.Equal(*described.Certificate.NotAfter), "not after %s", described.Certificate.NotAfter)
	fmt.Println("requested", chain[0].Subject.CommonName)
}

func page(ca *acmpca.Client, authority *string) {
	for _, name := range []string{"two", "three", "four", "five"} {
		createAuthority(ca, name)
	}
	pages, names := 0, []string{}
	all := acmpca.NewListCertificateAuthoritiesPaginator(ca, &acmpca.ListCertificateAuthoritiesInput{MaxResults: aws.Int32(2)})
	for ; all.HasMorePages(); pages++ {
		for _, each := range must(all.NextPage(ctx)).CertificateAuthorities {
			names = append(names, *each.CertificateAuthorityConfiguration.Subject.CommonName)
		}
	}
	sort.Strings(names)
	fmt.Println("authorities", pages, strings.Join(names, ","))
	tags := acmpca.NewListTagsPaginator(ca, &acmpca.ListTagsInput{CertificateAuthorityArn: authority, MaxResults: aws.Int32(1)})
	keys := []string{}
	for tags.HasMorePages() {
		for _, tag := range must(tags.NextPage(ctx)).Tags {
			keys = append(keys, *tag.Key)
		}
	}
	fmt.Println("tags", strings.Join(keys, ","))
}

// refuse meets errors that the model has, that it has not, and that the door answers.
func refuse(settings aws.Config, ca *acmpca.Client, authority *string) {
	_, err := ca.DescribeCertificateAuthority(ctx, &acmpca.DescribeCertificateAuthorityInput{
		CertificateAuthorityArn: aws.String((*authority)[:strings.Index(*authority, "/")] + "/00000000-0000-4000-8000-000000000000")})
	var missing *types.ResourceNotFoundException
	require(errors.As(err, &missing) && missing.ErrorMessage() != "", "%v", err)
	_, err = ca.IssueCertificate(ctx, &acmpca.IssueCertificateInput{
		CertificateAuthorityArn: authority, Csr: []byte("no request"),
		SigningAlgorithm: types.SigningAlgorithmSha256withecdsa,
		Validity:         &types.Validity{Type: types.ValidityPeriodTypeDays, Value: aws.Int64(1)}})
	var malformed *types.MalformedCSRException
	require(errors.As(err, &malformed) && malformed.ErrorMessage() != "", "%v", err)
	forged := settings.Copy()
	forged.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		good, err := settings.Credentials.Retrieve(ctx)
		good.SecretAccessKey = "another"
		return good, err
	})
	forger := acmpca.NewFromConfig(forged)
	for expected, client := range map[string]*acmpca.Client{"InvalidSignatureException": forger, "ResourceNotFoundException": ca} {
		_, err = client.GetPolicy(ctx, &acmpca.GetPolicyInput{ResourceArn: authority},
			func(o *acmpca.Options) { o.RetryMaxAttempts = 1 })
		var refused smithy.APIError
		require(errors.As(err, &refused) && refused.ErrorCode() == expected && refused.ErrorMessage() != "",
			"expected %s: %v", expected, err)
	}
	fmt.Println("refused as expected")
}

func main() {
	log.SetFlags(0)
	seen := &observer{map[string]bool{}}
	settings := must(config.LoadDefaultConfig(ctx))
	ca := acmpca.NewFromConfig(settings, func(o *acmpca.Options) { o.HTTPClient = &http.Client{Transport: seen} })
	authority := createAuthority(ca, "one")
	activate(ca, authority)
	issueLeaf(ca, authority)
	request(acm.NewFromConfig(settings), authority)
	page(ca, authority)
	refuse(settings, ca, authority)
	must(ca.UpdateCertificateAuthority(ctx, &acmpca.UpdateCertificateAuthorityInput{
		CertificateAuthorityArn: authority, Status: types.CertificateAuthorityStatusDisabled}))
	must(ca.DeleteCertificateAuthority(ctx, &acmpca.DeleteCertificateAuthorityInput{CertificateAuthorityArn: authority}))
	for each := range seen.seen {
		require(each == "rpc-v2-cbor  application/cbor" || each == "rpc-v2-cbor  ", "spoken: %q", each)
	}
	fmt.Println("all by rpc-v2-cbor")
}
