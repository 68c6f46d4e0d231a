// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.signet.proxy.stream.Resource;
import dev.signet.wire.generated.appmesh.JsonFormatRef;
import dev.signet.wire.generated.appmesh.Logging;
import dev.signet.wire.generated.appmesh.LoggingFormat;
import dev.signet.wire.generated.appmesh.VirtualGatewayAccessLog;
import dev.signet.wire.generated.appmesh.VirtualGatewayLogging;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.SubstitutionFormatString;
import io.envoyproxy.envoy.extensions.access_loggers.file.v3.FileAccessLog;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The access log of a virtual node or gateway, for each of its filter chains. */
final class AccessLogs {
  private AccessLogs() {}

  static Optional<AccessLog> of(String resource, @Nullable Logging logging, Told told) {
    return logging != null
            && logging.accessLog()
                instanceof dev.signet.wire.generated.appmesh.AccessLog.File(var file)
        ? Optional.of(file(resource, file.path(), file.format(), told))
        : Optional.empty();
  }

  static Optional<AccessLog> of(
      String resource, @Nullable VirtualGatewayLogging logging, Told told) {
    return logging != null && logging.accessLog() instanceof VirtualGatewayAccessLog.File(var file)
        ? Optional.of(file(resource, file.path(), file.format(), told))
        : Optional.empty();
  }

  private static AccessLog file(
      String resource, String path, @Nullable LoggingFormat format, Told told) {
    FileAccessLog.Builder file = FileAccessLog.newBuilder().setPath(path);
    if (format != null && LogCommands.areKnown(format)) {
      file.setLogFormat(format(format));
    } else if (format != null) {
      // Envoy would refuse the whole listener, and with it a change that makes it stricter.
      told.find(
          "not-translated",
          resource
              + ": logging.accessLog.file.format: expected commands that are known to every"
              + " Envoy; Envoy's own format is used");
    }
    return AccessLog.newBuilder()
        .setName("envoy.access_loggers.file")
        .setTypedConfig(Resource.pack(file.build()))
        .build();
  }

  private static SubstitutionFormatString format(LoggingFormat format) {
    return switch (format) {
      case LoggingFormat.Text(String text) ->
          SubstitutionFormatString.newBuilder()
              .setTextFormatSource(DataSource.newBuilder().setInlineString(text))
              .build();
      case LoggingFormat.Json(List<JsonFormatRef> members) -> {
        Struct.Builder json = Struct.newBuilder();
        members.forEach(member ->
            json.putFields(
                member.key(), Value.newBuilder().setStringValue(member.value()).build()));
        yield SubstitutionFormatString.newBuilder().setJsonFormat(json).build();
      }
    };
  }
}
