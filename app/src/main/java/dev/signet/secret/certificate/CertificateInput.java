// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.kernel.Refusal;
import dev.signet.secret.SecretValue;
import java.util.Optional;

/**
 * The JSON of a certificate secret: what somebody asked for, and what was issued for it. Members
 * that nobody here knows stay as they are. Its text form never shows it.
 */
final class CertificateInput {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode members;

  private CertificateInput(ObjectNode members) {
    this.members = members;
  }

  /**
   * Reads one.
   *
   * @throws Refusal of kind INVALID, which tells nothing of the value
   */
  static CertificateInput parse(SecretValue value) {
    try {
      if (value instanceof SecretValue.Text text
          && JSON.readTree(text.text()) instanceof ObjectNode members) {
        return new CertificateInput(members);
      }
    } catch (JsonProcessingException e) {
      // said below, without what stands there
    }
    throw Refusal.invalid("the secret is no JSON object: expected the members of a certificate");
  }

  /** Whether the certificate manager issues; else the private CA itself. */
  boolean isManaged() {
    String type =
        find("CERTIFICATE_TYPE")
            .orElseThrow(() ->
                Refusal.invalid(
                    "Certificate Type (CERTIFICATE_TYPE) must be set to generate the proper"
                        + " certificate"));
    return switch (type) {
      case "ACM_ISSUED" -> true;
      case "ACM_PCA_ISSUED" -> false;
      default -> throw Refusal.invalid("CERTIFICATE_TYPE: expected ACM_ISSUED or ACM_PCA_ISSUED");
    };
  }

  /** A member that has to be there, as text. */
  String need(String key) {
    return find(key).orElseThrow(() -> Refusal.invalid(key + " key is missing from secret JSON"));
  }

  /** A member, as text. */
  Optional<String> find(String key) {
    JsonNode member = members.path(key);
    return member.isValueNode() && !member.isNull() && !member.asText().isEmpty()
        ? Optional.of(member.asText())
        : Optional.empty();
  }

  /** The same with what was issued. */
  CertificateInput with(Material material) {
    ObjectNode next = members.deepCopy();
    next.put("CERTIFICATE_ARN", material.arn());
    next.put("CERTIFICATE_PEM", material.chain().first().pem() + "\n");
    StringBuilder issuers = new StringBuilder();
    material.chain().issuers().forEach(each -> issuers.append(each.pem()).append('\n'));
    next.put("CERTIFICATE_CHAIN_PEM", issuers.toString());
    next.put("PRIVATE_KEY_PEM", material.key());
    return new CertificateInput(next);
  }

  /** As a value. */
  SecretValue value() {
    return new SecretValue.Text(members.toString());
  }

  @Override
  public String toString() {
    return "CertificateInput[…]";
  }
}
