// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a mesh on the command line: one that the API takes, so that a typo is told here. */
final class MeshNameArgument implements ITypeConverter<String> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

  @Override
  public String convert(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new TypeConversionException(
          "'" + name + "': expected the name of a mesh, 1 to 255 letters, digits, - and _");
    }
    return name;
  }
}
