// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Asks the status port what everybody may ask, with another library's OCSP. */
public record StatusClient(String url) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** A certificate from PEM. */
  public static X509Certificate x509(String pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A request about a certificate, by the SHA-1 of its issuer. */
  public static byte[] question(X509Certificate ca, BigInteger serial) {
    return question(ca, serial, new byte[0]);
  }

  /** The same with a nonce, unless that is empty. */
  public static byte[] question(X509Certificate ca, BigInteger serial, byte[] nonce) {
    try {
      OCSPReqBuilder builder = new OCSPReqBuilder();
      builder.addRequest(id(ca, serial));
      if (nonce.length > 0) {
        builder.setRequestExtensions(
            new Extensions(
                new Extension(
                    OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                    false,
                    new DEROctetString(nonce).getEncoded())));
      }
      return builder.build().getEncoded();
    } catch (OCSPException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static CertificateID id(X509Certificate ca, BigInteger serial) {
    try {
      return new CertificateID(
          new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
          new JcaX509CertificateHolder(ca),
          serial);
    } catch (OCSPException | OperatorCreationException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The answer of OCSP by GET, which must be one. */
  public BasicOCSPResp ocsp(X509Certificate ca, BigInteger serial) {
    String asked = Base64.getEncoder().encodeToString(question(ca, serial));
    return basic(get("/ocsp/" + asked).body());
  }

  /** A signed answer of OCSP. */
  public static BasicOCSPResp basic(byte[] der) {
    try {
      OCSPResp answer = new OCSPResp(der);
      if (answer.getStatus() != OCSPResp.SUCCESSFUL) {
        throw new AssertionError("OCSP answered the error " + answer.getStatus());
      }
      return (BasicOCSPResp) answer.getResponseObject();
    } catch (OCSPException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The CRL of an authority, if it is published. */
  public Optional<X509CRL> crl(String authorityArn) {
    return crlAt("/crl/" + authorityArn.substring(authorityArn.lastIndexOf('/') + 1) + ".crl");
  }

  /** The CRL at a path, if it is published. */
  public Optional<X509CRL> crlAt(String path) {
    HttpResponse<byte[]> answer = get(path);
    if (answer.statusCode() != 200) {
      return Optional.empty();
    }
    return Optional.of(crlOf(new ByteArrayInputStream(answer.body())));
  }

  /** A CRL from DER. */
  public static X509CRL crlOf(InputStream der) {
    try {
      return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(der);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A GET, with pairs of header names and values. */
  public HttpResponse<byte[]> get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  /** Any request. */
  public HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(method, BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
