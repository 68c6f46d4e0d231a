# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
# Sourced by the signet script: builds the program into app/target/signet, with a start-up cache.

readonly ARCHIVE=$ROOT/app/target/signet
readonly STAMP=$ROOT/app/target/signet.built

# Sets JAVA_HOME and MAVEN_OPTS for building.
use_build_tools() {
  find_jdk javac || exit 1
  command -v mvn >/dev/null || die "no Maven found: install Maven 3.8 or newer so that mvn is on the PATH"
  export JAVA_HOME=$JDK_HOME
  # They silence what Maven 3.8 itself makes JDK 25 say.
  export MAVEN_OPTS="${MAVEN_OPTS:+$MAVEN_OPTS }--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
}

# True when nothing that goes into the program changed since it was built. Folders count too, so
# that a removed file is noticed.
is_fresh() {
  [ -e "$STAMP" ] && [ -x "$ARCHIVE/bin/signet" ] || return 1
  local path inputs=()
  for path in "$ROOT"/{pom.xml,.mvn,models,tools/jdk.sh,tools/launcher.sh} "$ROOT"/{wiregen,pki,wire,app}/{pom.xml,src/main}; do
    if [ -e "$path" ]; then inputs+=("$path"); fi
  done
  [ -z "$(find "${inputs[@]}" -newer "$STAMP" -print -quit)" ]
}

build_if_stale() {
  if is_fresh; then return 0; fi
  lock build
  # Another signet may have built while this one waited.
  is_fresh || build_program
  unlock
}

# What the command build does: also makes the start-up cache for the JDK of now, if there is none.
build_all() {
  if is_fresh; then say "nothing changed since the last build"; fi
  build_if_stale
  find_jdk java || exit 1
  if ! cache_fits "$ARCHIVE/$(cache_file "$JDK_HOME" serve)" "$JDK_HOME" "$ARCHIVE/lib"; then
    lock build
    train_cache
    unlock
  fi
}

build_program() {
  use_build_tools
  # The stamp is taken before the build: what is edited meanwhile is built the next time.
  local began=$SECONDS started=$STATE/build.started
  : >"$started"
  rm -f "$STAMP"
  say "building with $JDK_HOME (the first time, libraries are fetched: some minutes)"
  run_maven "$STATE/build.log" -pl app -am package -Dmaven.test.skip=true -Dspotless.check.skip=true || exit 1
  unpack_natives
  mkdir -p "$ARCHIVE/bin"
  cp "$ROOT/tools/jdk.sh" "$ARCHIVE/bin/jdk.sh"
  cp "$ROOT/tools/launcher.sh" "$ARCHIVE/bin/signet"
  chmod 755 "$ARCHIVE/bin/signet"
  train_cache
  mv "$started" "$STAMP"
  say "built in $((SECONDS - began)) s"
}

# The fuzz targets and the class path that they run with.
compile_fuzz() {
  use_build_tools
  lock build
  run_maven "$STATE/fuzz.log" -pl fuzz -am test-compile -Dspotless.check.skip=true || exit 1
  unlock
}

# Puts the libraries' native parts beside them. Else each start unpacks 14 MB into the folder for
# temporary files, which may be full, or mounted without the right to run what is in it.
unpack_natives() {
  local scratch pair
  scratch=$(mktemp -d)
  rm -rf "$ARCHIVE/native"
  mkdir -p "$ARCHIVE/native"
  for pair in \
    'sqlite-jdbc-*.jar org/sqlite/native/Linux/x86_64/libsqlitejdbc.so' \
    'AmazonCorrettoCryptoProvider-*.jar com/amazon/corretto/crypto/provider/libamazonCorrettoCryptoProvider.so' \
    'netty-tcnative-*-linux-x86_64.jar META-INF/native/libnetty_tcnative_linux_x86_64.so' \
    'netty-transport-native-epoll-*-linux-x86_64.jar META-INF/native/libnetty_transport_native_epoll_x86_64.so'; do
    # shellcheck disable=SC2086 # the first word is a pattern
    (cd "$scratch" && "$JDK_HOME/bin/jar" -xf "$ARCHIVE"/lib/${pair% *} "${pair#* }")
    mv "$scratch/${pair#* }" "$ARCHIVE/native/" || die "${pair% *} has no ${pair#* }"
  done
  rm -rf "$scratch"
}

# Runs Maven with its output in the file $1, shows how far it is, and tells its errors when it fails.
run_maven() {
  local log=$1
  shift
  if (cd "$ROOT" && mvn -B "$@" 2>&1) | tee "$log" | show_progress; then return 0; fi
  grep -m 60 '^\[ERROR\]' "$log" >&2 || tail -n 20 "$log" >&2
  say "Maven failed; all of its output is in $log"
  return 1
}

# Reads Maven's output and prints a line per module, per test class and per 50 fetched files.
show_progress() {
  local line fetched=0
  while IFS= read -r line; do
    case $line in
      *'Downloaded from '*)
        fetched=$((fetched + 1))
        if [ $((fetched % 50)) -eq 0 ]; then progress "$fetched files fetched"; fi
        ;;
      '[INFO] Building '*'['*) progress "${line#\[INFO\] Building }" ;;
      *'Tests run: '*' -- in '*) progress "  ${line#*\] }" ;;
    esac
  done
}

progress() { printf '  %4d s  %s\n' "$SECONDS" "$*" >&2; }

# One run of the server and one of a command, ended normally, write the two caches. Signet works
# without them, so a failure is told and forgiven.
train_cache() {
  local cache commands scratch pid waited=0 began=$SECONDS
  cache=$ARCHIVE/$(cache_file "$JDK_HOME" serve)
  commands=$ARCHIVE/$(cache_file "$JDK_HOME")
  rm -f "$ARCHIVE"/signet-*.aot "$ARCHIVE"/signet-*.aot.key
  scratch=$(mktemp -d)
  say "making the start-up cache (a short run of the server)"
  SIGNET_TRAIN_CACHE=$cache "$ARCHIVE/bin/signet" serve --data "$scratch/data" --port 0 >"$scratch/log" 2>&1 &
  pid=$!
  # Ctrl-C does not reach a background process of a script.
  # shellcheck disable=SC2064 # the values of now
  trap "kill -KILL $pid 2>/dev/null; rm -rf '$scratch'" EXIT
  until grep -q '^Signet ready' "$scratch/log" || [ $waited -ge 300 ] || ! kill -0 $pid 2>/dev/null; do
    sleep 0.2
    waited=$((waited + 1))
  done
  # A signed call goes through most of the front, so that those classes are in the cache too.
  SIGNET_TRAIN_CACHE=$commands "$ARCHIVE/bin/signet" mesh status --data "$scratch/data" >/dev/null 2>&1 || true
  kill -TERM $pid 2>/dev/null || true
  wait $pid 2>/dev/null || true
  trap - EXIT
  if [ -s "$cache" ]; then
    cache_key "$JDK_HOME" "$ARCHIVE/lib" | tee "$cache.key" >"$commands.key"
    say "start-up cache made in $((SECONDS - began)) s"
  else
    cp "$scratch/log" "$STATE/cache.log"
    say "no start-up cache was made (see $STATE/cache.log); Signet starts slower without it"
  fi
  rm -rf "$scratch"
}
