// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

/** A generated enumeration: the constants' names follow Java, {@link #value} is what travels. */
public interface WireEnum {
  /** The value on the wire. */
  String value();
}
