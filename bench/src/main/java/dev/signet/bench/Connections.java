// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** As many as every load has. */
record Connections(List<Connection> all) implements AutoCloseable {
  static Connections open(Target target, Selector selector) throws IOException {
    Connections connections = new Connections(new ArrayList<>());
    try {
      for (int i = 0; i < Load.CONNECTIONS; i++) {
        Connection connection = target.connect();
        connections.all.add(connection);
        connection.register(selector);
      }
      return connections;
    } catch (IOException | RuntimeException e) {
      connections.close();
      throw e;
    }
  }

  @Override
  public void close() {
    for (Connection connection : all) {
      try {
        connection.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
