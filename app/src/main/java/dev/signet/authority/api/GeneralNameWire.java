// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.api;

import dev.signet.kernel.Refusal;
import dev.signet.pki.name.GeneralName;
import dev.signet.wire.generated.acmpca.EdiPartyName;
import dev.signet.wire.generated.acmpca.OtherName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the API's general names: exactly one member of each is given. */
final class GeneralNameWire {
  private GeneralNameWire() {}

  static GeneralName name(dev.signet.wire.generated.acmpca.GeneralName name) {
    List<GeneralName> given =
        Stream.<@Nullable GeneralName>of(
                made(name.otherName(), GeneralNameWire::other),
                made(name.rfc822Name(), GeneralName.Email::new),
                made(name.dnsName(), GeneralName.Dns::new),
                made(name.directoryName(), n -> new GeneralName.Directory(SubjectWire.name(n))),
                made(name.ediPartyName(), GeneralNameWire::party),
                made(name.uniformResourceIdentifier(), GeneralName.Uri::new),
                made(name.ipAddress(), GeneralNameWire::address),
                made(name.registeredId(), GeneralName.RegisteredId::new))
            .filter(Objects::nonNull)
            .toList();
    if (given.size() != 1) {
      throw Refusal.invalid("general name with " + given.size() + " members: expected exactly one");
    }
    return given.getFirst();
  }

  private static <T> @Nullable GeneralName made(
      @Nullable T member, Function<T, GeneralName> making) {
    return member == null ? null : making.apply(member);
  }

  private static GeneralName other(OtherName name) {
    return GeneralName.otherName(name.typeId(), name.value());
  }

  private static GeneralName party(EdiPartyName name) {
    return GeneralName.ediPartyName(Optional.ofNullable(name.nameAssigner()), name.partyName());
  }

  private static GeneralName address(String text) {
    return GeneralName.Ip.parse(text)
        .orElseThrow(
            () -> Refusal.invalid("IpAddress '" + text + "': expected an address of IPv4 or IPv6"));
  }
}
