// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What a file may be like, besides what the compiler and the formatter hold. */
final class SourceRules {
  private static final int FILE_LINES = 400;
  private static final int METHOD_LINES = 60;
  private static final int PARAMETERS = 6;

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

  private SourceRules() {}

  /** What is too big in Java files. Constructors may have more parameters, as records do. */
  static List<String> tooBig(Map<String, String> sources) {
    List<String> found = new ArrayList<>();
    sources.forEach((name, source) -> {
      long lines = source.lines().count();
      if (lines > FILE_LINES) {
        found.add(name + ": " + lines + " lines, expected at most " + FILE_LINES);
      }
    });
    found.addAll(scanned(sources, Methods::new));
    return found;
  }

  /** Where a service's error is named outside of the tables that spell refusals. */
  static List<String> strayErrorNames(Map<String, String> sources) {
    Map<String, String> others = new TreeMap<>(sources);
    others.keySet().removeIf(name -> name.endsWith("Errors.java"));
    return scanned(others, ErrorNameScanner::new);
  }

  /** Where code decides by the text of a message, which is for people only. */
  static List<String> decisionsOnMessages(Map<String, String> sources) {
    return scanned(sources, MessageScanner::new);
  }

  private interface Scanner {
    TreeScanner<@Nullable Void, List<String>> of(
        String file, CompilationUnitTree unit, SourcePositions positions);
  }

  private static List<String> scanned(Map<String, String> sources, Scanner scanner) {
    List<String> found = new ArrayList<>();
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, source) -> files.add(new Source(name, source)));
    if (files.isEmpty()) {
      return found;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task = (JavacTask) compiler.getTask(null, null, null, null, null, files);
    try {
      for (CompilationUnitTree unit : task.parse()) {
        String name = unit.getSourceFile().getName().substring(1);
        unit.accept(scanner.of(name, unit, Trees.instance(task).getSourcePositions()), found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static final class ErrorNameScanner extends TreeScanner<@Nullable Void, List<String>> {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z]+Exception");
    private final String file;

    ErrorNameScanner(String file, CompilationUnitTree unit, SourcePositions positions) {
      this.file = file;
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree literal, List<String> found) {
      if (literal.getValue() instanceof String text && NAME.matcher(text).find()) {
        found.add(file + " names " + text);
      }
      return super.visitLiteral(literal, found);
    }
  }

  private static final class MessageScanner extends TreeScanner<@Nullable Void, List<String>> {
    private static final Set<String> DECIDING =
        Set.of(
            "contains",
            "startsWith",
            "endsWith",
            "equals",
            "equalsIgnoreCase",
            "matches",
            "indexOf");
    private static final Pattern MESSAGE = Pattern.compile("\\b(getMessage|message)\\(\\)");
    private final String file;

    MessageScanner(String file, CompilationUnitTree unit, SourcePositions positions) {
      this.file = file;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, List<String> found) {
      if (call.getMethodSelect() instanceof MemberSelectTree select
          && DECIDING.contains(select.getIdentifier().toString())
          && (MESSAGE.matcher(select.getExpression().toString()).find()
              || call.getArguments().stream()
                  .anyMatch(argument -> MESSAGE.matcher(argument.toString()).find()))) {
        found.add(file + " decides by " + call);
      }
      return super.visitMethodInvocation(call, found);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public String getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Methods extends TreeScanner<@Nullable Void, List<String>> {
    private final String file;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    Methods(String file, CompilationUnitTree unit, SourcePositions positions) {
      this.file = file;
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, List<String> found) {
      LineMap map = unit.getLineMap();
      long lines =
          map.getLineNumber(positions.getEndPosition(unit, method))
              - map.getLineNumber(positions.getStartPosition(unit, method))
              + 1;
      String name = file + " " + method.getName();
      if (lines > METHOD_LINES) {
        found.add(name + ": " + lines + " lines, expected at most " + METHOD_LINES);
      }
      int parameters = method.getParameters().size();
      if (parameters > PARAMETERS && method.getReturnType() != null) {
        found.add(name + ": " + parameters + " parameters, expected at most " + PARAMETERS);
      }
      return super.visitMethod(method, found);
    }
  }

  /** The simple names that several of these source files have, each with its files. */
  static List<String> sharedNames(Collection<String> files) {
    Map<String, Set<String>> byName = new TreeMap<>();
    for (String file : files) {
      String name = file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
      byName.computeIfAbsent(name, _ -> new TreeSet<>()).add(file);
    }
    byName.remove("package-info");
    return byName.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
        .toList();
  }

  /** The links of a page that lead to no file. */
  static List<String> deadLinks(Path page, String text) {
    List<String> found = new ArrayList<>();
    Matcher link = LINK.matcher(text);
    while (link.find()) {
      String target = link.group(1);
      if (!target.contains("://") && !Files.exists(page.resolveSibling(target))) {
        found.add(page + ": " + target);
      }
    }
    return found;
  }
}
