// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket;

import static dev.signet.bucket.StoreScene.ENABLED;
import static dev.signet.bucket.StoreScene.ask;
import static dev.signet.bucket.StoreScene.assertRefused;
import static dev.signet.bucket.StoreScene.elements;
import static dev.signet.bucket.StoreScene.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.bucket.StoreScene.Told;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
final class ObjectStoreTest {
  @TempDir Path folder;
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private Grounds grounds;
  private StoreScene scene;

  @BeforeEach
  void open() {
    grounds = Grounds.open(folder, clock, new SeededEntropy(1));
    scene = new StoreScene(grounds.ground());
    assertThat(scene.tell(put("/crls", "")).status()).isEqualTo(200);
  }

  @AfterEach
  void close() {
    grounds.close();
  }

  private List<String> keys(String query) {
    return elements(scene.tell("GET", "/crls?list-type=2" + query).body(), "Key");
  }

  private List<String> changes() {
    return grounds.ground().ledger().after(grounds.ground().store(), 0, 100).stream()
        .map(entry -> entry.change().kind() + " " + entry.change().subject())
        .toList();
  }

  @Test
  void anObjectComesBackAsItWasPut() {
    Told stored =
        scene.tell(
            put("/crls/a/b.crl", "hello")
                .with("content-type", "application/pkix-crl")
                .with("cache-control", "max-age=60")
                .with("x-amz-meta-by", "me"));
    assertThat(stored.headers()).containsEntry("etag", "\"5d41402abc4b2a76b9719d911017c592\"");
    Told read = scene.tell("GET", "/crls/a/b.crl");
    assertThat(read.body()).isEqualTo("hello");
    assertThat(read.headers())
        .containsEntry("content-type", "application/pkix-crl")
        .containsEntry("cache-control", "max-age=60")
        .containsEntry("x-amz-meta-by", "me")
        .containsEntry("last-modified", "Thu, 01 Jan 2026 00:00:00 GMT");
    assertThat(changes())
        .containsExactly(
            "bucket.created arn:aws:s3:::crls", "object.stored arn:aws:s3:::crls/a/b.crl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../../etc/passwd",
        "a/../b",
        "/",
        "//",
        "%2e%2e",
        "a%2Fb",
        "C:\\x",
        "ü",
        "."
      })
  void aKeyIsTextAndNothingElse(String key) {
    scene.tell(put("/crls/" + key, "mine"));
    scene.tell(put("/crls/b", "other"));
    assertThat(scene.tell("GET", "/crls/" + key).body()).isEqualTo("mine");
    assertThat(keys("")).hasSize(2).contains(key);
    assertThat(folder.toFile().list())
        .allMatch(file -> file.startsWith("signet.db") || file.equals("seal"));
  }

  @ParameterizedTest
  @CsvSource({
    "'a\nb', InvalidArgument",
    "'a\u007fb', InvalidArgument",
    "'a\u0001', InvalidArgument",
  })
  void aKeyWithControlCharactersIsRefused(String key, String code) {
    assertRefused(scene.tell(put("/crls/" + key, "x")), 400, code);
  }

  @Test
  void aKeyHas1024OctetsAtMost() {
    assertThat(scene.tell(put("/crls/" + "ü".repeat(512), "x")).status()).isEqualTo(200);
    assertRefused(scene.tell(put("/crls/" + "ü".repeat(513), "x")), 400, "KeyTooLongError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ab", "Crls", "a..b", "-ab", "ab-", "1.2.3.4", "a_b", "xn--abc", "abc-s3alias"})
  void aBucketHasANameByTheRules(String name) {
    assertRefused(scene.tell(put("/" + name, "")), 400, "InvalidBucketName");
  }

  @Test
  void aBucketIsOfOneAccountAndItsNameIsTakenForAll() {
    assertRefused(scene.tell(put("/crls", "")), 409, "BucketAlreadyOwnedByYou");
    assertRefused(scene.tell(put("/crls", "").by(StoreScene.STRANGER)), 409, "BucketAlreadyExists");
    scene.tell(put("/crls/a", "x"));
    for (String method : List.of("GET", "HEAD", "PUT", "DELETE")) {
      assertRefused(
          scene.tell(ask(method, "/crls/a").by(StoreScene.STRANGER)), 403, "AccessDenied");
    }
    assertRefused(scene.tell(ask("GET", "/crls").by(StoreScene.STRANGER)), 403, "AccessDenied");
    assertThat(scene.tell("GET", "/crls/a").body()).isEqualTo("x");
    assertThat(scene.tell(ask("GET", "/").by(StoreScene.STRANGER)).body()).doesNotContain("crls");
  }

