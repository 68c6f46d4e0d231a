// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.kernel.Home;
import java.time.Instant;
import java.util.List;

/**
 * What all pages of one visit have in common.
 *
 * @param home in which account and Region it looks
 * @param now when it is made
 */
public record View(Home home, Links links, Instant now) {
  /**
   * The frame of a page.
   *
   * @param regions all in which there is something, leading to their first pages
   * @param about version and age of the server, and its data folder
   * @param search where the form of the search box leads
   */
  public record Frame(
      String title,
      String account,
      String region,
      List<Link> regions,
      String at,
      String about,
      String search) {
    /** The first page of the Region that is looked at. */
    public String home() {
      return regions.stream()
          .filter(each -> each.text().equals(region))
          .map(Link::href)
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * A text that may lead somewhere.
   *
   * @param href empty where it leads nowhere
   */
  public record Link(String text, String href) {
    static Link nowhere(String text) {
      return new Link(text, "");
    }
  }

  /** Something that is said of something, by a name. */
  public record Fact(String name, List<Link> values) {
    static Fact of(String name, String... values) {
      return new Fact(name, List.of(values).stream().map(Link::nowhere).toList());
    }

    static Fact of(String name, List<String> values) {
      return of(name, values.toArray(String[]::new));
    }

    static Fact of(String name, Link value) {
      return new Fact(name, List.of(value));
    }
  }

  /** How something stands: good, or worth a look. */
  public record Mark(String text, boolean good) {}

  Times times() {
    return new Times(now);
  }
}
