# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
# Sourced by the signet script and by the launcher of the built program: finds a JDK.

readonly JDK_WANTED=25

# The feature version (25) of the JDK installed in $1, or nothing. Reads a file instead of starting
# a JVM: the launcher runs this before every command.
jdk_feature_of() {
  local line
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  while IFS= read -r line; do
    if [[ $line =~ ^JAVA_VERSION=\"([0-9]+) ]]; then
      printf '%s\n' "${BASH_REMATCH[1]}"
      return 0
    fi
  done <"$1/release"
}

# Every folder that may hold a JDK: what the user chose comes first, then the usual install folders.
jdk_candidates() {
  local on_path
  if [ -n "${JAVA_HOME:-}" ]; then printf '%s\n' "$JAVA_HOME"; fi
  if on_path=$(command -v java); then
    on_path=$(readlink -f "$on_path")
    printf '%s\n' "${on_path%/bin/java}"
  fi
  local pattern folder
  for pattern in /usr/lib/jvm /usr/java /usr/local /usr/local/java /opt /opt/java "${HOME:-/nonexistent}/.sdkman/candidates/java" \
    "${HOME:-/nonexistent}/.jdks" "${HOME:-/nonexistent}/.local/share/mise/installs/java"; do
    for folder in "$pattern"/*; do
      if [ -x "$folder/bin/java" ]; then printf '%s\n' "$folder"; fi
    done
  done
}

# Sets JDK_HOME to the first JDK that is new enough. $1 is the program that must be in it: java to
# run, javac to build.
find_jdk() {
  local program=$1 folder feature
  JDK_HOME=
  while IFS= read -r folder; do
    feature=$(jdk_feature_of "$folder")
    if [ -n "$feature" ] && [ "$feature" -ge "$JDK_WANTED" ] && [ -x "$folder/bin/$program" ]; then
      # shellcheck disable=SC2034 # read by whoever sources this file
      JDK_HOME=$folder
      return 0
    fi
  done < <(jdk_candidates)
  printf 'signet: no JDK %s or newer found (JAVA_HOME, PATH, /usr/lib/jvm, /opt, ~/.sdkman): install one, or set JAVA_HOME\n' \
    "$JDK_WANTED" >&2
  return 1
}

# True when the start-up cache in $1 fits the JDK in $2 and the jars in $3.
cache_fits() {
  [ -r "$1" ] && [ "$(cat "$1.key" 2>/dev/null)" = "$(cache_key "$2" "$3")" ]
}

# Says in one number whether a start-up cache fits: it is bound to the JDK build and to the exact jars.
# The JVM itself does not check the jars and would silently run the classes it was trained with.
cache_key() {
  local jdk=$1 lib=$2
  { cat "$jdk/release" && (cd "$lib" && LC_ALL=C stat -c '%n %s %Y' -- *.jar); } | cksum
}

# The name of the start-up cache for the JDK in $1 beside the folder lib: one for the server, and one
# for the other commands, which load other classes. $2 is the command.
cache_file() {
  local line build=unknown kind=command
  while IFS= read -r line; do
    if [[ $line =~ ^JAVA_RUNTIME_VERSION=\"([^\"]+)\" ]]; then build=${BASH_REMATCH[1]}; fi
  done <"$1/release"
  if [ "${2:-}" = serve ]; then kind=serve; fi
  printf 'signet-%s-%s.aot\n' "$kind" "$build"
}