  @Test
  void onlyAnEmptyBucketGoes() {
    scene.tell(put("/crls/a", "x"));
    assertRefused(scene.tell("DELETE", "/crls"), 409, "BucketNotEmpty");
    scene.tell("DELETE", "/crls/a");
    scene.tell("POST", "/crls/b?uploads");
    assertThat(scene.tell("DELETE", "/crls").status()).isEqualTo(204);
    assertRefused(scene.tell("GET", "/crls"), 404, "NoSuchBucket");
    assertThat(changes()).contains("upload.aborted arn:aws:s3:::crls/b");
  }

  @Test
  void versionsStayUntilTheyAreDeletedThemselves() {
    scene.tell(put("/crls/a", "before"));
    scene.tell(put("/crls?versioning", ENABLED));
    String one = scene.tell(put("/crls/a", "one")).header("x-amz-version-id");
    String two = scene.tell(put("/crls/a", "two")).header("x-amz-version-id");
    assertThat(scene.tell("GET", "/crls/a").body()).isEqualTo("two");
    assertThat(scene.tell("GET", "/crls/a?versionId=" + one).body()).isEqualTo("one");
    assertThat(scene.tell("GET", "/crls/a?versionId=null").body()).isEqualTo("before");

    Told deleted = scene.tell("DELETE", "/crls/a");
    assertThat(deleted.headers()).containsEntry("x-amz-delete-marker", "true");
    assertRefused(scene.tell("GET", "/crls/a"), 404, "NoSuchKey");
    assertRefused(
        scene.tell("GET", "/crls/a?versionId=" + deleted.header("x-amz-version-id")),
        405,
        "MethodNotAllowed");
    assertThat(keys("")).isEmpty();
    Told versions = scene.tell("GET", "/crls?versions");
    assertThat(elements(versions.body(), "IsLatest"))
        .containsExactly("true", "false", "false", "false");
    assertThat(elements(versions.body(), "VersionId"))
        .containsExactly(deleted.header("x-amz-version-id"), two, one, "null");

    scene.tell("DELETE", "/crls/a?versionId=" + deleted.header("x-amz-version-id"));
    assertThat(scene.tell("GET", "/crls/a").body()).isEqualTo("two");
    scene.tell("DELETE", "/crls/a?versionId=" + two);
    assertThat(scene.tell("GET", "/crls/a").body()).isEqualTo("one");
    assertRefused(scene.tell("GET", "/crls/a?versionId=" + two), 404, "NoSuchVersion");
  }

  @Test
  void suspendedVersionsKeepWhatWasAndReplaceTheOneWithoutId() {
    scene.tell(put("/crls?versioning", ENABLED));
    String one = scene.tell(put("/crls/a", "one")).header("x-amz-version-id");
    scene.tell(put("/crls?versioning", ENABLED.replace("Enabled", "Suspended")));
    scene.tell(put("/crls/a", "two"));
    scene.tell(put("/crls/a", "three"));
    assertThat(elements(scene.tell("GET", "/crls?versions").body(), "VersionId"))
        .containsExactly("null", one);
    scene.tell("DELETE", "/crls/a");
    assertRefused(scene.tell("GET", "/crls/a"), 404, "NoSuchKey");
    assertThat(scene.tell("GET", "/crls/a?versionId=" + one).body()).isEqualTo("one");
  }

  @Test
  void aListingIsSortedByOctetsAndGroupedByDelimiter() {
    for (String key :
        List.of("a/1", "a/2", "b", "c/d/1", "c/e", "é", "Z", "\uD83D\uDE00", "\uFF5E")) {
      scene.tell(put("/crls/" + key, "x"));
    }
    assertThat(keys(""))
        .containsExactly("Z", "a/1", "a/2", "b", "c/d/1", "c/e", "é", "\uFF5E", "\uD83D\uDE00");
    Told grouped = scene.tell("GET", "/crls?list-type=2&delimiter=/");
    assertThat(elements(grouped.body(), "Key"))
        .containsExactly("Z", "b", "é", "\uFF5E", "\uD83D\uDE00");
    assertThat(elements(grouped.body().substring(grouped.body().indexOf("<KeyCount>")), "Prefix"))
        .containsExactly("a/", "c/");
    assertThat(
            elements(scene.tell("GET", "/crls?list-type=2&delimiter=/&prefix=c/").body(), "Prefix"))
        .containsExactly("c/", "c/d/");
    assertThat(keys("&start-after=b")).startsWith("c/d/1");
    assertThat(keys("&prefix=c/")).containsExactly("c/d/1", "c/e");
    assertThat(keys("&encoding-type=url")).contains("%C3%A9");
  }

