// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import dev.signet.event.receiver.EndpointReceiver;
import dev.signet.event.receiver.ProgramReceiver;
import dev.signet.event.receiver.Receiver;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which ARNs of targets mean whom, as who runs the server says it: a caller of the API chooses
 * among these, and names neither programs nor addresses. The first rule that fits counts.
 */
public record EventReceiverRules(List<Rule> rules) {
  /** Nobody takes events. */
  public static final EventReceiverRules NONE = new EventReceiverRules(List.of());

  /** Copies the list. */
  public EventReceiverRules {
    rules = List.copyOf(rules);
  }

  /**
   * Whom ARNs of a form mean.
   *
   * @param glob in which {@code *} is any text
   */
  public record Rule(String glob, Whom whom) {
    boolean fits(String arn) {
      String form =
          Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
      return Pattern.compile(form, Pattern.DOTALL).matcher(arn).matches();
    }
  }

  /** A program or an address. */
  public sealed interface Whom {
    /** A program on this machine; each event is a run of it. */
    record Program(Path path) implements Whom {
      /** Checks that it is an absolute path. */
      public Program {
        if (!path.isAbsolute()) {
          throw new IllegalArgumentException(
              "event target exec:" + path + ": expected an absolute path");
        }
      }

      @Override
      public Receiver receiver() {
        return new ProgramReceiver(path);
      }
    }

    /** Somebody at an address, to which each event is posted. */
    record Endpoint(URI url) implements Whom {
      /** Checks that it is an address on the web. */
      public Endpoint {
        if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
          throw new IllegalArgumentException(
              "event target '" + url + "': expected http://HOST… or https://HOST…");
        }
        if (url.getUserInfo() != null) {
          throw new IllegalArgumentException(
              "event target at " + url.getHost() + ": expected no user in its URL");
        }
      }

      @Override
      public Receiver receiver() {
        return new EndpointReceiver(url);
      }
    }

    /** Makes who takes the events. */
    Receiver receiver();
  }

  /**
   * Reads them.
   *
   * @param texts each {@code ARN-GLOB=TARGET}, the target {@code exec:/path} or a URL
   * @throws IllegalArgumentException naming one that is none
   */
  public static EventReceiverRules of(List<String> texts) {
    return new EventReceiverRules(texts.stream().map(EventReceiverRules::rule).toList());
  }

  private static Rule rule(String text) {
    String[] parts = text.split("=", 2);
    if (parts.length < 2 || parts[0].isEmpty()) {
      throw new IllegalArgumentException("event target '" + text + "': expected ARN-GLOB=TARGET");
    }
    return new Rule(parts[0], whom(parts[1]));
  }

  private static Whom whom(String text) {
    if (text.startsWith("exec:")) {
      return new Whom.Program(Path.of(text.substring("exec:".length())));
    }
    if (text.startsWith("http:") || text.startsWith("https:")) {
      return new Whom.Endpoint(URI.create(text));
    }
    throw new IllegalArgumentException("event target '" + text + "': expected exec:/PATH or a URL");
  }
}
