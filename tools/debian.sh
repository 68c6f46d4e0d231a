# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
# Sourced by the signet script: programs that this project does not bring.

# Debian packages are installed for tests and benchmarks only, and only as root. Nothing is skipped when they are missing.
# The program $1 of the package $2.
install_debian() {
  if command -v "$1" >/dev/null; then return 0; fi
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    die "$1 is missing and only root with apt-get may install $2 here: install it, then run this again"
  fi
  say "installing $2"
  mkdir -p "$STATE"
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$2"; } \
    >"$STATE/apt.log" 2>&1 || die "cannot install $2; the output of apt-get is in $STATE/apt.log"
}
