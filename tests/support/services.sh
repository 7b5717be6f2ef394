#!/usr/bin/env bash
# Brings the program of a server that tests need, and prints its path: services.sh NAME
#   ferretdb   speaks MongoDB's protocol; built from ferretdb/ here
#   redis      the machine's own, or Debian's where CI may install it
#   strace     likewise
#   toxiproxy  stands between two programs and spoils what passes
#   prometheus the folder of promtool and amtool
#   bugsink    speaks Sentry's protocol; the folder of its Python packages
# What it builds is kept in node_modules/.cache/duetide, and built again when its source changes.
set -euo pipefail
cd "$(dirname "$0")"

readonly CACHE=../../node_modules/.cache/duetide
readonly TIME_LIMIT=280 # seconds, for one build
readonly TOXIPROXY=2.12.0
readonly BUGSINK=2.6.1
readonly GO=1.24.11 LEAST_GO=23

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# install PACKAGE: on a machine of its own, which CI is, what is missing is installed.
install() {
  [[ ${CI:-} == true && $EUID -eq 0 ]] || return 1
  # Nobody asks for the service that a package would start.
  (timeout 120 apt-get -qq update &&
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive timeout "$TIME_LIMIT" \
      apt-get -qq install --yes --no-install-recommends "$1") </dev/null >&2 ||
    fail "$1 could not be installed"
}

# go_for NAME OTHERWISE: the path of Go, which builds NAME.
go_for() {
  local go
  for go in "$(command -v go || true)" /usr/local/go/bin/go; do
    if [[ -x $go && $("$go" version) =~ go1\.([0-9]+) ]] && ((BASH_REMATCH[1] >= LEAST_GO)); then
      printf '%s\n' "$go"
      return
    fi
  done
  install golang-go ||
    fail "$1 is built with Go, which is not here: install Go 1.$LEAST_GO or later (https://go.dev/dl; Debian 12 has 1.19)$2"
  newer_go
}

# newer_go: the path of one that the distribution's own, which may be too old, fetches as a module.
# https://go.dev/ref/mod#toolchains
newer_go() {
  local folder
  folder=$(cd / && timeout "$TIME_LIMIT" go mod download -json \
    "golang.org/toolchain@v0.0.1-go$GO.linux-$(dpkg --print-architecture)" |
    sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
  [[ -n $folder ]] || fail "Go $GO could not be fetched"
  # Modules have no executable files.
  chmod +x "$folder"/bin/* "$folder"/pkg/tool/*/*
  printf '%s/bin/go\n' "$folder"
}

# kept NAME: where the program of that name is kept.
kept() {
  mkdir -p "$CACHE"
  printf '%s/%s\n' "$(cd "$CACHE" && pwd)" "$1"
}

# build NAME: the Go program in the folder of that name. Its sources' digest is part of the file's
# name, and it is moved into place when it is complete: several may build at once.
build() {
  local name=$1 go digest program
  digest=$(cat "$name"/*.go "$name"/go.mod "$name"/go.sum | sha256sum | cut -c1-16)
  program=$(kept "$name-$digest")
  if [[ ! -x $program ]]; then
    go=$(go_for "$name" ', or set MONGODB_TEST_URI to a server of your own')
    (cd "$name" && timeout "$TIME_LIMIT" "$go" build -buildvcs=false -tags ferretdb_no_postgresql -o "$program.$$" .) >&2 ||
      fail "$name could not be built"
    mv "$program.$$" "$program"
  fi
  printf '%s\n' "$program"
}

# install_toxiproxy: its program is called `server`, hence a folder of its own until it is moved.
install_toxiproxy() {
  local go program
  program=$(kept "toxiproxy-$TOXIPROXY")
  if [[ ! -x $program ]]; then
    go=$(go_for toxiproxy '')
    GOBIN=$program.$$ timeout "$TIME_LIMIT" "$go" install \
      "github.com/Shopify/toxiproxy/v2/cmd/server@v$TOXIPROXY" >&2 ||
      fail 'toxiproxy could not be installed'
    mv "$program.$$/server" "$program"
    rmdir "$program.$$"
  fi
  printf '%s\n' "$program"
}

find_redis() {
  command -v redis-server && return
  install redis-server ||
    fail 'Redis is not here: install it (apt-get install redis-server), or leave redis out of CACHES'
  command -v redis-server
}

find_strace() {
  command -v strace && return
  install strace || fail 'strace is not here: install it (apt-get install strace)'
  command -v strace
}

# find_prometheus: only its tools. Its packages are unpacked rather than installed, because they
# start servers.
find_prometheus() {
  local tool folder scratch
  if tool=$(command -v promtool) && [[ -x ${tool%/*}/amtool ]]; then
    printf '%s\n' "${tool%/*}"
    return
  fi
  folder=$(kept prometheus-tools)
  if [[ ! -d $folder ]]; then
    [[ ${CI:-} == true && $EUID -eq 0 ]] ||
      fail 'promtool and amtool are not here: install them (apt-get install prometheus prometheus-alertmanager)'
    scratch=$(mktemp -d "$folder.XXXX")
    (
      cd "$scratch"
      timeout 120 apt-get -qq update
      timeout "$TIME_LIMIT" apt-get -qq download prometheus prometheus-alertmanager
      for package in *.deb; do dpkg -x "$package" .; done
    ) </dev/null >&2 || fail 'promtool and amtool could not be fetched'
    # Whoever is second finds it in place.
    mv -T "$scratch/usr/bin" "$folder" 2>/dev/null || [[ -d $folder ]]
    rm -rf "$scratch"
  fi
  printf '%s\n' "$folder"
}

# install_bugsink: with the pip of an environment that is thrown away. What is moved into place works
# from there, because nothing in it names its folder.
install_bugsink() {
  local folder scratch
  folder=$(kept "bugsink-$BUGSINK")
  if [[ ! -d $folder ]]; then
    python3 -c 'import ensurepip' 2>/dev/null || install python3-venv ||
      fail 'bugsink needs Python: install it (apt-get install python3-venv)'
    scratch=$(mktemp -d "$folder.XXXX")
    (
      timeout 60 python3 -m venv "$scratch/venv"
      timeout "$TIME_LIMIT" "$scratch/venv/bin/pip" install --quiet --disable-pip-version-check \
        --target "$scratch/packages" "bugsink==$BUGSINK"
    ) </dev/null >&2 || fail 'bugsink could not be installed'
    mv -T "$scratch/packages" "$folder" 2>/dev/null || [[ -d $folder ]]
    rm -rf "$scratch"
  fi
  printf '%s\n' "$folder"
}

case ${1:-} in
  ferretdb) build ferretdb ;;
  redis) find_redis ;;
  strace) find_strace ;;
  toxiproxy) install_toxiproxy ;;
  prometheus) find_prometheus ;;
  bugsink) install_bugsink ;;
  *) fail 'usage: services.sh ferretdb|redis|strace|toxiproxy|prometheus|bugsink' ;;
esac
