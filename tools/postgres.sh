# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
# Sourced by the signet script: a PostgreSQL for the tests of queries, in a folder of its own.

# Debian packages are installed for test extra only, and only as root.
install_postgres() {
  if [ -n "$(postgres_programs)" ]; then return 0; fi
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    die "postgresql is missing and only root with apt-get may install it here: install it, then run the tests again"
  fi
  say "installing postgresql"
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends postgresql; } \
    >"$STATE/apt-postgresql.log" 2>&1 || die "cannot install postgresql; the output of apt-get is in $STATE/apt-postgresql.log"
}

# The folder with initdb and pg_ctl of the newest version.
postgres_programs() {
  local folder
  for folder in /usr/lib/postgresql/*/bin; do
    if [ -x "$folder/initdb" ]; then printf '%s\n' "$folder"; fi
  done | sort -V | tail -n 1
}

# Runs its arguments with a fresh server; sets SIGNET_POSTGRES to its JDBC address. PostgreSQL
# refuses to run as root: then it runs as the user of its Debian package.
with_postgres() {
  local programs folder port as=() failed=
  programs=$(postgres_programs)
  folder=$(mktemp -d)
  if [ "$(id -u)" -eq 0 ]; then
    chown postgres "$folder"
    as=(runuser -u postgres --)
  fi
  port=$("$SIGNET_PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  (
    cd "$folder" || exit 1
    "${as[@]}" "$programs/initdb" -D "$folder/data" -U signet -A trust -E UTF8 --no-locale >"$folder/log" 2>&1 &&
      "${as[@]}" "$programs/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -o "-p $port -c unix_socket_directories= -c listen_addresses=127.0.0.1 -c fsync=off" start >>"$folder/log" 2>&1
  ) || die "PostgreSQL did not start: $(tail -n 3 "$folder/log")"
  # shellcheck disable=SC2064 # the values of now
  trap "cd /; ${as[*]} '$programs/pg_ctl' -D '$folder/data' -m immediate stop >/dev/null 2>&1; rm -rf '$folder'" EXIT
  SIGNET_POSTGRES="jdbc:postgresql://127.0.0.1:$port/postgres?user=signet"
  "$@" || failed=yes
  (cd / && "${as[@]}" "$programs/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1)
  rm -rf "$folder"
  trap - EXIT
  [ -z "$failed" ]
}
