// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.ExtensionRules;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.csr.ProvenRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a certificate says beside what its template and its issuer fix: of each field the API call's
 * before the request's, each where the template takes it. A subject and an alternative name count
 * as a whole, and a request's count always.
 *
 * @param subject whom it is for
 * @param extensions beside the subject's alternative name, the call's before the request's
 */
record Fields(Subject subject, List<Extension> extensions) {

  /** Of a subject that the caller vouches for. */
  static Fields of(Subject subject) {
    return new Fields(subject, List.of());
  }

  /**
   * Of a request and a call. Refuses extensions that not everybody reads, with {@link
   * Reason#MALFORMED_EXTENSION} the call's and with {@link Reason#MALFORMED_CSR} the request's.
   */
  static Fields of(Profile profile, Issuer issuer, ProvenRequest request, ApiFields api) {
    ApiFields call = profile.passthrough().takesApi() ? api : ApiFields.NONE;
    Extensions asked = request.extensions();
    Set<String> closed = closed(profile, issuer);
    List<Extension> ofCall = open(call.extensions(), closed);
    call.extensions().all().forEach(e -> closed.add(e.oid()));
    List<Extension> ofRequest = profile.passthrough().takesCsr() ? open(asked, closed) : List.of();
    requireSound(ofCall, profile, Reason.MALFORMED_EXTENSION);
    requireSound(ofRequest, profile, Reason.MALFORMED_CSR);
    Optional<Extension> names = call.extensions().get(ExtensionOid.SUBJECT_ALTERNATIVE_NAME);
    requireSound(names.stream().toList(), profile, Reason.MALFORMED_EXTENSION);
    requireOwnKey(ofCall, profile, request);
    return new Fields(
        new Subject(
            call.subject().orElse(request.subject()),
            names.or(() -> asked.get(ExtensionOid.SUBJECT_ALTERNATIVE_NAME)),
            request.publicKey()),
        Stream.concat(ofCall.stream(), ofRequest.stream()).toList());
  }

  /**
   * The extensions that nobody brings, because template or issuer say whether and what they are.
   */
  private static Set<String> closed(Profile profile, Issuer issuer) {
    Blueprint blueprint = profile.blueprint();
    Set<String> closed =
        new HashSet<>(
            Set.of(
                ExtensionOid.SUBJECT_ALTERNATIVE_NAME, // stands in the subject
                ExtensionOid.BASIC_CONSTRAINTS,
                ExtensionOid.SUBJECT_KEY_IDENTIFIER));
    boolean plainRoot = profile.isRoot() && !blueprint.isBlank();
    if (!blueprint.isBlank()) {
      closed.add(ExtensionOid.KEY_USAGE);
      closed.add(ExtensionOid.EXTENDED_KEY_USAGE);
    }
    closed.add(
        plainRoot ? ExtensionOid.CRL_DISTRIBUTION_POINTS : ExtensionOid.AUTHORITY_KEY_IDENTIFIER);
    if (issuer instanceof Issuer.Installed installed) {
      installed.pointers().all().forEach(e -> closed.add(e.oid()));
    }
    return closed;
  }

  private static List<Extension> open(Extensions extensions, Set<String> closed) {
    return extensions.all().stream().filter(e -> !closed.contains(e.oid())).toList();
  }

  /** A root that names another authority than itself is one that nobody builds a path to. */
  private static void requireOwnKey(
      List<Extension> extensions, Profile profile, ProvenRequest request) {
    Extension own = Extension.authorityKeyIdentifier(request.publicKey().keyId());
    extensions.stream()
        .filter(e -> profile.isRoot() && e.oid().equals(ExtensionOid.AUTHORITY_KEY_IDENTIFIER))
        .filter(e -> !e.value().equals(own.value()))
        .forEach(e -> {
          throw new PkiException(
              Reason.MALFORMED_EXTENSION,
              "authorityKeyIdentifier of a root "
                  + e.value().hex()
                  + ", expected that of its own key, "
                  + own.value().hex());
        });
  }

  private static void requireSound(List<Extension> extensions, Profile profile, Reason reason) {
    extensions.stream()
        .flatMap(e -> ExtensionRules.fault(e, profile.isCa()).stream())
        .findFirst()
        .ifPresent(fault -> {
          throw new PkiException(reason, fault);
        });
  }
}
