# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
# Sourced by the signet script: programs that benchmarks compare with, at the versions named here,
# built in this folder.

readonly PEERS=$STATE/peers

# Sets SIGNET_GO.
find_go() {
  SIGNET_GO=$(command -v go || command -v /usr/local/go/bin/go) ||
    die "go is missing, which builds programs that tests and benchmarks use: install Go 1.26.6 or newer, then run this again"
  export SIGNET_GO
}

use_step_ca() {
  build_peer github.com/smallstep/certificates/cmd/step-ca v0.30.2
  export SIGNET_STEP_CA=$PEERS/v0.30.2/step-ca
}

use_cfssl() {
  build_peer github.com/cloudflare/cfssl/cmd/cfssl v1.6.5
  export SIGNET_CFSSL=$PEERS/v1.6.5/cfssl
}

use_nginx() {
  PATH=$PATH:/usr/sbin install_debian nginx nginx
  SIGNET_NGINX=$(PATH=$PATH:/usr/sbin command -v nginx)
  export SIGNET_NGINX
}

# The program of the Go module $1 at the version $2.
build_peer() {
  local program=$PEERS/$2/${1##*/}
  if [ -x "$program" ]; then return 0; fi
  find_go
  say "building ${1##*/} $2 (some minutes)"
  lock peers
  GOPATH=$PEERS/go GOCACHE=$PEERS/go-cache GOBIN=$PEERS/$2 GOTOOLCHAIN=local CGO_ENABLED=0 GOFLAGS=-modcacherw \
    "$SIGNET_GO" install "$1@$2" >"$STATE/peers.log" 2>&1 ||
    die "cannot build ${1##*/} $2: $(tail -n 1 "$STATE/peers.log")"
  unlock
}
