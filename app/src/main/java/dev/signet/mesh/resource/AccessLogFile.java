// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import dev.signet.wire.generated.appmesh.LoggingFormat;
import java.util.Optional;

/**
 * Where a proxy logs requests.
 *
 * @param format absent for the proxy's own
 */
public record AccessLogFile(String path, Optional<LoggingFormat> format) {}
