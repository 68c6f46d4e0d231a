// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.kernel.Refusal;
import dev.signet.mesh.ResourceName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a mesh on the command line: one that the API takes, so that a typo is told here. */
final class MeshNameArgument implements ITypeConverter<String> {
  @Override
  public String convert(String name) {
    try {
      return ResourceName.mesh(name).name();
    } catch (Refusal refusal) {
      throw new TypeConversionException(
          "'" + name + "': expected the name of a mesh, 1 to 255 letters, digits, - and _");
    }
  }
}
