// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.pki.key.KeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A kind of key on the command line: {@code P-256}, {@code RSA-2048}, or the API's name of it. */
final class KeyChoice implements ITypeConverter<KeySpec> {
  private static final Map<KeySpec, String> CURVES =
      Map.of(KeySpec.EC_P256, "P-256", KeySpec.EC_P384, "P-384", KeySpec.EC_P521, "P-521");

  @Override
  public KeySpec convert(String text) {
    return choices()
        .filter(spec -> names(spec).anyMatch(text::equalsIgnoreCase))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "'" + text + "': expected one of " + String.join(", ", usual())));
  }

  private static Stream<KeySpec> choices() {
    return Arrays.stream(KeySpec.values()).filter(KeySpec::isForNewKeys);
  }

  private static Stream<String> names(KeySpec spec) {
    return Stream.of(usual(spec), spec.awsName());
  }

  private static List<String> usual() {
    return choices().map(KeyChoice::usual).toList();
  }

  private static String usual(KeySpec spec) {
    return CURVES.getOrDefault(spec, spec.awsName().replace('_', '-').toUpperCase(Locale.ROOT));
  }
}
