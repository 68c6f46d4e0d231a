// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.ground.Api;
import dev.signet.ground.SignetErrors;
import dev.signet.kernel.Caller;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.signet.CreateConsoleLinkInput;
import dev.signet.wire.generated.signet.CreateConsoleLinkOutput;
import dev.signet.wire.generated.signet.Signet;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The signed call that lets a person in. */
public final class ConsoleApi {
  private final ConsoleAccess access;
  private final Supplier<String> base;
  private final InstantSource clock;

  private ConsoleApi(ConsoleAccess access, Supplier<String> base, InstantSource clock) {
    this.access = access;
    this.base = base;
    this.clock = clock;
  }

  /**
   * The call, as part of the program's own API.
   *
   * @param base address of the API port, known once it is open
   */
  public static Api of(ConsoleAccess access, Supplier<String> base, InstantSource clock) {
    ConsoleApi api = new ConsoleApi(access, base, clock);
    return Api.signed(
        "signet",
        Bindings.<Caller>none().on(Signet.CREATE_CONSOLE_LINK, api::createLink),
        SignetErrors::of);
  }

  private CreateConsoleLinkOutput createLink(Caller caller, CreateConsoleLinkInput request) {
    String url =
        base.get() + ConsoleService.PATH + "?" + ConsoleService.LINK + "=" + access.link(caller);
    return new CreateConsoleLinkOutput(url, clock.instant().plus(ConsoleAccess.LINK_LIFE));
  }
}
