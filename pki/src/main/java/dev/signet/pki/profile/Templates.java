// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import static dev.signet.pki.cert.ExtendedKeyUsage.CLIENT_AUTH;
import static dev.signet.pki.cert.ExtendedKeyUsage.CODE_SIGNING;
import static dev.signet.pki.cert.ExtendedKeyUsage.OCSP_SIGNING;
import static dev.signet.pki.cert.ExtendedKeyUsage.SERVER_AUTH;
import static dev.signet.pki.profile.Passthrough.API;
import static dev.signet.pki.profile.Passthrough.API_AND_CSR;
import static dev.signet.pki.profile.Passthrough.CSR;
import static dev.signet.pki.profile.Passthrough.NONE;

import dev.signet.pki.profile.Blueprint.Kind;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The templates of AWS Private CA as a table: eleven families spell 61 names. */
final class Templates {
  private static final List<OptionalInt> NO_LENGTH = List.of(OptionalInt.empty());
  private static final List<OptionalInt> LENGTHS =
      IntStream.rangeClosed(0, 3).mapToObj(OptionalInt::of).toList();
  private static final List<OptionalInt> ANY_LENGTH =
      Stream.concat(NO_LENGTH.stream(), LENGTHS.stream()).toList();

  private static final List<Passthrough> ALL = List.of(NONE, CSR, API, API_AND_CSR);
  private static final List<Passthrough> ONLY_PASSING = List.of(CSR, API, API_AND_CSR);

  /** A row: the family's name, its path lengths, its passthroughs, what it writes. */
  private record Family(
      String name,
      List<OptionalInt> pathLengths,
      List<Passthrough> passthroughs,
      Blueprint blueprint) {

    Stream<Profile> profiles() {
      return pathLengths.stream()
          .flatMap(length ->
              passthroughs.stream().map(p -> new Profile(spell(length, p), p, length, blueprint)));
    }

    private String spell(OptionalInt length, Passthrough passthrough) {
      String pathLength = length.isPresent() ? "_PathLen" + length.getAsInt() : "";
      return name + pathLength + passthrough.suffix();
    }
  }

  private static final List<Family> FAMILIES =
      List.of(
          new Family(
              "EndEntityCertificate", NO_LENGTH, ALL, Blueprint.tls(SERVER_AUTH, CLIENT_AUTH)),
          new Family("EndEntityClientAuthCertificate", NO_LENGTH, ALL, Blueprint.tls(CLIENT_AUTH)),
          new Family("EndEntityServerAuthCertificate", NO_LENGTH, ALL, Blueprint.tls(SERVER_AUTH)),
          new Family("CodeSigningCertificate", NO_LENGTH, ALL, Blueprint.signer(CODE_SIGNING)),
          new Family("OCSPSigningCertificate", NO_LENGTH, ALL, Blueprint.signer(OCSP_SIGNING)),
          new Family(
              "BlankEndEntityCertificate",
              NO_LENGTH,
              ONLY_PASSING,
              Blueprint.blank(Kind.END_ENTITY, false)),
          new Family(
              "BlankEndEntityCertificate_CriticalBasicConstraints",
              NO_LENGTH,
              ONLY_PASSING,
              Blueprint.blank(Kind.END_ENTITY, true)),
          new Family("RootCACertificate", NO_LENGTH, List.of(NONE, API), Blueprint.ca(Kind.ROOT)),
          new Family(
              "BlankRootCACertificate", ANY_LENGTH, List.of(API), Blueprint.blank(Kind.ROOT, true)),
          new Family("SubordinateCACertificate", LENGTHS, ALL, Blueprint.ca(Kind.SUBORDINATE)),
          new Family(
              "BlankSubordinateCACertificate",
              LENGTHS,
              ONLY_PASSING,
              Blueprint.blank(Kind.SUBORDINATE, true)));

  static final Map<String, Profile> BY_NAME =
      FAMILIES.stream()
          .flatMap(Family::profiles)
          .collect(Collectors.toUnmodifiableMap(Profile::name, Function.identity()));

  private Templates() {}
}
