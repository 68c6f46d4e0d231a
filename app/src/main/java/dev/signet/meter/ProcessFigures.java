// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.meter;

import dev.signet.kernel.Version;
import java.time.Duration;
import java.time.Instant;

/** Which server this is, since when it runs, and what it takes of the machine. */
public final class ProcessFigures implements Measured {
  private static final double MILLIS = 1e3; // in a second

  @Override
  public void tell(Exposition exposition) {
    exposition.family("signet_build_info", Exposition.Type.GAUGE, "The version that runs, as 1.");
    exposition.sample("signet_build_info", 1, "version", Version.present());
    ProcessHandle.Info process = ProcessHandle.current().info();
    process.startInstant().ifPresent(start -> started(exposition, start));
    process.totalCpuDuration().ifPresent(cpu -> cpu(exposition, cpu));
    Runtime runtime = Runtime.getRuntime();
    gauge(exposition, "jvm_memory_used_bytes", "Heap in use.", used(runtime));
    gauge(exposition, "jvm_memory_max_bytes", "The most heap there can be.", runtime.maxMemory());
  }

  private static long used(Runtime runtime) {
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void started(Exposition exposition, Instant start) {
    String name = "process_start_time_seconds";
    exposition.family(name, Exposition.Type.GAUGE, "When the process started.");
    exposition.sample(name, start.toEpochMilli() / MILLIS);
  }

  private static void cpu(Exposition exposition, Duration cpu) {
    String name = "process_cpu_seconds_total";
    exposition.family(name, Exposition.Type.COUNTER, "CPU time that the process took.");
    exposition.sample(name, cpu.toMillis() / MILLIS);
  }

  private static void gauge(Exposition exposition, String name, String help, long octets) {
    exposition.family(name, Exposition.Type.GAUGE, help);
    exposition.sample(name, octets, "area", "heap");
  }
}
