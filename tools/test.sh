# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
# Sourced by the signet script: runs the tests and ends with the runners' own closing lines.

run_tests() {
  case ${1:-} in
    '') test_default ;;
    --fast) test_fast ;;
    extra) test_extra ;;
    -h | --help) usage ;;
    *) die "test knows no \"$1\"; expected nothing, --fast or extra" ;;
  esac
}

# Format check, compile, unit, contract and front tests: no Envoy, no outside client.
test_fast() {
  use_build_tools
  maven_tests test -pl '!acceptance,!bench' -Dsurefire.excludedGroups=envoy,acceptance,extra,postgres
}

test_default() {
  command -v openssl >/dev/null || die "no openssl found, which judges certificates: install OpenSSL 3.0 or newer"
  use_python_env
  # First, because acceptance tests start the program as users do, with its start-up cache.
  build_if_stale
  use_build_tools
  export SIGNET_PROGRAM=$ARCHIVE/bin/signet
  maven_tests verify -Dsurefire.excludedGroups=extra,postgres
  python_tests 'test_*.py'
}

test_extra() {
  find_other_languages
  install_debian chromium chromium
  install_debian certtool gnutls-bin
  install_debian jq jq
  use_nginx
  use_python_env
  build_if_stale
  export SIGNET_PROGRAM=$ARCHIVE/bin/signet
  python_tests 'extra_*.py'
  install_postgres
  with_postgres postgres_tests
}

# The contract of the store, and the rooms with every table and query, on a real PostgreSQL.
postgres_tests() {
  use_build_tools
  maven_tests test -pl app -am -Dspotless.check.skip=true -Dsurefire.failIfNoSpecifiedTests=false \
    "-Dtest=dev/signet/store/PostgresStoreTest,dev/signet/ledger/*Test,dev/signet/authority/**/*Test,dev/signet/bucket/**/*Test,dev/signet/certificate/**/*Test,dev/signet/secret/**/*Test,dev/signet/event/**/*Test,dev/signet/mesh/**/*Test,dev/signet/proxy/identity/*Test,dev/signet/access/*Test" \
    -Dsurefire.excludedGroups=envoy,acceptance,extra,sqlite "-Dsignet.postgres=$SIGNET_POSTGRES"
}

# AWS's SDKs of two other languages, cert-manager's plugin and zlint are run as they come. Nothing is
# skipped when these are missing.
find_other_languages() {
  find_go
  SIGNET_NODE=$(command -v node) && SIGNET_NPM=$(command -v npm) ||
    die "node or npm is missing, which run the program of AWS's SDK for JavaScript: install Node.js 20 or newer, then run the tests again"
  export SIGNET_NODE SIGNET_NPM
}

maven_tests() {
  local log=$STATE/test.log failed=
  lock build
  run_maven "$log" "$@" \
    "-Dsignet.envoy=${SIGNET_ENVOY:-}" "-Dsignet.aws=${SIGNET_AWS:-}" "-Dsignet.python=${SIGNET_PYTHON:-}" \
    "-Dsignet.pkilint=${SIGNET_PKILINT:-}" "-Dsignet.pkits=${SIGNET_PKITS:-}" \
    "-Dsignet.program=${SIGNET_PROGRAM:-}" || failed=yes
  unlock
  closing_lines "$log"
  [ -z "$failed" ] || exit 1
}

# Surefire's summary of each module and Maven's verdict.
closing_lines() {
  awk '
    /^\[INFO\] Building .*\[[0-9]+\/[0-9]+\]$/ { module = $3 " " $4 }
    /^\[[A-Z]+\] Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$/ {
      sub(/^\[[A-Z]+\] /, ""); printf "%-20s %s\n", module, $0 }
    /^\[INFO\] BUILD (SUCCESS|FAILURE)/ { print $2, $3 }
  ' "$1"
}

# The Python acceptance tests; unittest ends with "Ran N tests" and OK or FAILED.
python_tests() {
  (cd "$ROOT/acceptance/py" && "$SIGNET_PYTHON" -W error::ResourceWarning -m unittest discover -v -p "$1" 2>&1)
}