  @ParameterizedTest
  @CsvSource({"'', 1", "'', 2", "'', 3", "/, 1", "/, 2", "/, 100"})
  void pagesOfAListingMakeTheWhole(String delimiter, int size) {
    for (int i = 0; i < 40; i++) {
      scene.tell(put("/crls/" + (char) ('a' + i % 3) + "/" + i, "x"));
      scene.tell(put("/crls/" + i, "x"));
    }
    String how = delimiter.isEmpty() ? "" : "&delimiter=" + delimiter;
    Told whole = scene.tell("GET", "/crls?list-type=2" + how);
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      Told page = scene.tell("GET", "/crls?list-type=2&max-keys=" + size + how + token);
      seen.addAll(elements(page.body(), "Key"));
      seen.addAll(elements(page.body().replaceFirst("<Prefix></Prefix>", ""), "Prefix"));
      String next = page.element("NextContinuationToken");
      token = next.isEmpty() ? "" : "&continuation-token=" + next;
    } while (!token.isEmpty());
    List<String> expected = new ArrayList<>(elements(whole.body(), "Key"));
    expected.addAll(elements(whole.body().replaceFirst("<Prefix></Prefix>", ""), "Prefix"));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
    assertRefused(
        scene.tell("GET", "/crls?list-type=2&continuation-token=made-up"), 400, "InvalidArgument");
  }

  @Test
  void markersOfTheFirstListingGoOnWhereTheyStand() {
    for (String key : List.of("a/1", "a/2", "b", "c")) {
      scene.tell(put("/crls/" + key, "x"));
    }
    Told first = scene.tell("GET", "/crls?delimiter=/&max-keys=1");
    assertThat(first.element("NextMarker")).isEqualTo("a/");
    Told second = scene.tell("GET", "/crls?delimiter=/&marker=a/");
    assertThat(elements(second.body(), "Key")).containsExactly("b", "c");
    assertThat(scene.tell("GET", "/crls?max-keys=0").element("IsTruncated")).isEqualTo("false");
  }

  @Test
  void conditionsAreAskedOfReadingAndOfWriting() {
    String etag = scene.tell(put("/crls/a", "x")).header("etag");
    var get = ask("GET", "/crls/a");
    assertThat(scene.tell(get.with("if-none-match", etag)).status()).isEqualTo(304);
    assertThat(scene.tell(get.with("if-match", "\"other\", " + etag)).status()).isEqualTo(200);
    assertRefused(scene.tell(get.with("if-match", "\"other\"")), 412, "PreconditionFailed");
    String now = "Thu, 01 Jan 2026 00:00:00 GMT";
    String before = "Wed, 31 Dec 2025 23:59:59 GMT";
    assertThat(scene.tell(get.with("if-modified-since", now)).status()).isEqualTo(304);
    assertThat(scene.tell(get.with("if-modified-since", before)).status()).isEqualTo(200);
    assertThat(
            scene.tell(get.with("if-modified-since", now).with("if-none-match", "\"o\"")).status())
        .isEqualTo(200);
    assertRefused(scene.tell(get.with("if-unmodified-since", before)), 412, "PreconditionFailed");
    assertRefused(
        scene.tell(put("/crls/a", "y").with("if-none-match", "*")), 412, "PreconditionFailed");
    assertRefused(
        scene.tell(put("/crls/a", "y").with("if-match", "\"other\"")), 412, "PreconditionFailed");
    assertRefused(scene.tell(put("/crls/b", "y").with("if-match", "\"other\"")), 404, "NoSuchKey");
    assertThat(scene.tell(get).body()).isEqualTo("x");
    assertThat(scene.tell(put("/crls/a", "y").with("if-match", etag)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 206, a, bytes 0-0/600000",
    "bytes=262143-262144, 206, ab, bytes 262143-262144/600000",
    "bytes=599999-, 206, c, bytes 599999-599999/600000",
    "bytes=-2, 206, cc, bytes 599998-599999/600000",
    "bytes=599999-700000, 206, c, bytes 599999-599999/600000",
  })
  void aRangeIsCutOutOfTheChunks(String range, int status, String body, String told) {
    scene.tell(put("/crls/a", "a".repeat(262_144) + "b".repeat(262_144) + "c".repeat(75_712)));
    Told answer = scene.tell(ask("GET", "/crls/a").with("range", range));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.headers()).containsEntry("content-range", told);
  }

  @Test
  void aRangeThatIsNotThereIsRefused() {
    scene.tell(put("/crls/a", "abc"));
    assertRefused(scene.tell(ask("GET", "/crls/a").with("range", "bytes=3-")), 416, "InvalidRange");
    assertThat(scene.tell(ask("GET", "/crls/a").with("range", "bytes=2-1")).body())
        .isEqualTo("abc");
    assertThat(scene.tell(ask("GET", "/crls/a").with("range", "lines=1")).body()).isEqualTo("abc");
  }

  @Test
  void aLargeObjectIsJoinedFromItsParts() {
    String id = scene.tell("POST", "/crls/a?uploads").element("UploadId");
    String large = "p".repeat(5 * 1024 * 1024);
    String one = scene.tell(put("/crls/a?partNumber=1&uploadId=" + id, large)).header("etag");
    scene.tell(put("/crls/a?partNumber=2&uploadId=" + id, "not this"));
    String two = scene.tell(put("/crls/a?partNumber=2&uploadId=" + id, "tail")).header("etag");
    assertRefused(scene.tell("GET", "/crls/a"), 404, "NoSuchKey");
    assertRefused(complete(id, "1", one, "2", "\"00\""), 400, "InvalidPart");
    assertRefused(complete(id, "2", two, "1", one), 400, "InvalidPartOrder");
    Told done = complete(id, "1", one, "2", two);
    assertThat(done.element("ETag")).endsWith("-2&quot;");
    assertThat(scene.tell("GET", "/crls/a").body()).isEqualTo(large + "tail");
    assertThat(scene.tell(ask("GET", "/crls/a").with("range", "bytes=5242879-5242881")).body())
        .isEqualTo("pta");
    assertRefused(complete(id, "1", one, "2", two), 404, "NoSuchUpload");
  }

  private Told complete(String id, String a, String etagA, String b, String etagB) {
    String part = "<Part><PartNumber>%s</PartNumber><ETag>%s</ETag></Part>";
    return scene.tell(
        new StoreScene.Ask(
            StoreScene.OWNER,
            "POST",
            "/crls/a?uploadId=" + id,
            Map.of(),
            "<CompleteMultipartUpload>"
                + part.formatted(a, etagA)
                + part.formatted(b, etagB)
                + "</CompleteMultipartUpload>"));
  }

  @Test
  void aSmallPartThatIsNotTheLastIsRefused() {
    String id = scene.tell("POST", "/crls/a?uploads").element("UploadId");
    String one = scene.tell(put("/crls/a?partNumber=1&uploadId=" + id, "s")).header("etag");
    String two = scene.tell(put("/crls/a?partNumber=2&uploadId=" + id, "t")).header("etag");
    assertRefused(complete(id, "1", one, "2", two), 400, "EntityTooSmall");
    assertThat(scene.tell("DELETE", "/crls/a?uploadId=" + id).status()).isEqualTo(204);
    assertRefused(scene.tell("GET", "/crls/a?uploadId=" + id), 404, "NoSuchUpload");
  }

  @Test
  void octetsThatNobodyNeedsAreRemoved() {
    scene.tell(put("/crls/a", "x".repeat(10 * 262_144)));
    scene.tell(put("/crls/a", "y"));
    assertRefused(
        scene.tell(put("/crls/b", "z".repeat(300_000)).with("content-length", "300001")),
        400,
        "IncompleteBody");
    assertThat(grounds.rows("bucket_chunks")).isEqualTo(13);
    clock.advance(Duration.ofMinutes(2));
    while (grounds
        .ground()
        .timers()
        .runDue()
        .filter(due -> !due.isAfter(clock.instant()))
        .isPresent()) {
      // in pieces
    }
    assertThat(grounds.rows("bucket_chunks")).isEqualTo(1);
    assertThat(grounds.rows("timers")).isZero();
    assertThat(scene.tell("GET", "/crls/a").body()).isEqualTo("y");
  }

  @Test
  void whoReadsAnObjectThatIsReplacedReadsItToItsEnd() {
    scene.tell(put("/crls/a", "x".repeat(600_000)));
    var reading = scene.buckets().open("crls", "a").orElseThrow().octets();
    reading.next();
    scene.tell(put("/crls/a", "y"));
    assertThat(grounds.ground().timers().runDue()).isPresent();
    assertThat(reading.next()).hasSize(262_144);
    assertThat(reading.next()).hasSize(600_000 - 2 * 262_144);
    assertThat(reading).isExhausted();
  }
}
