# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced by each `run`: a folder of its own, and checks that end it.
set -Eeuo pipefail
shopt -s inherit_errexit
trap 'echo "${BASH_SOURCE[0]:-$0}: line $LINENO: not as expected: $BASH_COMMAND" >&2' ERR

# Other profiles are for other servers, where a CA costs money.
if [ "${AWS_PROFILE:-}" != signet ]; then
  echo "$0: AWS_PROFILE is \"${AWS_PROFILE:-}\", expected signet, the profile that the server wrote: see ../README.md" >&2
  exit 1
fi
export AWS_PAGER='' AWS_DEFAULT_OUTPUT=json
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

step() { printf '\n== %s\n' "$*"; }

# expect WHAT VALUE EXPECTED
expect() {
  [ "$2" = "$3" ] || { echo "$1 is \"$2\", expected \"$3\"" >&2 && return 1; }
  printf '   %s: %s\n' "$1" "$2"
}

# refused TEXT COMMAND...: the command must end with an error that says so.
refused() {
  local text=$1 said
  shift
  if said=$("$@" 2>&1); then echo "\"$*\" was done, expected a refusal with $text" >&2 && return 1; fi
  [[ $said == *"$text"* ]] || { echo "refused with \"$said\", expected $text" >&2 && return 1; }
  printf '   refused: %s\n' "$(echo "$said" | tail -n 1)"
}

# shows PATTERN: standard input must have a line like it.
shows() { grep -E -e "$1" || { echo "no line is like \"$1\"" >&2 && return 1; }; }

# await COMMAND...: until it succeeds, for half a minute.
await() {
  local end=$((SECONDS + 30))
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || { echo "not within 30 s: $*" >&2 && return 1; }
    sleep 0.2
  done
}

# epoch TIME: as the AWS CLI shows it, in seconds (version 1) or in words (version 2).
epoch() { case $1 in *-*) date -d "$1" +%s ;; *) echo "${1%.*}" ;; esac; }

# The walkthroughs that do not show how a CA is made begin with these two.

# active_root NAME [OPTION...]: prints the ARN of a root with an RSA key; NAME.pem is its certificate.
active_root() {
  local arn issued
  arn=$(new_authority ROOT "$@")
  issued=$(issue_authority "$arn" "$arn" RootCACertificate/V1 3650)
  aws acm-pca get-certificate --certificate-authority-arn "$arn" --certificate-arn "$issued" --output text >"$1.pem"
  aws acm-pca import-certificate-authority-certificate --certificate-authority-arn "$arn" --certificate "fileb://$1.pem"
  echo "$arn"
}

# active_subordinate NAME PARENT-ARN [OPTION...]
active_subordinate() {
  local name=$1 parent=$2 arn issued
  shift 2
  arn=$(new_authority SUBORDINATE "$name" "$@")
  issued=$(issue_authority "$parent" "$arn" SubordinateCACertificate_PathLen0/V1 1825)
  aws acm-pca get-certificate --certificate-authority-arn "$parent" --certificate-arn "$issued" >"$name.json"
  jq -r .Certificate "$name.json" >"$name.pem"
  jq -r .CertificateChain "$name.json" >"$name.chain.pem"
  aws acm-pca import-certificate-authority-certificate --certificate-authority-arn "$arn" \
    --certificate "fileb://$name.pem" --certificate-chain "fileb://$name.chain.pem"
  echo "$arn"
}

new_authority() {
  local type=$1 name=$2
  shift 2
  aws acm-pca create-certificate-authority --certificate-authority-type "$type" --certificate-authority-configuration \
    "KeyAlgorithm=RSA_2048,SigningAlgorithm=SHA256WITHRSA,Subject={Organization=Example,CommonName=$name}" "$@" \
    --query CertificateAuthorityArn --output text
}

issue_authority() {
  local parent=$1 arn=$2 template=$3 days=$4
  aws acm-pca get-certificate-authority-csr --certificate-authority-arn "$arn" --output text >authority.csr
  aws acm-pca issue-certificate --certificate-authority-arn "$parent" --csr fileb://authority.csr \
    --signing-algorithm SHA256WITHRSA --template-arn "arn:aws:acm-pca:::template/$template" \
    --validity "Value=$days,Type=DAYS" --query CertificateArn --output text
}
