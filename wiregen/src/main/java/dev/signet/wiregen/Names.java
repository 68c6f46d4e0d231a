// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import java.util.Locale;
import java.util.Map;
import javax.lang.model.SourceVersion;

/** How names of a model become names of Java. */
final class Names {
  private static final Map<String, String> ACRONYMS =
      Map.of("Tls", "TLS", "Dns", "DNS", "Http", "HTTP", "Grpc", "gRPC", "Acm", "ACM");

  private Names() {}

  /** {@code acm-pca} → {@code AcmPca}. */
  static String holder(String service) {
    return switch (service) {
      case "appmesh" -> "AppMesh";
      case "secretsmanager" -> "SecretsManager";
      default -> {
        StringBuilder name = new StringBuilder();
        for (String word : service.split("-", -1)) {
          name.append(upperFirst(word));
        }
        yield name.toString();
      }
    };
  }

  /** {@code acm-pca} → {@code acmpca}. */
  static String packageName(String service) {
    return service.replace("-", "");
  }

  /** {@code CRLSign} → {@code crlSign}, the name of a record's component. */
  static String component(String member) {
    int upper = 0;
    while (upper < member.length() && Character.isUpperCase(member.charAt(upper))) {
      upper++;
    }
    int head = upper <= 1 || upper == member.length() ? upper : upper - 1;
    return identifier(member.substring(0, head).toLowerCase(Locale.ROOT) + member.substring(head));
  }

  /**
   * {@code IssueCertificate} → {@code ISSUE_CERTIFICATE}, {@code deadline-exceeded} → {@code
   * DEADLINE_EXCEEDED}.
   */
  static String constant(String name) {
    String words = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replaceAll("[^A-Za-z0-9]", "_");
    return identifier(words.toUpperCase(Locale.ROOT));
  }

  /** {@code TlsValidationContextTrust} → {@code TLS Validation Context Trust}. */
  static String title(String shape) {
    StringBuilder title = new StringBuilder();
    for (String word : shape.split("(?<=[a-z0-9])(?=[A-Z])", -1)) {
      title.append(title.isEmpty() ? "" : " ").append(ACRONYMS.getOrDefault(word, word));
    }
    return title.toString();
  }

  static String upperFirst(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String identifier(String name) {
    if (!SourceVersion.isName(name, SourceVersion.latest())) {
      throw new ModelException("'" + name + "' is not a Java name, expected one");
    }
    return name;
  }
}
