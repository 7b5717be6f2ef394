#!/usr/bin/env bash
# Brings the program of a server that tests need, and prints its path: services.sh ferretdb
# What it builds is kept in node_modules/.cache/duetide, and built again when its source changes.
set -euo pipefail
cd "$(dirname "$0")"

readonly CACHE=../../node_modules/.cache/duetide
readonly TIME_LIMIT=280 # seconds, for one build

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# build NAME: the Go program in the folder of that name. Its sources' digest is part of the file's
# name, and it is moved into place when it is complete: several may build at once.
build() {
  local name=$1 go digest program
  go=$(command -v go || true)
  if [[ -z $go && -x /usr/local/go/bin/go ]]; then go=/usr/local/go/bin/go; fi
  digest=$(cat "$name"/*.go "$name"/go.mod "$name"/go.sum | sha256sum | cut -c1-16)
  mkdir -p "$CACHE"
  program=$(cd "$CACHE" && pwd)/$name-$digest
  if [[ ! -x $program ]]; then
    [[ -n $go ]] ||
      fail "$name is built with Go, which is not here: install Go 1.22 or later (https://go.dev/dl), or set MONGODB_TEST_URI to a server of your own"
    (cd "$name" && timeout "$TIME_LIMIT" "$go" build -tags ferretdb_no_postgresql -o "$program.$$" .) >&2 ||
      fail "$name could not be built"
    mv "$program.$$" "$program"
  fi
  printf '%s\n' "$program"
}

case ${1:-} in
  ferretdb) build ferretdb ;;
  *) fail 'usage: services.sh ferretdb' ;;
esac
