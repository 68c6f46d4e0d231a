// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.ground.Ground;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The object store, called as its front calls it, without HTTP and signatures. */
final class StoreScene {
  static final Caller OWNER = caller("000000000000");
  static final Caller STRANGER = caller("111111111111");

  /** The document that switches versions on. */
  static final String ENABLED =
      "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";

  private final ObjectStore store;

  StoreScene(Ground ground) {
    this.store = ObjectStore.open(ground);
  }

  private static Caller caller(String account) {
    return new Caller(
        new AccountId(account), Region.DEFAULT, "arn:aws:iam::" + account + ":user/admin");
  }

  Buckets buckets() {
    return store.buckets();
  }

  /** What is asked, and by whom. */
  record Ask(Caller caller, String method, String path, Map<String, String> headers, String body) {
    Ask with(String header, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(header, value);
      return new Ask(caller, method, path, more, body);
    }

    Ask by(Caller other) {
      return new Ask(other, method, path, headers, body);
    }
  }

  /** What was answered. */
  record Told(int status, Map<String, String> headers, String body) {
    /** A header, empty when there is none. */
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /** The text of the first element of that name. */
    String element(String name) {
      return elements(body, name).stream().findFirst().orElse("");
    }
  }

  /** The texts of all elements of a name. */
  static List<String> elements(String body, String name) {
    return Pattern.compile("<" + name + ">([^<]*)</" + name + ">")
        .matcher(body)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  static void assertRefused(Told told, int status, String code) {
    assertThat(told.element("Code")).as(told.body()).isEqualTo(code);
    assertThat(told.status()).isEqualTo(status);
  }

  static Ask ask(String method, String path) {
    return new Ask(OWNER, method, path, Map.of(), "");
  }

  static Ask put(String path, String body) {
    return new Ask(OWNER, "PUT", path, Map.of(), body);
  }

  Told tell(String method, String path) {
    return tell(ask(method, path));
  }

  Told tell(Ask ask) {
    return tell(ask, new ByteArrayInputStream(ask.body().getBytes(UTF_8)));
  }

  /** The same with a body that comes from elsewhere. */
  Told tell(Ask ask, InputStream body) {
    byte[] octets = ask.body().getBytes(UTF_8);
    Map<String, String> headers = new HashMap<>(ask.headers());
    headers.putIfAbsent("content-length", "" + octets.length);
    String[] split = ask.path().split("\\?", 2);
    String[] names = split[0].substring(1).split("/", 2);
    Map<String, String> query = new HashMap<>();
    for (String pair : split.length < 2 ? new String[0] : split[1].split("&", -1)) {
      String[] each = pair.split("=", 2);
      query.put(each[0], each.length < 2 ? "" : each[1]);
    }
    var request =
        new S3Request(
            ask.caller(),
            ask.method(),
            names[0],
            names.length < 2 ? "" : names[1],
            query,
            headers,
            new S3Request.Body(body, Map::of));
    try {
      S3Answer answer = store.call(request).answer();
      return new Told(answer.status(), answer.headers(), text(answer.content()));
    } catch (Refusal refusal) {
      S3Answer answer = ObjectStore.refused(refusal, request.resource(), "id");
      return new Told(answer.status(), answer.headers(), text(answer.content()));
    }
  }

  private static String text(S3Answer.Content content) {
    return switch (content) {
      case S3Answer.Octets octets -> new String(octets.octets(), UTF_8);
      case S3Answer.Pieces pieces -> {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.pieces().forEachRemaining(all::writeBytes);
        yield all.toString(UTF_8);
      }
    };
  }
}
