// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.log;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.signet.mesh.resource.AccessLogFile;
import dev.signet.proxy.envoy.draft.Draft;
import dev.signet.proxy.stream.Resource;
import dev.signet.wire.generated.appmesh.JsonFormatRef;
import dev.signet.wire.generated.appmesh.LoggingFormat;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.SubstitutionFormatString;
import io.envoyproxy.envoy.extensions.access_loggers.file.v3.FileAccessLog;
import java.util.List;
import java.util.Optional;

/** The access log of a virtual node or gateway, for each of its filter chains. */
public final class AccessLogs {
  private AccessLogs() {}

  /**
   * The log that a spec asks for.
   *
   * @param resource whose it is, for findings
   */
  public static Optional<AccessLog> of(
      String resource, Optional<AccessLogFile> wanted, Draft draft) {
    return wanted.map(file -> of(resource, file, draft));
  }

  private static AccessLog of(String resource, AccessLogFile wanted, Draft draft) {
    FileAccessLog.Builder file = FileAccessLog.newBuilder().setPath(wanted.path());
    wanted
        .format()
        .ifPresent(format -> {
          if (LogCommands.areKnown(format)) {
            file.setLogFormat(format(format));
          } else {
            // Envoy would refuse the whole listener, and with it a change that makes it stricter.
            draft.find(
                "not-translated",
                resource
                    + ": logging.accessLog.file.format: expected commands that are known to every"
                    + " Envoy; Envoy's own format is used");
          }
        });
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
