// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.wire.generated.acmpca.ASN1Subject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose certificate it is to be. */
final class SubjectOptions {
  @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its common name.")
  private String name = "";

  @Option(names = "--org", paramLabel = "O", description = "Organization.")
  private @Nullable String organization;

  @Option(names = "--unit", paramLabel = "OU", description = "Organizational unit.")
  private @Nullable String unit;

  @Option(names = "--country", paramLabel = "C", description = "Country, two letters.")
  private @Nullable String country;

  @Option(names = "--state", paramLabel = "ST", description = "State or province.")
  private @Nullable String state;

  @Option(names = "--locality", paramLabel = "L", description = "City or place.")
  private @Nullable String locality;

  /** As the API takes it. */
  ASN1Subject subject() {
    return ASN1Subject.of()
        .withCommonName(name)
        .withOrganization(organization)
        .withOrganizationalUnit(unit)
        .withCountry(country)
        .withState(state)
        .withLocality(locality);
  }
}
