// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.certificate;

import dev.signet.authority.CertificateOrder;
import dev.signet.authority.Issuance;
import dev.signet.authority.IssuedCertificate;
import dev.signet.ground.Ground;
import dev.signet.kernel.Arn;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.key.NewKey;
import dev.signet.key.SecretAccess;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.cert.ValidityTerm;
import dev.signet.pki.codec.Pkcs8;
import dev.signet.pki.codec.PrivateKeyPem;
import dev.signet.pki.csr.UnsignedRequest;
import dev.signet.pki.key.KeyFamily;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.SubjectAlternativeName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Certificates of a private CA for a key of the secret's own, for the type ACM_PCA_ISSUED. */
final class OwnMaterial {
  private static final Logger log = LoggerFactory.getLogger(OwnMaterial.class);
  private static final String USUAL_DAYS = "365";

  private final Ground ground;
  private final Issuance issuance;

  OwnMaterial(Ground ground, Issuance issuance) {
    this.ground = ground;
    this.issuance = issuance;
  }

  /**
   * What the next version of a secret holds: another certificate for the key that it has, or for a
   * first one. With {@code ROTATE_KEY} each has a key of its own.
   *
   * @param token of the rotation
   */
  Material next(CertificateInput text, String token) {
    String authority = text.need("CA_ARN");
    String template = text.need("TEMPLATE_ARN");
    NewKey key = key(text);
    String hash = text.need("SIGNING_HASH").toUpperCase(Locale.ROOT);
    SignatureScheme signing = scheme(hash, text.need("SIGNING_ALGORITHM").toUpperCase(Locale.ROOT));
    byte[] request = ground.vault().sign(key, request(text, key, hash)).der();
    Caller caller =
        Caller.in(
            Arn.parse(authority)
                .orElseThrow(() -> Refusal.invalid("CA_ARN: expected an ARN"))
                .home(),
            CertificateRotation.PRINCIPAL);
    IssuedCertificate issued =
        issuance.issue(
            caller,
            authority,
            request,
            new CertificateOrder(
                template,
                signing,
                new ValidityTerm(ValidityTerm.Type.DAYS, days(text)),
                Optional.of(token)));
    byte[] open = key.privateKey(SecretAccess.KEEP_IN_SECRET).getEncoded();
    try {
      return new Material(
          issued.arn(), issued.issuers().under(issued.certificate()), Pkcs8.pem(open));
    } finally {
      Arrays.fill(open, (byte) 0);
    }
  }

  private NewKey key(CertificateInput text) {
    boolean stays =
        text.find("CERTIFICATE_ARN").isPresent()
            && !text.find("ROTATE_KEY").filter(each -> each.equalsIgnoreCase("true")).isPresent();
    if (!stays) {
      return ground.vault().generate(spec(text));
    }
    Certificate leaf =
        Certificate.parse(text.need("CERTIFICATE_PEM").getBytes(StandardCharsets.UTF_8));
    byte[] octets =
        PrivateKeyPem.toPkcs8(text.need("PRIVATE_KEY_PEM").getBytes(StandardCharsets.UTF_8));
    return ground
        .vault()
        .adopt(octets, leaf.publicKey())
        .orElseThrow(() -> Refusal.invalid("PRIVATE_KEY_PEM: expected the key of CERTIFICATE_PEM"));
  }

  private static KeySpec spec(CertificateInput text) {
    String algorithm = text.need("KEY_ALGORITHM");
    String name =
        switch (algorithm) {
          case "TYPE_RSA" -> "RSA_" + text.need("KEY_SIZE");
          case "TYPE_EC" ->
              switch (text.need("EC_CURVE")) {
                case "SECP256R1" -> "EC_prime256v1";
                case "SECP384R1" -> "EC_secp384r1";
                case "SECP521R1" -> "EC_secp521r1";
                default ->
                    throw Refusal.invalid("EC_CURVE: expected SECP256R1, SECP384R1 or SECP521R1");
              };
          case "TYPE_DSA", "TYPE_ED25519", "TYPE_ED448" ->
              throw Refusal.notImplemented(
                  "KEY_ALGORITHM "
                      + algorithm
                      + ": expected TYPE_RSA or TYPE_EC; it is not built"
                      + " yet");
          default -> throw Refusal.invalid("KEY_ALGORITHM: expected TYPE_RSA or TYPE_EC");
        };
    return KeySpec.named(name)
        .filter(KeySpec::isForNewKeys)
        .orElseThrow(() -> Refusal.invalid("KEY_SIZE: expected 2048, 3072 or 4096"));
  }

  private static UnsignedRequest request(CertificateInput text, NewKey key, String hash) {
    Optional<List<String>> names =
        text.find("SUBJECT_ALTERNATIVE_NAMES")
            .map(all -> Stream.of(all.split(",", -1)).map(String::strip).toList());
    if (names.isEmpty()) {
      log.warn(
          "a certificate secret has no SUBJECT_ALTERNATIVE_NAMES: today's TLS clients refuse a"
              + " certificate that has its name in the subject only");
    }
    return new UnsignedRequest(
        DistinguishedName.of(AttributeType.COMMON_NAME, text.need("COMMON_NAME")),
        key.publicKey(),
        names
            .map(all ->
                new Extensions(
                    List.of(Extension.alternativeName(false, SubjectAlternativeName.ofDns(all)))))
            .orElse(Extensions.none()),
        scheme(hash, key.spec().family() == KeyFamily.EC ? "ECDSA" : "RSA"));
  }

  private static SignatureScheme scheme(String hash, String algorithm) {
    return SignatureScheme.named(hash + "WITH" + algorithm)
        .orElseThrow(() ->
            Refusal.invalid(
                "SIGNING_HASH and SIGNING_ALGORITHM: expected sha256, sha384 or sha512 and RSA or"
                    + " ECDSA"));
  }

  private static int days(CertificateInput text) {
    String days = text.find("VALIDITY").orElse(USUAL_DAYS);
    if (!days.matches("[1-9][0-9]{0,4}")) {
      throw Refusal.invalid("VALIDITY: expected a number of days");
    }
    return Integer.parseInt(days);
  }
}
