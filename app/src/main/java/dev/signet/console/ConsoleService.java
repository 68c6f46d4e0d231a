// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Region;
import dev.signet.kernel.VisibleText;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Serves the console. A link's secret is exchanged for a cookie at once, which is good at a path of
 * its own; a request under a foreign name is refused, so that another site's name cannot be pointed
 * here.
 */
public final class ConsoleService implements HttpService {
  /** Where the console is. */
  public static final String PATH = "/signet/console";

  static final String LINK = "link";
  private static final String COOKIE = "signet_console";
  private static final String STYLE = PATH + "/style.css";

  private static final MediaType PEM_FILE = MediaType.create("application", "x-pem-file");

  private final ConsoleAccess access;
  private final ConsolePages pages;
  private final Set<String> hosts;
  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          ConsoleService.class.getClassLoader(),
          "dev.signet.console.pages");
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * A console.
   *
   * @param hosts names and addresses under which the server is reached, without ports
   */
  ConsoleService(ConsoleAccess access, ConsolePages pages, Set<String> hosts) {
    this.access = access;
    this.pages = pages;
    this.hosts = Set.copyOf(hosts);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    // Read to its end, or the connection waits for the rest of it.
    return HttpResponse.of(
        request.aggregate().thenApplyAsync(_ -> answer(context, request), threads));
  }

  private HttpResponse answer(ServiceRequestContext context, HttpRequest request) {
    if (request.headers().getAll(HttpHeaderNames.HOST).size() > 1) {
      return refused(HttpStatus.BAD_REQUEST, "expected one Host");
    }
    if (!hosts.contains(host(request))) {
      return refused(HttpStatus.MISDIRECTED_REQUEST, "expected this server's own name in Host");
    }
    if (request.method() != HttpMethod.GET) {
      return refused(HttpStatus.METHOD_NOT_ALLOWED, "expected GET");
    }
    if (context.path().equals(STYLE)) {
      return HttpResponse.of(
          headers(HttpStatus.OK, MediaType.CSS_UTF_8).build(), HttpData.ofUtf8(style()));
    }
    if (context.path().equals(PATH)) {
      String link = context.queryParam(LINK);
      return link == null ? refused(HttpStatus.FORBIDDEN, EXPECTED) : enter(context, link);
    }
    return page(context, request, context.path().substring(PATH.length() + 1));
  }

  private HttpResponse enter(ServiceRequestContext context, String link) {
    Optional<ConsoleAccess.Session> session = access.open(link);
    if (session.isEmpty()) {
      return refused(HttpStatus.FORBIDDEN, EXPECTED);
    }
    String path = PATH + "/" + session.get().path();
    Cookie cookie =
        Cookie.secureBuilder(COOKIE, session.get().secret())
            .path(path)
            .httpOnly(true)
            .sameSite("Strict")
            .secure(context.sslSession() != null)
            .maxAge(ConsoleAccess.SESSION_LIFE.toSeconds())
            .build();
    return HttpResponse.of(
        headers(HttpStatus.SEE_OTHER, MediaType.PLAIN_TEXT_UTF_8)
            .add(HttpHeaderNames.LOCATION, path)
            .add(HttpHeaderNames.SET_COOKIE, cookie.toSetCookieHeader())
            .build());
  }

  private static final String EXPECTED =
      "This page needs a fresh link: run 'signet console'. A link works once, for 10 minutes.";

  /**
   * A page of a session.
   *
   * @param path what comes after the console's own
   */
  private HttpResponse page(ServiceRequestContext context, HttpRequest request, String path) {
    String[] parts = path.split("/", 2);
    Optional<Caller> caller =
        request.headers().cookies().stream()
            .filter(cookie -> cookie.name().equals(COOKIE))
            .map(cookie -> new ConsoleAccess.Session(parts[0], cookie.value()))
            .flatMap(session -> access.session(session).stream())
            .findFirst();
    if (caller.isEmpty()) {
      return refused(HttpStatus.FORBIDDEN, EXPECTED);
    }
    String region = queried(context, Links.REGION);
    Home home =
        Region.isWellFormed(region)
            ? new Home(caller.get().account(), new Region(region))
            : caller.get().home();
    ConsolePages.Asked asked =
        new ConsolePages.Asked(
            home,
            PATH + "/" + parts[0],
            parts.length == 1 ? "" : parts[1],
            queried(context, Links.AFTER),
            queried(context, Links.QUERY));
    return pages
        .find(asked)
        .map(this::shown)
        .orElseGet(() -> refused(HttpStatus.NOT_FOUND, "There is no such page."));
  }

  private static String queried(ServiceRequestContext context, String name) {
    return Objects.requireNonNullElse(context.queryParam(name), "");
  }

  private HttpResponse shown(ConsolePages.Shown shown) {
    return switch (shown) {
      case ConsolePages.Shown.Html(String template, Object page) -> {
        StringOutput html = new StringOutput();
        templates.render(template, page, html);
        yield HttpResponse.of(
            headers(HttpStatus.OK, MediaType.HTML_UTF_8).build(),
            HttpData.ofUtf8(VisibleText.lines(html.toString()))); // names are of others
      }
      case ConsolePages.Shown.Pem(String name, String text) ->
          HttpResponse.of(
              headers(HttpStatus.OK, PEM_FILE)
                  .add(HttpHeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                  .build(),
              HttpData.ofUtf8(text));
    };
  }

  private static HttpResponse refused(HttpStatus status, String message) {
    return HttpResponse.of(
        headers(status, MediaType.PLAIN_TEXT_UTF_8).build(), HttpData.ofUtf8(message + "\n"));
  }

  private static ResponseHeadersBuilder headers(HttpStatus status, MediaType type) {
    return ResponseHeaders.builder(status)
        .contentType(type)
        .add(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .add(
            HttpHeaderNames.CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self';"
                + " frame-ancestors 'none'")
        .add(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
        .add(HttpHeaderNames.REFERRER_POLICY, "no-referrer");
  }

  /** The name that the browser used, without a port and without the brackets of IPv6. */
  private static String host(HttpRequest request) {
    String authority = Optional.ofNullable(request.headers().authority()).orElse("");
    return authority.replaceFirst(":[0-9]+$", "").replaceAll("[\\[\\]]", "");
  }

  private static String style() {
    try (InputStream file = ConsoleService.class.getResourceAsStream("/console/style.css")) {
      return new String(
          Objects.requireNonNull(file).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
