// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.signet.proxy.stream.DeltaStream;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests that are measured before they are read: a message of a megabyte may hold half a million
 * empty parts, each of which takes a hundred times its octets once it is an object.
 */
final class BoundedRequests {
  /** In octets. */
  static final int MAX_MESSAGE = 1 << 20;

  /** In octets: an Envoy lists its five hundred extensions in it. */
  static final int MAX_NODE = 256 << 10;

  /** In octets: an Envoy shortens what it says to 4 KiB. */
  static final int MAX_ERROR = 64 << 10;

  /** The names of one request, and its other members. */
  private static final int MAX_PARTS = DeltaStream.MAX_NAMES + 100;

  private BoundedRequests() {}

  /** The service, every request of which is measured. */
  static ServerServiceDefinition of(BindableService service) {
    ServerServiceDefinition definition = service.bindService();
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    definition.getMethods().forEach(method -> methods.add(bounded(method)));
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(definition.getServiceDescriptor().getName())
            .setSchemaDescriptor(definition.getServiceDescriptor().getSchemaDescriptor());
    methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder bounded = ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(bounded::addMethod);
    return bounded.build();
  }

  private static <I, O> ServerMethodDefinition<I, O> bounded(ServerMethodDefinition<I, O> method) {
    MethodDescriptor<I, O> descriptor = method.getMethodDescriptor();
    return ServerMethodDefinition.create(
        descriptor.toBuilder()
            .setRequestMarshaller(new Measured<>(descriptor.getRequestMarshaller()))
            .build(),
        method.getServerCallHandler());
  }

  private record Measured<T>(MethodDescriptor.Marshaller<T> reader)
      implements MethodDescriptor.Marshaller<T> {
    @Override
    public InputStream stream(T value) {
      return reader.stream(value);
    }

    @Override
    public T parse(InputStream stream) {
      try {
        byte[] octets = stream.readNBytes(MAX_MESSAGE + 1);
        measure(octets);
        return reader.parse(new ByteArrayInputStream(octets));
      } catch (IOException e) {
        throw Status.INVALID_ARGUMENT
            .withDescription("expected a discovery request")
            .withCause(e)
            .asRuntimeException();
      }
    }
  }

  /** Both kinds of requests have the node, and most of their names, in the same members. */
  private static void measure(byte[] octets) throws IOException {
    require(octets.length, MAX_MESSAGE, "octets of a request");
    CodedInputStream in = CodedInputStream.newInstance(octets);
    int parts = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int before = in.getTotalBytesRead();
      in.skipField(tag);
      int length = in.getTotalBytesRead() - before;
      parts++;
      require(parts, MAX_PARTS, "members of a request");
      switch (WireFormat.getTagFieldNumber(tag)) {
        case DeltaDiscoveryRequest.NODE_FIELD_NUMBER -> require(length, MAX_NODE, "octets of node");
        case DeltaDiscoveryRequest.ERROR_DETAIL_FIELD_NUMBER ->
            require(length, MAX_ERROR, "octets of error_detail");
        default -> {}
      }
    }
  }

  private static void require(int found, int most, String what) {
    if (found > most) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription("expected at most " + most + " " + what)
          .asRuntimeException();
    }
  }
}
