// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.pki.cert.Certificate;
import dev.signet.proxy.ads.AdsClient;
import dev.signet.proxy.stream.ResourceType;
import dev.signet.testkit.SignedClient;
import dev.signet.testkit.SignetExtension;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An identity that was taken back opens nothing, on whichever way; seen by a real stream. */
final class EndedIdentityTest {
  @RegisterExtension static final SignetExtension signet = SignetExtension.now();

  private static final JoinScene scene = new JoinScene(signet);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @TempDir private Path folder;

  @BeforeAll
  static void describe() {
    scene.mesh("shop");
  }

  /** A proxy that joined, and what it knows its server by. */
  private record Holder(
      Path folder, String arn, Https.Shown identity, List<X509Certificate> roots) {
    AdsClient client() {
      return AdsClient.tls(
          scene.endpoint().getPort(),
          roots.getFirst(),
          identity.key(),
          identity.chain().getFirst());
    }

    AdsClient.DeltaCall stream(AdsClient client) {
      return client.open().subscribe(arn, ResourceType.CLUSTER);
    }

    String serial() {
      return identity.chain().getFirst().getSerialNumber().toString(16);
    }

    Holder renewed() {
      return of(folder, Joining.renew(scene.endpoint(), roots, identity));
    }

    static Holder of(Path folder, Joining.Joined joined) {
      try {
        IdentityFile identity = new IdentityFile(folder);
        identity.replace(joined);
        return new Holder(
            folder,
            joined.resourceArn(),
            identity.read(),
            List.of(
                Certificate.parse(joined.trustPem().getBytes(StandardCharsets.US_ASCII)).toX509()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Holder joined(String arn) {
    return Holder.of(folder, Joining.join(scene.endpoint(), scene.token(arn)));
  }

  private static SignedClient.Answer revoke(String by, String value) {
    SignedClient.Answer answer =
        scene
            .client()
            .rest("signet", "POST", "/signet/v1/proxy-identities/revocation", Map.of(by, value));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static Duration untilTheEnd(AdsClient.DeltaCall stream, Status.Code expected)
      throws Exception {
    long began = System.nanoTime();
    assertThat(stream.end().getCode()).isEqualTo(expected);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static void assertShutOut(Holder holder, String why) throws Exception {
    try (AdsClient client = holder.client()) {
      Status end = holder.stream(client).end();
      assertThat(end.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(end.getDescription()).contains(why);
    }
    assertThatThrownBy(holder::renewed).hasMessageContaining(why);
  }

  @Test
  void everyStreamOfARevokedIdentityEndsWithinASecondAndNoWayLeadsBack() throws Exception {
    String node = scene.node("shop", "revoked", 8080);
    Holder holder = joined(node);
    Holder innocent = joined(node);
    try (AdsClient one = holder.client();
        AdsClient two = holder.client();
        AdsClient other = innocent.client()) {
      AdsClient.DeltaCall first = holder.stream(one);
      AdsClient.DeltaCall second = holder.stream(two);
      AdsClient.DeltaCall untouched = innocent.stream(other);
      first.next();
      second.next();
      untouched.ack(untouched.next());
      revoke("serial", holder.serial());
      assertThat(untilTheEnd(first, Status.Code.UNAUTHENTICATED)).isLessThan(AT_ONCE);
      assertThat(untilTheEnd(second, Status.Code.UNAUTHENTICATED)).isLessThan(AT_ONCE);
      untouched.subscribe(ResourceType.LISTENER);
      assertThat(untouched.next().getTypeUrl()).isEqualTo(ResourceType.LISTENER.url());
    }
    assertShutOut(holder, "was revoked");
  }

  @Test
  void aRefusalIsRecentForAMinute() throws Exception {
    Holder holder = joined(scene.node("shop", "knocking", 8080));
    revoke("serial", holder.serial());
    assertShutOut(holder, "was revoked");
    assertThat(recent(holder)).containsExactly(true);
    signet.clock().advance(Duration.ofSeconds(61));
    assertThat(recent(holder)).containsExactly(false);
  }

  private static List<Boolean> recent(Holder holder) {
    List<Boolean> found = new ArrayList<>();
    scene
        .client()
        .rest("signet", "GET", "/signet/v1/meshes/shop/proxies", Map.of())
        .json()
        .path("refusedStreams")
        .forEach(each -> {
          if (each.path("resourceArn").asText().equals(holder.arn())) {
            found.add(each.path("recent").asBoolean());
          }
        });
    return found;
  }

  @Test
  void aRevokedIdentityDoesNotLiveOnInWhatItWasRenewedTo() throws Exception {
    Holder first = joined(scene.node("shop", "renewed", 8080));
    Holder thief = first.renewed();
    try (AdsClient client = thief.client()) {
      AdsClient.DeltaCall stream = thief.stream(client);
      stream.next();
      revoke("serial", first.serial());
      assertThat(untilTheEnd(stream, Status.Code.UNAUTHENTICATED)).isLessThan(AT_ONCE);
    }
    assertShutOut(thief, "was revoked");
  }

  @Test
  void revokingAResourceVoidsItsUnusedTokensToo() throws Exception {
    String node = scene.node("shop", "tokens", 8080);
    Holder holder = joined(node);
    String unused = scene.token(node);
    revoke("resourceArn", node);
    assertShutOut(holder, "was revoked");
    assertThatThrownBy(() -> Joining.join(scene.endpoint(), unused))
        .hasMessageContaining("the join token is not valid");
  }

  @Test
  void anIdentityEndsWithItsResourceWithinASecondAndIsNotTheNextOnes() throws Exception {
    String node = scene.node("shop", "vault", 8080);
    Holder holder = joined(node);
    String unused = scene.token(node);
    try (AdsClient client = holder.client()) {
      AdsClient.DeltaCall stream = holder.stream(client);
      stream.next(); // and never answers
      long began = System.nanoTime();
      scene
          .client()
          .rest("appmesh", "DELETE", "/v20190125/meshes/shop/virtualNodes/vault", Map.of());
      scene.node("shop", "vault", 8081);
      assertThat(stream.end().isOk()).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
    }
    assertShutOut(holder, "of an earlier");
    assertThatThrownBy(() -> Joining.join(scene.endpoint(), unused))
        .hasMessageContaining("the join token is not valid");
  }

  @Test
  void whatIsRevokedIsListedAsSuch() {
    String node = scene.node("shop", "listed", 8080);
    Holder live = joined(node);
    Holder revoked = joined(node);
    revoke("serial", revoked.serial());
    SignedClient.Answer listed =
        scene.client().rest("signet", "GET", "/signet/v1/proxy-identities?meshName=shop", Map.of());
    assertThat(listed.json().path("identities"))
        .filteredOn(each -> each.path("resourceArn").asText().equals(node))
        .extracting(each -> each.path("serial").asText(), each -> each.path("state").asText())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(live.serial(), "LIVE"),
            org.assertj.core.groups.Tuple.tuple(revoked.serial(), "REVOKED"));
  }

  @Test
  void identitiesAreListedOfAMeshThatIsOrWas() {
    scene.mesh("over");
    Holder holder = joined(scene.node("over", "last", 8080));
    String meshes = "/v20190125/meshes/over";
    scene.client().rest("appmesh", "DELETE", meshes + "/virtualNodes/last", Map.of());
    scene.client().rest("appmesh", "DELETE", meshes, Map.of());
    assertThat(listed("over").json().at("/identities/0/serial").asText())
        .isEqualTo(holder.serial());
    scene.mesh("empty");
    assertThat(listed("empty").json().path("identities")).isEmpty();
    assertThat(listed("nowhere").status()).isEqualTo(404);
    assertThat(listed("nowhere").body()).contains("mesh nowhere not found");
  }

  private static SignedClient.Answer listed(String mesh) {
    String path = "/signet/v1/proxy-identities?meshName=" + mesh;
    return scene.client().rest("signet", "GET", path, Map.of());
  }

  @Test
  void aRevocationNamesOneThing() {
    for (Map<String, String> input :
        List.of(
            Map.<String, String>of(), Map.of("serial", "0f", "resourceArn", "arn:aws:x:y:z:w"))) {
      assertThat(
              scene
                  .client()
                  .rest("signet", "POST", "/signet/v1/proxy-identities/revocation", input)
                  .status())
          .isEqualTo(400);
    }
  }
}
