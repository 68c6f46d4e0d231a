// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench ocsp}: answers per second, those that are kept and those that are signed. */
@Command(
    name = "ocsp",
    mixinStandardHelpOptions = true,
    description = {
      "OCSP by GET and POST over many certificates, 64 connections: kept answers beside nginx with a"
          + " file of that size and CFSSL's ocspserve, new ones beside what openssl speed signs."
    })
final class OcspCommand implements Callable<Integer> {
  /** Of RSA only new answers are measured, at a tenth of P-256's rate. */
  private static final int RSA_SHARE = 5;

  @Option(
      names = "--certificates",
      paramLabel = "N",
      defaultValue = "100000",
      description = {
        "Certificates on P-256, one in 100 revoked (default: 100000); a fifth on RSA-2048."
      })
  private int certificates;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Length of each measurement, in seconds (default: 3).")
  private int seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Measurements of each program (default: 5).")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "15",
      description = "Load before, in seconds (default: 15).")
  private int warmUp;

  @Mixin private Recording recording = new Recording();

  @Override
  public Integer call() {
    History history = recording.history("ocsp");
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("what", "OCSP over HTTP, closed loop; kept answers, and new ones");
    numbers.put("connections", Load.CONNECTIONS);
    numbers.put("openssl", Openssl.version());
    numbers.put("certificates", certificates);
    try (Scratch scratch = Scratch.open()) {
      Server server = Server.start(scratch, "data");
      OcspScene scene = OcspScene.of(server, Algorithm.P256, certificates);
      Figures.title("%d certificates on P-256".formatted(certificates));
      OcspHot hot = new OcspHot(scratch, scene, Duration.ofSeconds(seconds), rounds);
      numbers.put("kept", hot.measure(Duration.ofSeconds(warmUp)));
      numbers.put("new", new OcspCold(scene, OcspHot.ASKED).measure());
      numbers.put("memory", Memory.of(server).numbers());
    }
    try (Scratch scratch = Scratch.open()) {
      int fewer = certificates / RSA_SHARE;
      Server server = Server.start(scratch, "data");
      Figures.title("%d certificates on RSA-2048".formatted(fewer));
      OcspScene scene = OcspScene.of(server, Algorithm.RSA_2048, fewer);
      numbers.put("new_rsa", new OcspCold(scene, 0).measure());
    }
    history.append(numbers);
    return 0;
  }
}
