# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
# Sourced by the signet script: how it talks. Standard output belongs to the commands, so progress
# goes to standard error.

say() { printf 'signet: %s\n' "$*" >&2; }

# One clear line, then the end.
die() {
  say "$@"
  exit 1
}

# Takes the lock named $1, so that two signets never write the same files; unlock gives it back (the
# end of the script does too). Without flock(1) there is no lock: then do not run two at once.
lock() {
  mkdir -p "$STATE" 2>/dev/null || die "cannot make the folder $STATE: Signet builds inside its own folder"
  if command -v flock >/dev/null; then
    exec 9>"$STATE/$1.lock"
    flock -n 9 || { say "waiting for another signet that works in this folder" && flock 9; }
  fi
}

# A server started later must not keep the lock.
unlock() { exec 9>&-; }
