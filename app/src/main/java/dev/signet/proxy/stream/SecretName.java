// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

/**
 * A secret by name and version, without its material.
 *
 * @param version changes whenever the material does, and only then: a hash of public parts and of
 *     the key's identity, never of key material
 */
public record SecretName(String name, String version) {}
