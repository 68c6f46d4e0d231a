// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import dev.signet.wiregen.ServiceFacts.ShapeFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code Main MODELS TARGET}: reads every model file of one folder, with its common members in the
 * folder {@code faces}, and writes Java source into the other.
 */
public final class Main {
  private static final String ROOT = "dev.signet.wire.generated";

  private Main() {}

  /**
   * Runs the generator; fails on the first thing that a model says and the generator does not know.
   */
  public static void main(String[] args) throws IOException {
    Sources sources = new Sources(Path.of(args[1]));
    List<ServiceFacts> services = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".json")).sorted().toList()) {
        services.add(ModelReader.read(file));
      }
    }
    for (ServiceFacts service : services) {
      Path faces = Path.of(args[0], "faces", service.name() + ".json");
      generate(service, Face.read(faces), sources);
    }
    sources.write(
        ROOT, "package-info", packageInfo(ROOT, "All services that were generated from models."));
    sources.write(ROOT, "Services", "package " + ROOT + ";\n\n" + services(services));
    sources.deleteOthers();
  }

  private static void generate(ServiceFacts service, List<Face> faces, Sources sources)
      throws IOException {
    String packageName = ROOT + "." + Names.packageName(service.name());
    String head =
        "package "
            + packageName
            + ";\n\nimport dev.signet.wire.codec.*;\nimport org.jspecify.annotations.Nullable;\n\n";
    JavaTypes types = JavaTypes.simple(service);
    UnionSource unions = new UnionSource(JavaTypes.qualified(service, packageName));
    for (ShapeFacts shape : service.shapes().values()) {
      if (JavaTypes.isOwnType(shape)) {
        String source =
            shape.isEnum()
                ? EnumSource.of(shape)
                : shape.isUnion() ? unions.of(shape) : new StructureSource(types, faces).of(shape);
        sources.write(packageName, shape.name(), head + source);
      }
    }
    for (Face face : faces) {
      require(service, face, types);
      sources.write(packageName, face.name(), head + face.source());
    }
    sources.write(packageName, "Shapes", head + new ShapesSource(service, types).source());
    sources.write(packageName, Names.holder(service.name()), head + HolderSource.of(service));
    sources.write(
        packageName,
        "package-info",
        packageInfo(packageName, "Records and operations of " + service.name() + "."));
  }

  private static void require(ServiceFacts service, Face face, JavaTypes types) {
    if (service.shapes().containsKey(face.name())) {
      throw new ModelException(
          service.name() + ": face '" + face.name() + "' has the name of a shape");
    }
    if (service.shapes().values().stream()
        .filter(shape -> shape.type().equals("structure") && !shape.isUnion())
        .noneMatch(shape -> face.of(shape, types).isPresent())) {
      throw new ModelException(
          service.name() + ": no structure has all members of face '" + face.name() + "'");
    }
  }

  private static String services(List<ServiceFacts> services) {
    String all =
        services.stream()
            .map(service ->
                ROOT
                    + "."
                    + Names.packageName(service.name())
                    + "."
                    + Names.holder(service.name())
                    + ".SERVICE")
            .collect(Collectors.joining(",\n            "));
    return """
    import dev.signet.wire.codec.ServiceModel;
    import java.util.List;

    /** All services that were generated from models. */
    public final class Services {
      private Services() {}

      /** In the order of their names. */
      public static List<ServiceModel> all() {
        return List.of(
                %s);
      }
    }
    """
        .formatted(all);
  }

  private static String packageInfo(String packageName, String sentence) {
    return "/** %s */\n@org.jspecify.annotations.NullMarked\npackage %s;\n"
        .formatted(sentence, packageName);
  }
}
