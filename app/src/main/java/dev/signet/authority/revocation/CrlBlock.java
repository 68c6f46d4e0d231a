// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

/**
 * Entries of a CRL that stand side by side, in order of serials: all that follow one, up to what
 * the next block follows; the first has all before them too. It never changes, and the editions
 * that have the same entries there share it.
 *
 * @param name of its row
 * @param after the serial that they follow, hexadecimal
 * @param ends when the first of their certificates does, in seconds
 * @param octets how many they have together
 */
record CrlBlock(String name, String after, long ends, long octets) {}
