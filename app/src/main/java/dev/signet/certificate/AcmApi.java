// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Arn;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.pki.codec.Pem;
import dev.signet.pki.key.KeySpec;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Empty;
import dev.signet.wire.codec.PageToken;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.AddTagsToCertificateRequest;
import dev.signet.wire.generated.acm.CertificateOptions;
import dev.signet.wire.generated.acm.CertificateTransparencyLoggingPreference;
import dev.signet.wire.generated.acm.DescribeCertificateRequest;
import dev.signet.wire.generated.acm.DescribeCertificateResponse;
import dev.signet.wire.generated.acm.GetCertificateRequest;
import dev.signet.wire.generated.acm.GetCertificateResponse;
import dev.signet.wire.generated.acm.KeyAlgorithm;
import dev.signet.wire.generated.acm.ListTagsForCertificateRequest;
import dev.signet.wire.generated.acm.ListTagsForCertificateResponse;
import dev.signet.wire.generated.acm.RemoveTagsFromCertificateRequest;
import dev.signet.wire.generated.acm.RequestCertificateRequest;
import dev.signet.wire.generated.acm.RequestCertificateResponse;
import dev.signet.wire.generated.acm.Tag;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates the acm API to the commands of this feature. */
public final class AcmApi {
  private final ManagedCertificates certificates;
  private final InstantSource clock;

  private AcmApi(ManagedCertificates certificates, InstantSource clock) {
    this.certificates = certificates;
    this.clock = clock;
  }

  /**
   * The operations that are built.
   *
   * @param pageTokenKey signs page tokens, 32 octets
   */
  public static Bindings<Caller> bindings(
      ManagedCertificates certificates, InstantSource clock, byte[] pageTokenKey) {
    AcmApi api = new AcmApi(certificates, clock);
    return Bindings.<Caller>none()
        .on(Acm.REQUEST_CERTIFICATE, api::request)
        .on(Acm.DESCRIBE_CERTIFICATE, api::describe)
        .on(Acm.GET_CERTIFICATE, api::get)
        .on(
            Acm.LIST_CERTIFICATES,
            new AcmListApi(certificates, clock, new PageToken(pageTokenKey))::list)
        .on(
            Acm.RENEW_CERTIFICATE,
            (caller, request) -> {
              certificates.renew(caller, request.certificateArn());
              return Empty.VALUE;
            })
        .on(
            Acm.DELETE_CERTIFICATE,
            (caller, request) -> {
              certificates.delete(caller, request.certificateArn());
              return Empty.VALUE;
            })
        .on(Acm.ADD_TAGS_TO_CERTIFICATE, api::addTags)
        .on(Acm.REMOVE_TAGS_FROM_CERTIFICATE, api::removeTags)
        .on(Acm.LIST_TAGS_FOR_CERTIFICATE, api::listTags);
  }

  private RequestCertificateResponse request(Caller caller, RequestCertificateRequest request) {
    CertificateNames names =
        CertificateNames.of(
            request.domainName(),
            request.subjectAlternativeNames() == null
                ? List.of()
                : request.subjectAlternativeNames());
    Tags tags = new Tags(tags(request.tags() == null ? List.of() : request.tags()));
    String authority = request.certificateAuthorityArn();
    if (authority == null) {
      throw new Refusal(
          Refusal.Kind.NOT_IMPLEMENTED,
          "CertificateAuthorityArn: expected the ARN of a private CA; public certificates are not"
              + " built yet");
    }
    requireAuthority(caller, authority);
    if (request.options() != null && request.options().export() != null) {
      throw new Refusal(
          Refusal.Kind.INVALID,
          "One or more of the options specified in the request are not supported for PRIVATE"
              + " certificate types",
          "ValidationException");
    }
    String arn =
        certificates.request(
            caller,
            new CertificateCommand(
                names,
                keySpec(caller, request.keyAlgorithm()),
                authority,
                tags,
                wantsTransparency(request.options()),
                Optional.ofNullable(request.idempotencyToken())));
    return RequestCertificateResponse.of().withCertificateArn(arn);
  }

