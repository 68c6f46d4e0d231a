// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.console.View.Fact;
import dev.signet.console.View.Frame;
import dev.signet.console.View.Link;
import dev.signet.console.View.Mark;
import java.util.List;
import java.util.Optional;

/**
 * What the page of a certificate shows.
 *
 * @param kind whose it is
 * @param path what is above it, the root first
 * @param about what is to be said of it beside what stands in it
 * @param certificate empty where none was issued
 */
public record CertificatePage(
    Frame frame,
    String kind,
    List<Link> path,
    Mark mark,
    List<Fact> about,
    Optional<CertificateBox> certificate) {}
