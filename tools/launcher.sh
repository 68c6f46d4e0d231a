#!/usr/bin/env bash
# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
# Starts the built program: bin/signet of the archive, beside lib/ and the start-up cache.
set -euo pipefail

bin=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
archive=$(dirname "$bin")
# shellcheck source=tools/jdk.sh
. "$bin/jdk.sh"

find_jdk java

# Sets class_path, sorted the same everywhere: a start-up cache is bound to the order of the jars.
# (The locale is changed in here only: the JVM takes its file name encoding from it.)
list_jars() {
  local LC_ALL=C jar
  class_path=
  for jar in "$1"/*.jar; do class_path+=${class_path:+:}$jar; done
}
list_jars "$archive/lib"

# Without memory the program ends, and whoever watches over it starts it again: half of it would be
# worse than none.
# A cache made with other flags is ignored without a word: one list for making it and for using it.
flags=(-XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xmx256m
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
  -Dio.netty.jfr.enabled=false # nobody records its events, and to describe them takes time
  "-Djava.library.path=$archive/native" # in the order of the libraries that look there:
  "-Dorg.sqlite.lib.path=$archive/native" -Dorg.sqlite.lib.name=libsqlitejdbc.so
  -Dcom.amazon.corretto.crypto.provider.useExternalLib=true)
# A command is over before the second compiler could pay off; a server is not.
if [ "${1:-}" != serve ]; then flags+=(-XX:TieredStopAtLevel=1); fi
# The JVM looks at no variable for temporary files.
if [ -n "${TMPDIR:-}" ]; then flags+=("-Djava.io.tmpdir=$TMPDIR"); fi

cache=$archive/$(cache_file "$JDK_HOME" "${1:-}")
if [ -n "${SIGNET_TRAIN_CACHE:-}" ]; then
  flags+=("-XX:AOTCacheOutput=$SIGNET_TRAIN_CACHE")
elif cache_fits "$cache" "$JDK_HOME" "$archive/lib"; then
  flags+=("-XX:AOTCache=$cache")
else
  printf 'signet: no start-up cache for these jars and this JDK (%s), starting without; "signet build" makes one\n' "$JDK_HOME" >&2
fi

# shellcheck disable=SC2086 # several options may stand in SIGNET_JAVA_OPTIONS
exec "$JDK_HOME/bin/java" "${flags[@]}" ${SIGNET_JAVA_OPTIONS:-} -cp "$class_path" dev.signet.cli.Main "$@"
