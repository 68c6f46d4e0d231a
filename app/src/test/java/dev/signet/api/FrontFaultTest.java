// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.signet.access.AccessKey;
import dev.signet.access.AccessKeys;
import dev.signet.access.StsErrors;
import dev.signet.bucket.ObjectStore;
import dev.signet.ground.Api;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Region;
import dev.signet.key.Seal;
import dev.signet.key.Secrets;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.codec.Problem;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.sts.Sts;
import dev.signet.wire.sigv4.Credentials;
import dev.signet.wire.sigv4.Signer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong inside is an error of the service, and tells strangers nothing. */
@SuppressWarnings("NullAway.Init")
final class FrontFaultTest {
  private static final Home HOME = new Home(AccountId.DEFAULT, Region.DEFAULT);

  @TempDir Path folder;
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private final SeededEntropy entropy = new SeededEntropy(1);
  private Grounds grounds;

  @SuppressWarnings("NullAway.Init")
  private ObjectStore store;

  private AccessKeys keys;

  @BeforeEach
  void open() {
    grounds = Grounds.open(folder, clock, entropy);
    store = ObjectStore.open(grounds.ground());
    keys =
        new AccessKeys(
            grounds.ground(),
            new Secrets(Seal.open(folder.resolve("seal"), grounds.ground().store(), entropy)));
  }

  @AfterEach
  void close() {
    grounds.close();
  }

  /** What fails in every way: by an exception, and by errors that are none. */
  private static RuntimeException thrown(String name) {
    return switch (name) {
      case "exception" -> new IllegalStateException("inside");
      case "stored" -> Problem.serialization("inside");
      case "overflow" -> throw new StackOverflowError("inside");
      case "assertion" -> throw new AssertionError("inside");
      default -> throw new LinkageError("inside");
    };
  }

  private static <I, O> Bindings<Caller> failing(Operation<I, O> operation, Supplier<O> answer) {
    return Bindings.<Caller>none().on(operation, (caller, input) -> answer.get());
  }

  private AggregatedHttpResponse call(
      Apis apis, Operation<?, ?> operation, Map<String, String> headers, String body) {
    AccessKey key = keys.administrator(HOME);
    Signer signer =
        new Signer(
            new Credentials(key.id(), key.secret()),
            "us-east-1",
            operation.service().signingName());
    byte[] octets = body.getBytes(StandardCharsets.UTF_8);
    String path = operation.uriTemplate();
    Map<String, String> signed =
        signer.sign(
            operation.method(),
            URI.create("http://signet.test" + path),
            headers,
            octets,
            clock.instant());
    var request =
        RequestHeaders.builder(HttpMethod.valueOf(operation.method()), path)
            .authority("signet.test");
    signed.forEach(request::add);
    HttpRequest sent = HttpRequest.of(request.build(), HttpData.wrap(octets));
    return new Front(apis, store, keys, clock, entropy)
        .serve(ServiceRequestContext.of(sent), sent)
        .aggregate()
        .join();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exception", "stored", "overflow", "assertion", "linkage"})
  void aFaultIsAnErrorOfTheService(String kind) {
    Apis apis =
        Apis.of(
            Api.signed(
                "acm-pca",
                failing(
                    AcmPca.LIST_CERTIFICATE_AUTHORITIES,
                    () -> {
                      throw thrown(kind);
                    }),
                reason -> "any"),
            Api.signed(
                "appmesh",
                failing(
                    AppMesh.LIST_MESHES,
                    () -> {
                      throw thrown(kind);
                    }),
                reason -> "any"),
            Api.signed(
                "sts",
                failing(
                    Sts.GET_CALLER_IDENTITY,
                    () -> {
                      throw thrown(kind);
                    }),
                new StsErrors()));
    assertFault(
        call(
            apis,
            AcmPca.LIST_CERTIFICATE_AUTHORITIES,
            Map.of("x-amz-target", "ACMPrivateCA.ListCertificateAuthorities"),
            "{}"),
        "\"__type\":\"InternalFailure\"");
    assertFault(call(apis, AppMesh.LIST_MESHES, Map.of(), ""), "{\"message\":\"The request failed");
    assertFault(
        call(
            apis, Sts.GET_CALLER_IDENTITY, Map.of(), "Action=GetCallerIdentity&Version=2011-06-15"),
        "<Code>InternalFailure</Code>");
  }

  private static void assertFault(AggregatedHttpResponse answer, String part) {
    assertThat(answer.status().code()).isEqualTo(500);
    assertThat(answer.contentUtf8()).contains(part).doesNotContain("inside");
    assertThat(answer.headers().get("x-amzn-requestid")).isNotEmpty();
  }

  @Test
  void whatFailsAroundACallIsAnErrorOfItsServiceToo() {
    HttpRequest sent =
        HttpRequest.of(
            RequestHeaders.builder(HttpMethod.GET, "/v20190125/meshes")
                .authority("signet.test")
                .build());
    AggregatedHttpResponse answer =
        java.util.Objects.requireNonNull(
                new Front(Apis.of(), store, keys, clock, entropy)
                    .httpErrors()
                    .onServiceException(
                        ServiceRequestContext.of(sent), new IllegalStateException("inside")))
            .aggregate()
            .join();
    assertFault(answer, "{\"message\":\"The request failed");
    assertThat(answer.headers().get("x-amzn-errortype")).isEqualTo("InternalServerErrorException");
  }
}
