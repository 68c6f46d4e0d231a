// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ground;

import dev.signet.kernel.Caller;
import dev.signet.kernel.TlsPeer;
import dev.signet.wire.codec.Bindings;

/**
 * What a room answers of one service.
 *
 * @param service name of the service, as its model says it
 * @param signed operations whose caller is who signed
 * @param unsigned operations whose caller is the other end of the TLS connection
 * @param errors how the service spells refusals
 */
public record Api(
    String service, Bindings<Caller> signed, Bindings<TlsPeer> unsigned, ErrorNames errors) {
  /** An API that only answers signed calls. */
  public static Api signed(String service, Bindings<Caller> signed, ErrorNames errors) {
    return new Api(service, signed, Bindings.none(), errors);
  }
}
