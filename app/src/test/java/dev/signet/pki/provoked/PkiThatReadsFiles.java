// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.provoked;

import java.nio.file.Files;

/** The pure library touches the disk. */
final class PkiThatReadsFiles {
  final Class<?> files = Files.class;
}
