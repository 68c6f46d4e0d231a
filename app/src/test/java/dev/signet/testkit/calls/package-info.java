// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/**
 * The product as its callers know it, in the records of the models: a CA or a certificate is one
 * line. Needs nothing of the server's code but {@code wire}, so that tests of rooms, front tests,
 * acceptance tests and benchmarks share it.
 */
@NullMarked
package dev.signet.testkit.calls;

import org.jspecify.annotations.NullMarked;
