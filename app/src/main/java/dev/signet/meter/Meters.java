// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.meter;

import java.util.List;

/** All that is measured here, told as one text. */
public record Meters(List<Measured> all) {
  public Meters {
    all = List.copyOf(all);
  }

  /** The present figures in the text format of Prometheus. */
  public String text() {
    Exposition exposition = new Exposition();
    all.forEach(figures -> figures.tell(exposition));
    return exposition.text();
  }
}
