// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/**
 * The agent of a host: it fetches certificates with their keys, puts them in the place of the old
 * ones, and tells the program that uses them. It runs beside no server and has no database.
 */
@NullMarked
package dev.signet.agent;

import org.jspecify.annotations.NullMarked;
