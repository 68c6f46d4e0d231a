// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.pki.cert.Serial;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/** A server whose certificates are asked about. */
record OcspScene(
    Server server, Algorithm algorithm, Target target, OcspQuestions questions, List<Serial> all) {
  static OcspScene of(Server server, Algorithm algorithm, int certificates) {
    IssuedMany many = IssuedMany.make(server, algorithm, certificates);
    URI status = URI.create(server.statusUrl());
    return new OcspScene(
        server,
        algorithm,
        Target.plain(new InetSocketAddress(status.getHost(), status.getPort())),
        new OcspQuestions(many.ca(), status.getAuthority()),
        many.serials());
  }

  /** Ready requests about some of the certificates. */
  List<byte[]> requests(OcspQuestions.Method method, int from, int to) {
    return all.subList(from, to).stream().map(serial -> questions.http(method, serial)).toList();
  }
}
