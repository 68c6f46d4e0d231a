// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.wire.generated.Services;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.DeleteMeshOutput;
import dev.signet.wire.generated.appmesh.MeshData;
import dev.signet.wire.generated.appmesh.MeshSpec;
import dev.signet.wire.generated.appmesh.MeshStatus;
import dev.signet.wire.generated.appmesh.MeshStatusCode;
import dev.signet.wire.generated.appmesh.ResourceMetadata;
import dev.signet.wire.generated.appmesh.TagResourceOutput;
import dev.signet.wire.generated.events.Events;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import dev.signet.wire.generated.signet.Signet;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WholeModelTest {

  @Test
  void everyOperationOfTheModelsIsThere() {
    assertThat(AcmPca.SERVICE.operations()).hasSize(23);
    assertThat(Acm.SERVICE.operations()).hasSize(40);
    assertThat(AppMesh.SERVICE.operations()).hasSize(38);
    assertThat(SecretsManager.SERVICE.operations()).hasSize(26);
    assertThat(Events.SERVICE.operations()).hasSize(57);
    assertThat(Signet.SERVICE.operations()).hasSize(10);
    assertThat(Services.all())
        .extracting(ServiceModel::signingName)
        .containsExactly("acm-pca", "acm", "appmesh", "events", "secretsmanager", "signet", "sts");
  }

  @Test
  void rpcV2IsSpokenByThoseWhoseModelNamesIt() {
    assertThat(Services.all())
        .filteredOn(service -> service.protocols().contains(Protocol.RPC_V2_CBOR))
        .containsExactly(AcmPca.SERVICE);
    assertThat(AcmPca.SERVICE.protocols()).containsExactly(Protocol.JSON_1_1, Protocol.RPC_V2_CBOR);
  }

  /** Loads every generated class: every pattern compiles, and every member has a shape. */
  @Test
  void everyShapeIsComplete() {
    Set<Shape<?>> seen = new HashSet<>();
    for (ServiceModel service : Services.all()) {
      for (Operation<?, ?> operation : service.operations()) {
        visit(operation.input(), seen);
        visit(operation.output(), seen);
        assertThat(operation.errors()).isNotNull();
      }
    }
    assertThat(seen).filteredOn(UnionShape.class::isInstance).hasSize(32);
    assertThat(seen).filteredOn(StructureShape.class::isInstance).hasSize(635);
  }

  private static void visit(Shape<?> shape, Set<Shape<?>> seen) {
    if (!seen.add(shape)) {
      return;
    }
    switch (shape) {
      case StructureShape<?> structure -> {
        for (int i = 0; i < structure.members().size(); i++) {
          visit(structure.target(i), seen);
        }
      }
      case UnionShape<?> union -> {
        for (int i = 0; i < union.size(); i++) {
          visit(union.target(i), seen);
        }
      }
      case ListShape<?> list -> visit(list.element(), seen);
      case MapShape<?> map -> visit(map.values(), seen);
      case ScalarShape<?> scalar -> assertThat(scalar).isNotNull();
    }
  }

  @Test
  void errorsHaveTheModelsStatus() {
    assertThat(AppMesh.SERVICE.error("ConflictException"))
        .contains(new ErrorShape("ConflictException", 409));
    assertThat(AppMesh.SERVICE.error("InternalServerErrorException"))
        .contains(new ErrorShape("InternalServerErrorException", 500));
    assertThat(AcmPca.SERVICE.error("MalformedCSRException"))
        .contains(new ErrorShape("MalformedCSRException", 400));
    assertThat(Acm.SERVICE.error("InternalServerException"))
        .contains(new ErrorShape("InternalServerException", 500));
    assertThat(AcmPca.SERVICE.error("NoSuchException")).isEqualTo(Optional.empty());
    assertThat(AcmPca.ISSUE_CERTIFICATE.errors())
        .extracting(ErrorShape::name)
        .contains("MalformedCSRException", "InvalidStateException");
  }

  @Test
  void onlyTheCertificateExchangeIsUnsigned() {
    assertThat(
            Services.all().stream()
                .flatMap(service -> service.operations().stream())
                .filter(operation -> !operation.signed()))
        .containsExactly(Signet.CREATE_PROXY_CERTIFICATE, Signet.RENEW_PROXY_CERTIFICATE);
  }

  @Test
  void anOperationWithoutOutputAnswersWithoutBody() {
    assertThat(AcmPca.DELETE_PERMISSION.encodeOutput(Protocol.JSON_1_1, Empty.VALUE)).isEmpty();
    assertThat(text(AppMesh.TAG_RESOURCE.encodeOutput(Protocol.REST_JSON, new TagResourceOutput())))
        .isEqualTo("{}");
  }

  @Test
  void thePayloadMemberIsTheBody() {
    MeshData mesh =
        new MeshData(
            "m",
            new ResourceMetadata(
                "arn",
                Instant.EPOCH,
                Instant.ofEpochMilli(1500),
                "000000000000",
                "000000000000",
                "u",
                2),
            MeshSpec.of(),
            MeshStatus.of().withStatus(MeshStatusCode.DELETED));
    byte[] body = AppMesh.DELETE_MESH.encodeOutput(Protocol.REST_JSON, new DeleteMeshOutput(mesh));
    assertThat(text(body))
        .startsWith(
            "{\"meshName\":\"m\",\"metadata\":{\"arn\":\"arn\",\"createdAt\":0,\"lastUpdatedAt\":1.500,")
        .endsWith("\"spec\":{},\"status\":{\"status\":\"DELETED\"}}");
    assertThat(AppMesh.DELETE_MESH.decodeOutput(body)).isEqualTo(new DeleteMeshOutput(mesh));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
