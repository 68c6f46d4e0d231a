// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** step-ca with its database (Badger), by TLS, with a token of a JWK provisioner per request. */
record StepCa(PeerProcess process, StepToken token) {
  static StepCa start(Scratch scratch, Algorithm algorithm) {
    PeerAuthority ca = PeerAuthority.make(scratch, algorithm);
    int port = PeerProcess.freePort();
    StepToken token = StepToken.at("https://127.0.0.1:" + port + "/1.0/sign");
    Path folder = scratch.folder();
    Path configuration = folder.resolve("step-ca.json");
    try {
      Files.write(configuration, json(configuration(ca, folder, port, token)));
    } catch (IOException e) {
      throw new BenchFailed("cannot write " + configuration + ": " + e.getMessage());
    }
    ProcessBuilder builder =
        new ProcessBuilder(PeerProcess.program("SIGNET_STEP_CA"), configuration.toString());
    builder.environment().put("STEPPATH", folder.resolve("step").toString());
    return new StepCa(PeerProcess.start(scratch, port, builder), token);
  }

  Target target() {
    return Target.tls(process.address());
  }

  /** So many ready requests; each is good for one certificate, within five minutes. */
  List<byte[]> requests(List<byte[]> csrs, int count) {
    List<byte[]> requests = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int subject = i % csrs.size();
      requests.add(request(csrs.get(subject), token.of(Algorithm.subject(subject))));
    }
    return requests;
  }

  private byte[] request(byte[] csr, String once) {
    byte[] body = json(Map.of("csr", new String(csr, StandardCharsets.US_ASCII), "ott", once));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", "127.0.0.1:" + process.address().getPort());
    headers.put("Content-Type", "application/json");
    headers.put("Content-Length", body.length + "");
    return HttpMessage.request("POST /1.0/sign HTTP/1.1", headers, body);
  }

  private static Map<String, Object> configuration(
      PeerAuthority ca, Path folder, int port, StepToken token) {
    Map<String, Object> provisioner = new LinkedHashMap<>();
    provisioner.put("type", "JWK");
    provisioner.put("name", StepToken.PROVISIONER);
    provisioner.put("key", token.publicKey());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("root", ca.certificate().toString());
    all.put("crt", ca.certificate().toString());
    all.put("key", ca.key().toString());
    all.put("address", "127.0.0.1:" + port);
    all.put("dnsNames", List.of("127.0.0.1", "localhost"));
    all.put("db", Map.of("type", "badgerv2", "dataSource", folder.resolve("badger").toString()));
    all.put("authority", Map.of("provisioners", List.of(provisioner)));
    return all;
  }

  private static byte[] json(Object value) {
    try {
      return new ObjectMapper().writeValueAsBytes(value);
    } catch (IOException e) {
      throw new BenchFailed("cannot write JSON: " + e.getMessage());
    }
  }
}
