// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.codec.Pem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the files of a certificate hold. */
final class FilePlan {
  private FilePlan() {}

  /** The files in the order in which they are replaced: chain, certificate, key, PKCS #12. */
  static List<FileContent> of(Targets targets, KeyedChain material) {
    List<FileContent> files = new ArrayList<>();
    String issuers =
        Pem.certificates(material.chain().issuers().stream().map(Certificate::der).toList());
    String leaf = material.chain().first().pem();
    targets.chain().ifPresent(path -> files.add(open(targets, path, issuers)));
    files.add(
        open(
            targets,
            targets.certificate(),
            targets.chain().isPresent() ? leaf : material.chain().pem()));
    files.add(FileContent.of(targets.key(), material.keyPem().strip() + "\n", targets.secret()));
    targets
        .keystore()
        .ifPresent(store -> files.add(KeystoreFile.of(store, material, targets.secret())));
    return files;
  }

  private static FileContent open(Targets targets, Path path, String pem) {
    return FileContent.of(path, pem.strip() + "\n", targets.open());
  }
}
