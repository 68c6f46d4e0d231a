// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.fuzz;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs one target in this process, for {@code signet bench fuzz}; ends with 1 after a find. */
public final class OneTarget {
  private OneTarget() {}

  /** The target's class is the one argument. */
  public static void main(String[] arguments) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(arguments[0]))
            // What JUnit would limit is the whole run; Jazzer limits each input by the same number.
            .configurationParameter("junit.jupiter.execution.timeout.mode", "disabled")
            .build();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.printFailuresTo(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    boolean good = summary.getTestsSucceededCount() > 0 && summary.getTotalFailureCount() == 0;
    System.exit(good ? 0 : 1);
  }
}