  private static boolean wantsTransparency(@Nullable CertificateOptions options) {
    return options != null
        && options.certificateTransparencyLoggingPreference()
            == CertificateTransparencyLoggingPreference.ENABLED;
  }

  private DescribeCertificateResponse describe(Caller caller, DescribeCertificateRequest request) {
    ManagedCertificate found = certificates.find(caller, request.certificateArn());
    return DescribeCertificateResponse.of()
        .withCertificate(AcmAnswersApi.detail(found, clock.instant()));
  }

  private GetCertificateResponse get(Caller caller, GetCertificateRequest request) {
    ManagedCertificate.Outcome.Issued issued = certificates.get(caller, request.certificateArn());
    return GetCertificateResponse.of()
        .withCertificate(issued.leaf().pem())
        .withCertificateChain(
            Pem.certificates(
                issued.chain().issuers().stream().map(issuer -> issuer.der()).toList()));
  }

  private Empty addTags(Caller caller, AddTagsToCertificateRequest request) {
    Map<String, String> added = tags(request.tags());
    certificates.retag(caller, request.certificateArn(), tags -> tags.with(added));
    return Empty.VALUE;
  }

  private Empty removeTags(Caller caller, RemoveTagsFromCertificateRequest request) {
    certificates.retag(
        caller,
        request.certificateArn(),
        tags -> {
          Tags left = tags;
          for (Tag tag : request.tags()) {
            left = left.withoutMatching(tag.key(), tag.value());
          }
          return left;
        });
    return Empty.VALUE;
  }

  private ListTagsForCertificateResponse listTags(
      Caller caller, ListTagsForCertificateRequest request) {
    return ListTagsForCertificateResponse.of()
        .withTags(
            certificates.find(caller, request.certificateArn()).tags().values().entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList());
  }

  private static KeySpec keySpec(Caller caller, @Nullable KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case null -> KeySpec.RSA_2048;
      case RSA_2048 -> KeySpec.RSA_2048;
      case EC_PRIME256V1 -> KeySpec.EC_P256;
      case EC_SECP384R1 -> KeySpec.EC_P384;
      case RSA_1024, RSA_3072, RSA_4096, EC_SECP521R1 ->
          throw new Refusal(
              Refusal.Kind.INVALID,
              "Encryption Algorithm "
                  + algorithm.value()
                  + " is not supported in "
                  + caller.region()
                  + " region",
              "ValidationException");
    };
  }

  private static void requireAuthority(Caller caller, String text) {
    boolean fits =
        Arn.parse(text)
            .filter(arn -> arn.service().equals("acm-pca"))
            .filter(arn -> arn.region().equals(caller.region().name()))
            .filter(arn -> arn.resource().startsWith("certificate-authority/"))
            .isPresent();
    if (!fits) {
      throw new Refusal(
          Refusal.Kind.INVALID,
          "The ARN '" + text + "' is not valid for this operation.",
          "InvalidArnException");
    }
  }

  private static Map<String, String> tags(List<Tag> given) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tag tag : given) {
      String value = tag.value() == null ? "" : tag.value();
      if (!Tags.isLegalKey(tag.key()) || !Tags.isLegalValue(value)) {
        throw new Refusal(
            Refusal.Kind.INVALID,
            "tag '" + tag.key() + "': expected legal characters and no key under aws:",
            "InvalidTagException");
      }
      if (tags.put(tag.key(), value) != null) {
        throw new Refusal(
            Refusal.Kind.INVALID,
            "tag '" + tag.key() + "' is given twice: expected each key once",
            "InvalidParameterException");
      }
    }
    if (tags.size() > Tags.LIMIT) {
      throw new Refusal(
          Refusal.Kind.EXCEEDED,
          tags.size() + " tags: expected at most " + Tags.LIMIT,
          "TooManyTagsException");
    }
    return tags;
  }
}
