// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import dev.signet.agent.Installation.Kind;
import dev.signet.agent.Installation.Origin;
import dev.signet.agent.Targets.Keystore;
import dev.signet.agent.Targets.Layout;
import dev.signet.kernel.Arn;
import java.net.URI;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the settings of an agent from TOML. */
public final class AgentFile {
  private static final int MOST = 50;
  private static final Pattern COMMAND = Pattern.compile("/[a-zA-Z0-9/_\\-. =+@]+");
  private static final Pattern MODE = Pattern.compile("0?([0-7]{3})");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,31}");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,5})([smh])");
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(24);

  /** What stands once for all certificates, and may stand again in one of them. */
  private record Usual(
      Optional<String> owner, Optional<String> group, Duration interval, Layout layout) {}

  private AgentFile() {}

  /**
   * Reads a file.
   *
   * @throws AgentRefused naming the key, what it is and what was expected
   */
  public static AgentSettings read(Path file) {
    TomlTable root = TomlTable.of(file);
    Optional<URI> endpoint = root.text("endpoint_url").map(url -> endpoint(root, url));
    Usual usual = usual(root, new Usual(Optional.empty(), Optional.empty(), LONGEST, Layout.FILES));
    Optional<Path> trust = path(root, "trust_file");
    Optional<Path> status = path(root, "status_file");
    Optional<Path> metrics = path(root, "metrics_file");
    TomlTable capabilities = root.table("capabilities");
    List<Installation> all = new ArrayList<>();
    all.addAll(installations(capabilities.table("acm"), Kind.MANAGED, usual));
    all.addAll(installations(capabilities.table("secret"), Kind.SECRET, usual));
    capabilities.close();
    root.close();
    return new AgentSettings(endpoint, trust, status, metrics, all);
  }

  private static List<Installation> installations(TomlTable table, Kind kind, Usual usual) {
    boolean on = table.isOn("enabled");
    List<TomlTable> entries = table.tables("certificates");
    if (entries.size() > MOST) {
      throw table.refused("certificates", entries.size() + " entries", "at most " + MOST);
    }
    List<Installation> all = entries.stream().map(each -> entry(each, kind, usual)).toList();
    table.close();
    return on ? all : List.of();
  }

  private static Installation entry(TomlTable entry, Kind kind, Usual above) {
    Origin origin = origin(entry, kind);
    Usual usual = usual(entry, above);
    entry
        .text("role_arn")
        .ifPresent(role -> {
          throw entry.refused("role_arn", role, "none: to assume a role is not built yet");
        });
    Targets targets =
        new Targets(
            usual.layout(),
            needPath(entry, "certificate_path"),
            path(entry, "chain_path"),
            needPath(entry, "private_key_path"),
            keystore(entry),
            access(entry, "certificate_and_chain_permission", usual, AgentFile::isOpenMode),
            access(entry, "key_permission", usual, AgentFile::isSecretMode));
    List<String> refresh =
        entry.text("refresh_command").map(text -> command(entry, text)).orElse(List.of());
    entry.close();
    requireOneFolder(entry, targets);
    return new Installation(origin, targets, refresh, usual.interval());
  }

  private static Origin origin(TomlTable entry, Kind kind) {
    String key = kind == Kind.MANAGED ? "certificate_arn" : "secret_arn";
    String service = kind == Kind.MANAGED ? "acm" : "secretsmanager";
    String text = entry.need(key);
    return Arn.parse(text)
        .filter(arn -> arn.service().equals(service) && !arn.region().isEmpty())
        .map(arn -> new Origin(kind, arn))
        .orElseThrow(() -> entry.refused(key, text, "arn:aws:" + service + ":REGION:ACCOUNT:…"));
  }

  private static void requireOneFolder(TomlTable entry, Targets targets) {
    long folders = targets.files().stream().map(SafePlaces::folderOf).distinct().count();
    if (targets.layout() == Layout.SYMLINK && folders > 1) {
      throw entry.refused("layout", "symlink", "all paths of it in one folder");
    }
  }

  private static Usual usual(TomlTable table, Usual above) {
    return new Usual(
        table.text("owner").map(text -> name(table, "owner", text)).or(above::owner),
        table.text("group").map(text -> name(table, "group", text)).or(above::group),
        table.text("poll_interval").map(text -> interval(table, text)).orElse(above.interval()),
        table.text("layout").map(text -> layout(table, text)).orElse(above.layout()));
  }

  private static String name(TomlTable table, String key, String text) {
    if (!NAME.matcher(text).matches()) {
      throw table.refused(key, text, "the name of a user or group");
    }
    return text;
  }

  private static Layout layout(TomlTable table, String text) {
    return switch (text) {
      case "files" -> Layout.FILES;
      case "symlink" -> Layout.SYMLINK;
      default -> throw table.refused("layout", text, "files or symlink");
    };
  }

  private static Duration interval(TomlTable table, String text) {
    Matcher found = TIME.matcher(text);
    if (found.matches()) {
      Duration interval = Duration.parse("PT" + found.group(1) + found.group(2));
      if (interval.compareTo(SHORTEST) >= 0 && interval.compareTo(LONGEST) <= 0) {
        return interval;
      }
    }
    throw table.refused("poll_interval", text, "1m to 24h");
  }

  private static Optional<Keystore> keystore(TomlTable entry) {
    Optional<Path> file = path(entry, "pkcs12_path");
    Optional<Path> password = path(entry, "pkcs12_password_file");
    if (file.isPresent() != password.isPresent()) {
      throw new AgentRefused(
          "pkcs12_path and pkcs12_password_file: expected both of them, or neither");
    }
    return file.flatMap(path -> password.map(other -> new Keystore(path, other)));
  }

  private static List<String> command(TomlTable entry, String text) {
    if (!COMMAND.matcher(text).matches()) {
      throw entry.refused(
          "refresh_command",
          text,
          "an absolute path and arguments of letters, digits and /_-.=+@; no shell reads it");
    }
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  private static Access access(
      TomlTable entry, String key, Usual usual, Predicate<Set<PosixFilePermission>> fits) {
    TomlTable permission = entry.table(key);
    Set<PosixFilePermission> mode =
        permission.text("mode").map(text -> mode(permission, text, fits)).orElse(Access.OWNER_ONLY);
    permission.close();
    return new Access(mode, usual.owner(), usual.group());
  }

  private static Set<PosixFilePermission> mode(
      TomlTable table, String text, Predicate<Set<PosixFilePermission>> fits) {
    Matcher found = MODE.matcher(text);
    if (found.matches()) {
      Set<PosixFilePermission> mode = permissions(Integer.parseInt(found.group(1), 8));
      if (mode.contains(PosixFilePermission.OWNER_READ) && fits.test(mode)) {
        return mode;
      }
    }
    throw table.refused(
        "mode", text, "a mode such as 0644 for certificates, or 0600 or 0640 for keys");
  }

  private static Set<PosixFilePermission> permissions(int bits) {
    char[] letters = "rwxrwxrwx".toCharArray();
    for (int i = 0; i < letters.length; i++) {
      if ((bits >> (letters.length - 1 - i) & 1) == 0) {
        letters[i] = '-';
      }
    }
    return PosixFilePermissions.fromString(String.valueOf(letters));
  }

  /** Nobody but the owner writes it. */
  private static boolean isOpenMode(Set<PosixFilePermission> mode) {
    return !mode.contains(PosixFilePermission.GROUP_WRITE)
        && !mode.contains(PosixFilePermission.OTHERS_WRITE);
  }

  /** Nor does anybody read it but the owner and the group. */
  private static boolean isSecretMode(Set<PosixFilePermission> mode) {
    return isOpenMode(mode)
        && !mode.contains(PosixFilePermission.OTHERS_READ)
        && !mode.contains(PosixFilePermission.OTHERS_EXECUTE);
  }

  private static URI endpoint(TomlTable root, String text) {
    try {
      URI url = URI.create(text);
      if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // then it is none
    }
    throw root.refused("endpoint_url", text, "http://HOST:PORT or https://HOST:PORT");
  }

  private static Path needPath(TomlTable table, String key) {
    return absolute(table, key, table.need(key));
  }

  private static Optional<Path> path(TomlTable table, String key) {
    return table.text(key).map(text -> absolute(table, key, text));
  }

  private static Path absolute(TomlTable table, String key, String text) {
    if (!text.startsWith("/") || text.endsWith("/") || text.indexOf('\0') >= 0) {
      throw table.refused(key, text, "an absolute path of a file");
    }
    Path path = Path.of(text);
    if (!path.equals(path.normalize())) {
      throw table.refused(key, text, "a path without . and ..");
    }
    return path;
  }
}
