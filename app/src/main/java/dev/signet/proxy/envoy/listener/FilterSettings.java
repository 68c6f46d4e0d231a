// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.listener;

import com.google.protobuf.Duration;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import java.util.Optional;

/**
 * How the filter of a chain counts, logs and gives up.
 *
 * @param statPrefix of HTTP statistics
 * @param idle after which a silent connection is closed; empty means Envoy's default
 */
public record FilterSettings(String statPrefix, Optional<AccessLog> log, Optional<Duration> idle) {}
