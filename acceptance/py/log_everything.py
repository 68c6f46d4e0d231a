# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Makes the programs log whatever they can, also what nobody asks for in operation."""

import os
import tempfile
from contextlib import contextmanager

OPTIONS = "SIGNET_JAVA_OPTIONS"
# All but the octets on the wire, which are meant to hold what is sent.
CONFIGURATION = """
<configuration>
  <appender name="STDERR" class="ch.qos.logback.core.ConsoleAppender">
    <target>System.err</target>
    <encoder><pattern>%-5level %logger %msg%n</pattern></encoder>
  </appender>
  <logger name="com.linecorp.armeria.logging.traffic" level="OFF"/>
  <root level="TRACE"><appender-ref ref="STDERR"/></root>
</configuration>
"""


@contextmanager
def everything_logged():
    """Holds for programs that start meanwhile."""
    before = os.environ.get(OPTIONS)
    with tempfile.NamedTemporaryFile("w", prefix="signet-test-", suffix=".xml") as file:
        file.write(CONFIGURATION)
        file.flush()
        os.environ[OPTIONS] = f"{before or ''} -Dlogback.configurationFile={file.name}"
        try:
            yield
        finally:
            del os.environ[OPTIONS]
            if before is not None:
                os.environ[OPTIONS] = before
