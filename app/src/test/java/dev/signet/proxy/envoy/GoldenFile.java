// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where a scene and what its proxies are told are written down. Either whole, in a folder: {@code
 * mesh.json}, and beside it a file for each proxy. Or as differences from such scenes, in one file:
 * the {@code base}, the patch of its {@code mesh}, and how what each proxy is {@code told} differs
 * from what its namesake in the base is told, or another that it is {@code like}.
 */
sealed interface GoldenFile {
  Path ALL = Path.of("src/test/resources/golden");

  /** The mesh, as {@link GoldenScene} reads it. */
  JsonNode mesh();

  /** What the proxy of this name is told, by the file. */
  JsonNode told(String proxy);

  /** Takes over what the proxy is told now; a difference must have its base written before. */
  void write(String proxy, JsonNode told);

  /** All, those that are whole first. */
  static Stream<GoldenFile> all() {
    try (Stream<Path> files = Files.list(ALL)) {
      return files
          .sorted(
              Comparator.comparing((Path file) -> !Files.isDirectory(file))
                  .thenComparing(file -> file))
          .<GoldenFile>map(file -> Files.isDirectory(file) ? new Whole(file) : new Differing(file))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder. */
  record Whole(Path folder) implements GoldenFile {
    @Override
    public JsonNode mesh() {
      return read(folder.resolve("mesh.json"));
    }

    @Override
    public JsonNode told(String proxy) {
      return read(file(proxy));
    }

    @Override
    public void write(String proxy, JsonNode told) {
      GoldenFile.write(file(proxy), GoldenText.of(told));
    }

    private Path file(String proxy) {
      return folder.resolve(proxy + ".json");
    }

    @Override
    public String toString() {
      return String.valueOf(folder.getFileName());
    }
  }

  /** A file. */
  record Differing(Path file) implements GoldenFile {
    @Override
    public JsonNode mesh() {
      JsonNode all = read(file);
      return Difference.apply(base(all).mesh(), all.path("mesh"));
    }

    @Override
    public JsonNode told(String proxy) {
      JsonNode all = read(file);
      return Difference.apply(start(all, proxy), all.path("told").required(proxy));
    }

    @Override
    public void write(String proxy, JsonNode told) {
      ObjectNode all = (ObjectNode) read(file);
      all.withObjectProperty("told").set(proxy, Difference.between(start(all, proxy), told));
      GoldenFile.write(file, CompactJson.of(all));
    }

    private static Whole base(JsonNode all) {
      return new Whole(ALL.resolve(all.path("base").asText()));
    }

    /** What the difference starts from. */
    private static JsonNode start(JsonNode all, String proxy) {
      JsonNode like = all.path("like").path(proxy);
      return like.isMissingNode()
          ? base(all).told(proxy)
          : read(ALL.resolve(like.asText() + ".json"));
    }

    @Override
    public String toString() {
      return String.valueOf(file.getFileName()).replace(".json", "");
    }
  }

  private static JsonNode read(Path file) {
    try {
      return GoldenScene.JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
