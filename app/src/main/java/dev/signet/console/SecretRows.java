// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.console.View.Frame;
import dev.signet.console.View.Mark;
import dev.signet.kernel.Page;
import dev.signet.secret.Secret;
import dev.signet.secret.SecretListings;
import dev.signet.secret.SecretRotation;
import java.util.List;
import java.util.Optional;

/** Gathers what is shown of secrets: what their rows say, and no version is opened for it. */
final class SecretRows {
  private static final int ON_A_PAGE = 50;

  private final SecretListings listings;

  SecretRows(SecretListings listings) {
    this.listings = listings;
  }

  /**
   * The page of secrets.
   *
   * @param after the place after which it begins; empty for the first page
   */
  SecretsPage page(View view, Frame frame, String after) {
    Page<Secret> page =
        listings.page(
            view.home(),
            new SecretListings.Listing(
                List.of(),
                true,
                SecretListings.Order.NAME,
                false,
                Optional.of(after).filter(place -> !place.isEmpty()),
                ON_A_PAGE));
    return new SecretsPage(
        frame,
        after.isEmpty() ? failing(view) : List.of(),
        page.items().stream().map(SecretRows::row).toList(),
        page.next().map(place -> Links.after(view.links().secrets(), place)).orElse(""));
  }

  /** Those whose rotation fails. */
  List<SecretsPage.Row> failing(View view) {
    return listings.failing(view.home()).stream().map(SecretRows::row).toList();
  }

  private static SecretsPage.Row row(Secret secret) {
    Optional<SecretRotation> rotation = secret.rotation();
    return new SecretsPage.Row(
        secret.name(),
        state(secret),
        rotation.map(SecretRotation::when).orElse("never"),
        rotation.flatMap(SecretRotation::rotatedAt).map(Times::at).orElse("never"),
        rotation
            .filter(SecretRotation::enabled)
            .flatMap(SecretRotation::nextAt)
            .map(at -> "by " + Times.at(at))
            .orElse(""),
        Times.at(secret.changedAt()));
  }

  private static Mark state(Secret secret) {
    return secret
        .deletionAt()
        .map(at -> new Mark("deleted, gone at " + Times.at(at), false))
        .or(() ->
            secret
                .rotation()
                .flatMap(SecretRotation::trouble)
                .map(trouble -> new Mark(trouble, false)))
        .orElseGet(() -> new Mark("kept", true));
  }
}
