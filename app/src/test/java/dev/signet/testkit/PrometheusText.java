// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics read as strictly as the text format (version 0.0.4) allows: each family is HELP, TYPE and
 * its samples in one place, no sample is there twice, and histograms add up.
 */
public final class PrometheusText {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"((?:[^\"\\\\]|\\\\[\\\\\"n])*)\"";
  private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") \\S.*");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram)");
  private static final Pattern SAMPLE =
      Pattern.compile("(" + NAME + ")(\\{" + LABEL + "(?:," + LABEL + ")*})? (\\S+)");

  private final Map<String, Double> samples = new LinkedHashMap<>();
  private final Map<String, String> types = new TreeMap<>();

  private PrometheusText() {}

  /** Reads a text, or says which line breaks a rule. */
  public static PrometheusText parse(String text) {
    require(text.endsWith("\n"), "the text ends amid a line");
    PrometheusText read = new PrometheusText();
    String family = "";
    String helped = "";
    for (String line : text.lines().toList()) {
      Matcher help = HELP.matcher(line);
      Matcher type = TYPE.matcher(line);
      if (help.matches()) {
        helped = help.group(1);
      } else if (type.matches()) {
        family = type.group(1);
        require(family.equals(helped), "no HELP right before: " + line);
        require(read.types.put(family, type.group(2)) == null, "a second time: " + line);
      } else {
        read.sample(family, line);
      }
    }
    read.requireHistograms();
    return read;
  }

  private void sample(String family, String line) {
    Matcher sample = SAMPLE.matcher(line);
    require(sample.matches(), "no sample: " + line);
    String name = sample.group(1);
    boolean ofHistogram =
        "histogram".equals(types.get(family))
            && Set.of("_bucket", "_sum", "_count").contains(name.replace(family, ""));
    require(name.equals(family) || ofHistogram, "not of " + family + ": " + line);
    require(!"counter".equals(types.get(family)) || name.endsWith("_total"), "no total: " + line);
    String key = line.substring(0, line.lastIndexOf(' '));
    double value = Double.parseDouble(sample.group(sample.groupCount()));
    require(samples.put(key, value) == null, "a second time: " + key);
  }

  private void requireHistograms() {
    types.forEach((family, type) -> {
      if (type.equals("histogram")) {
        double below = 0;
        for (Map.Entry<String, Double> each : samples.entrySet()) {
          if (each.getKey().startsWith(family + "_bucket")) {
            require(each.getValue() >= below, "less than in the bucket before: " + each.getKey());
            below = each.getValue();
          }
        }
        require(value(family + "_bucket{le=\"+Inf\"}") == value(family + "_count"), family);
      }
    });
  }

  private static void require(boolean rule, String what) {
    if (!rule) {
      throw new AssertionError(what);
    }
  }

  /** The value of a sample, named as in the text with its labels; 0 when it is not told. */
  public double value(String sample) {
    return samples.getOrDefault(sample, 0.0);
  }

  /** The samples whose value is another than before, as name and difference. */
  public Map<String, Double> since(PrometheusText before, String prefix) {
    Map<String, Double> moved = new TreeMap<>();
    Set<String> all = new HashSet<>(samples.keySet());
    all.addAll(before.samples.keySet());
    for (String sample : all) {
      double by = value(sample) - before.value(sample);
      if (sample.startsWith(prefix) && by != 0) {
        moved.put(sample, by);
      }
    }
    return moved;
  }

  /** The names of all families. */
  public Set<String> families() {
    return types.keySet();
  }
}
