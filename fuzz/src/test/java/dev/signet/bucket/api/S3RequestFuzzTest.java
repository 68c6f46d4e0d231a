// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signet.bucket.S3Request;
import dev.signet.bucket.object.ObjectKey;
import dev.signet.bucket.owned.BucketName;
import dev.signet.fuzz.Refusing;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Region;
import dev.signet.wire.codec.Percent;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Paths and queries of S3: a method, a space, a path in path style with its query. */
class S3RequestFuzzTest {
  @FuzzTest
  void isRefusedOrRead(byte[] line) {
    String[] words = new String(line, UTF_8).split(" ", 2);
    if (words.length == 2 && words[1].startsWith("/")) {
      Refusing.readOrRefused(() -> request(words[0], words[1])).ifPresent(S3RequestFuzzTest::read);
    }
  }

  private static S3Request request(String method, String target) {
    String[] parts = target.substring(1).split("\\?", 2);
    String[] path = parts[0].split("/", 2);
    return new S3Request(
        Caller.in(new Home(new AccountId("123456789012"), Region.DEFAULT), "somebody"),
        method,
        Percent.decode(path[0]),
        path.length == 1 ? "" : Percent.decode(path[1]),
        Percent.parseQuery(parts.length == 1 ? null : parts[1]),
        Map.of(),
        new S3Request.Body(InputStream.nullInputStream(), Map::of));
  }

  private static void read(S3Request request) {
    Refusing.readOrRefused(() -> S3Operation.of(QueryHeaders.folded(request)));
    Refusing.readOrRefused(() -> new BucketName(request.bucket()));
    Refusing.readOrRefused(() -> new ObjectKey(request.key()))
        .ifPresent(key -> assertThat(ObjectKey.of(key.octets())).isEqualTo(key));
    for (String parameter : List.of("max-keys", "max-parts", "part-number-marker")) {
      Refusing.readOrRefused(() -> Numbers.of(request, parameter, 0));
    }
  }
}
