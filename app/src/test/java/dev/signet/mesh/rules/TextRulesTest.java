// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextRulesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"/\r", "/\n", "/\0", "/\u007f", "/\u001f"})
  void aTextThatNoHeaderMayHoldIsRefusedByTheNameOfItsMember(String path) {
    ObjectNode spec = JSON.createObjectNode();
    spec.putArray("listeners").addObject().putObject("healthCheck").put("path", path);
    assertThatThrownBy(() -> TextRules.check(spec))
        .isInstanceOf(Refusal.class)
        .hasMessage("listeners[0].healthCheck.path: expected a text without control characters");
  }

  @Test
  void anEmptyHostIsRefused() {
    ObjectNode spec = JSON.createObjectNode();
    spec.putObject("serviceDiscovery").putObject("dns").put("hostname", "");
    assertThatThrownBy(() -> TextRules.check(spec))
        .hasMessage("serviceDiscovery.dns.hostname is empty: expected a name");
  }

  @Test
  void theFormatOfALogMayHaveLines() {
    ObjectNode spec = JSON.createObjectNode();
    ObjectNode format =
        spec.putObject("logging").putObject("accessLog").putObject("file").putObject("format");
    format.put("text", "%PROTOCOL%\r\n");
    assertThatCode(() -> TextRules.check(spec)).doesNotThrowAnyException();
    format.put("text", "\0");
    assertThatThrownBy(() -> TextRules.check(spec))
        .hasMessage("logging.accessLog.file.format.text: expected a text without NUL");
  }
}
