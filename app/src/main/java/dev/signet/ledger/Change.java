// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ledger;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened, past tense. The log orders changes and is the audit trail; state is read
 * from tables, never rebuilt from the log.
 *
 * @param home where the subject lives
 * @param kind feature and past participle, for example {@code certificate.renewed}
 * @param subject ARN of what changed; {@code key/} or {@code access-key/} and its id for a key
 * @param actor principal that caused it
 * @param resource ARN of what the subject is for, where its own name does not say it; told in the
 *     log of the process, and not kept
 */
public record Change(
    Instant at, Home home, String kind, String subject, String actor, Optional<String> resource) {
  /** The actor of what the server does by itself. */
  public static final String SERVER = "signet";

  /** A change of something whose name says what it is. */
  public Change(Instant at, Home home, String kind, String subject, String actor) {
    this(at, home, kind, subject, actor, Optional.empty());
  }

  /** The same, of something that is for a resource. */
  public Change of(String resourceArn) {
    return new Change(at, home, kind, subject, actor, Optional.of(resourceArn));
  }

  /** A change made by a caller in its own account and Region. */
  public static Change by(Caller caller, Instant at, String kind, String subject) {
    return new Change(at, caller.home(), kind, subject, caller.principal());
  }

  /** A change that the server made by itself, such as when a time was over. */
  public static Change byServer(Home home, Instant at, String kind, String subject) {
    return new Change(at, home, kind, subject, SERVER);
  }

  /** What else happened to something by the same act. */
  public Change also(String otherKind, String otherSubject) {
    return new Change(at, home, otherKind, otherSubject, actor);
  }
}
