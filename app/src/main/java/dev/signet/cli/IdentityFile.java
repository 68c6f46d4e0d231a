// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.agent.Access;
import dev.signet.agent.FileContent;
import dev.signet.agent.Replacement;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.codec.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * The identity of a proxy as Envoy reads it: key and chain in one file, {@code identity/sds.yaml}
 * (JSON, which is YAML), mode 0600. A rename replaces both at once, so that neither Envoy nor
 * whoever comes after a crash ever sees a key beside another one's chain.
 */
final class IdentityFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TLS =
      "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.";

  /** How folders of older versions kept the two: each in a file. */
  private static final List<String> FORMER = List.of("key.pem", "chain.pem");

  private final Path folder;

  /** The identity in the folder {@code identity} of a proxy. */
  IdentityFile(Path folder) {
    this.folder = folder;
  }

  /** Whether there is one. */
  boolean exists() {
    return Files.exists(file()) || Files.exists(folder.resolve(FORMER.getFirst()));
  }

  /** Puts a new identity in the place of the old; a running Envoy takes it over. */
  void replace(Joining.Joined joined) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode secret = root.putArray("resources").addObject();
    secret.put("@type", TLS + "Secret").put("name", "identity");
    ObjectNode pair = secret.putObject("tls_certificate");
    pair.putObject("certificate_chain").put("inline_string", joined.chainPem() + "\n");
    pair.putObject("private_key").put("inline_string", joined.keyPem());
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    Replacement.onThisHost().files(List.of(FileContent.of(file(), text, Access.PRIVATE)));
    for (String name : FORMER) {
      Files.deleteIfExists(folder.resolve(name));
    }
  }

  /** The present identity. */
  Https.Shown read() throws IOException {
    Path key = folder.resolve(FORMER.getFirst());
    Path chain = folder.resolve(FORMER.getLast());
    return Files.exists(key) && Files.exists(chain)
        ? new Https.Shown(privateKey(Files.readString(key)), certificates(Files.readString(chain)))
        : ofSecret();
  }

  private Https.Shown ofSecret() throws IOException {
    JsonNode pair =
        JSON.readTree(file().toFile()).path("resources").path(0).path("tls_certificate");
    return new Https.Shown(
        privateKey(pair.path("private_key").path("inline_string").asText()),
        certificates(pair.path("certificate_chain").path("inline_string").asText()));
  }

  private List<X509Certificate> certificates(String pem) {
    try {
      return Pem.readCertificates(pem.getBytes(StandardCharsets.US_ASCII)).stream()
          .map(der -> Certificate.fromDer(der).toX509())
          .toList();
    } catch (PkiException e) {
      throw unreadable();
    }
  }

  private PrivateKey privateKey(String pem) {
    String body = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unreadable();
    }
  }

  private CommandRefused unreadable() {
    return new CommandRefused(
        file() + " is not readable: expected the key and chain that bootstrap wrote");
  }

  private Path file() {
    return folder.resolve("sds.yaml");
  }
}
