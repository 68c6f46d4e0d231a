// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.signet.kernel.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A table of a TOML file, read key by key. What nobody asked for is refused by its name. */
final class TomlTable {
  private final String place;
  private final JsonNode node;
  private final Set<String> known = new TreeSet<>();

  private TomlTable(String place, JsonNode node) {
    this.place = place;
    this.node = node;
  }

  /** The table that is a whole file. */
  static TomlTable of(Path file) {
    try {
      return new TomlTable("", new TomlMapper().readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw new AgentRefused(
          file + ", line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new AgentRefused("cannot read " + file + ": " + FileTrouble.of(e));
    }
  }

  Optional<String> text(String key) {
    return value(key)
        .map(value -> {
          if (!value.isTextual()) {
            throw refused(key, value.toString(), "a string");
          }
          return value.asText();
        });
  }

  String need(String key) {
    return text(key).orElseThrow(() -> new AgentRefused(named(key) + " is missing"));
  }

  /** What is on unless it is switched off. */
  boolean isOn(String key) {
    Optional<JsonNode> value = value(key);
    if (value.isPresent() && !value.get().isBoolean()) {
      throw refused(key, value.get().toString(), "true or false");
    }
    return value.map(JsonNode::asBoolean).orElse(true);
  }

  /** A table inside; an empty one where there is none. */
  TomlTable table(String key) {
    JsonNode inside = value(key).orElseGet(() -> new TomlMapper().createObjectNode());
    if (!inside.isObject()) {
      throw refused(key, inside.toString(), "a table");
    }
    return new TomlTable(named(key) + ".", inside);
  }

  List<TomlTable> tables(String key) {
    List<TomlTable> tables = new ArrayList<>();
    Optional<JsonNode> all = value(key);
    for (int i = 0; all.isPresent() && i < all.get().size(); i++) {
      if (!all.get().isArray() || !all.get().get(i).isObject()) {
        throw refused(key, all.get().toString(), "tables, [[" + named(key) + "]]");
      }
      tables.add(new TomlTable(named(key) + "[" + i + "].", all.get().get(i)));
    }
    return tables;
  }

  /** Everything was asked for; what is left is a mistake. */
  void close() {
    node.fieldNames()
        .forEachRemaining(key -> {
          if (!known.contains(key)) {
            throw new AgentRefused(
                named(key) + " is not known: expected one of " + String.join(", ", known));
          }
        });
  }

  AgentRefused refused(String key, String found, String expected) {
    return new AgentRefused(named(key) + " = " + found + ": expected " + expected);
  }

  private Optional<JsonNode> value(String key) {
    known.add(key);
    return Optional.ofNullable(node.get(key));
  }

  private String named(String key) {
    return place + key;
  }
}
