// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.api;

import dev.signet.kernel.Refusal;
import dev.signet.pki.cert.AccessDescription;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.name.GeneralName;
import dev.signet.pki.name.ObjectIdentifiers;
import dev.signet.wire.generated.acmpca.AccessMethod;
import dev.signet.wire.generated.acmpca.CsrExtensions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a new authority's certificate request shall ask for beside basicConstraints. */
final class CsrExtensionsWire {
  private CsrExtensionsWire() {}

  /** keyUsage and subjectInfoAccess, each where it is given. */
  static List<Extension> extensions(@Nullable CsrExtensions wanted) {
    List<Extension> all = new ArrayList<>();
    if (wanted == null) {
      return all;
    }
    if (wanted.keyUsage() != null) {
      all.add(Extension.keyUsage(KeyUsageWire.usages(wanted.keyUsage())));
    }
    var access = wanted.subjectInformationAccess();
    if (access != null && !access.isEmpty()) {
      all.add(
          Extension.subjectInformationAccess(
              access.stream()
                  .map(a ->
                      new AccessDescription(method(a.accessMethod()), location(a.accessLocation())))
                  .toList()));
    }
    return all;
  }

  /** One that everybody reads, but for the form that the API has and some cannot read. */
  private static GeneralName location(dev.signet.wire.generated.acmpca.GeneralName given) {
    GeneralName name = GeneralNameWire.name(given);
    if (given.ediPartyName() == null) {
      name.fault()
          .ifPresent(fault -> {
            throw Refusal.invalid("AccessLocation: " + fault);
          });
    }
    return name;
  }

  private static String readable(String oid) {
    if (!ObjectIdentifiers.isReadable(oid)) {
      throw Refusal.invalid(
          "CustomObjectIdentifier " + oid + ": expected " + ObjectIdentifiers.READABLE);
    }
    return oid;
  }

  private static String method(AccessMethod method) {
    if ((method.customObjectIdentifier() == null) == (method.accessMethodType() == null)) {
      throw Refusal.invalid(
          "AccessMethod: expected CustomObjectIdentifier or AccessMethodType, and not both");
    }
    return switch (method.accessMethodType()) {
      case null -> readable(String.valueOf(method.customObjectIdentifier()));
      case CA_REPOSITORY -> "1.3.6.1.5.5.7.48.5";
      case RESOURCE_PKI_MANIFEST -> "1.3.6.1.5.5.7.48.10";
      case RESOURCE_PKI_NOTIFY -> "1.3.6.1.5.5.7.48.13";
    };
  }
}
