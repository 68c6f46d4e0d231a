// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.kernel.Refusal;
import dev.signet.pki.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a certificate and its key stand in a secret. Members that a format has not stay there. */
public enum BundleFormat {
  /** As the entry script of the App Mesh walkthrough reads it; its key is encrypted. */
  APPMESH_GATEWAY("appmesh-gateway", "GatewayCertificate") {
    @Override
    void put(ObjectNode members, BundleContent content) {
      members.put("GatewayCertificate", content.leaf());
      members.put("GatewayCertificateChain", content.issuers());
      members.put("GatewayPrivateKey", content.key());
      content.passphrase().ifPresent(passphrase -> members.put("Passphrase", passphrase));
    }
  },
  /** As a rotation of a certificate leaves it. */
  CERTIFICATE_SECRET("certificate-secret", "CERTIFICATE_PEM") {
    @Override
    void put(ObjectNode members, BundleContent content) {
      members.put("CERTIFICATE_ARN", content.arn());
      members.put("CERTIFICATE_PEM", content.leaf());
      members.put("CERTIFICATE_CHAIN_PEM", content.issuers());
      members.put("PRIVATE_KEY_PEM", content.key());
    }
  },
  /** As AWS's poller of Kafka reads it: its key is not encrypted. */
  KAFKA("kafka", "certificate") {
    @Override
    void put(ObjectNode members, BundleContent content) {
      members.put("certificate", content.leaf() + content.issuers());
      members.put("privateKey", content.key());
    }
  },
  /** The chain and then the key, as servers read them from one file. */
  PEM("pem", "") {
    @Override
    void put(ObjectNode members, BundleContent content) {
      throw new IllegalStateException("a text has no members");
    }
  };

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String word;
  private final String leafMember; // none where the whole value begins with the leaf

  BundleFormat(String word, String leafMember) {
    this.word = word;
    this.leafMember = leafMember;
  }

  /**
   * Reads one.
   *
   * @throws Refusal of kind INVALID naming it and all that there are
   */
  static BundleFormat of(String text) {
    return Stream.of(values())
        .filter(format -> format.word.equals(text))
        .findFirst()
        .orElseThrow(() ->
            Refusal.invalid(
                "bundle '"
                    + text
                    + "': expected one of "
                    + Stream.of(values())
                        .map(each -> each.word)
                        .collect(Collectors.joining(", "))));
  }

  abstract void put(ObjectNode members, BundleContent content);

  /** Whether a value holds that certificate. */
  boolean holds(Optional<String> value, Certificate leaf) {
    String text =
        leafMember.isEmpty()
            ? value.orElse("")
            : value.map(BundleFormat::members).map(all -> all.path(leafMember).asText()).orElse("");
    return text.startsWith(leaf.pem());
  }

  /** The new value in place of the present one. */
  String value(Optional<String> present, BundleContent content) {
    if (leafMember.isEmpty()) {
      return String.join("", List.of(content.leaf(), content.issuers(), content.key()));
    }
    ObjectNode members = present.map(BundleFormat::members).orElseGet(JSON::createObjectNode);
    put(members, content);
    return members.toString();
  }

  /** The members of a JSON object; none of any other text. */
  private static ObjectNode members(String text) {
    try {
      JsonNode read = JSON.readTree(text);
      return read instanceof ObjectNode object ? object : JSON.createObjectNode();
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }
}
