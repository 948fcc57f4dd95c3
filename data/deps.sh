#!/bin/sh
# Installs the Debian packages that are missing: those that building, testing and running need,
# or, with the argument "lint", those that linters, sanitizers, fuzzers and benches need.
set -eu

build='gcc libc6-dev make git pkg-config libncurses-dev libsqlite3-dev uuid-dev libsodium-dev
libutf8proc-dev libjansson-dev libbsd-dev libqrencode-dev libmicrohttpd-dev libsystemd-dev
libcmocka-dev ncurses-base ncurses-term tzdata perl sqlite3 faketime tmux curl hledger'
lint='clang clang-format clang-tidy cppcheck shellcheck mandoc libclang-rt-14-dev htop'

packages=$build
[ "${1:-}" != lint ] || packages=$lint

missing=
for package in $packages; do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

give_up() {
    echo "parkade: these Debian packages are missing and could not be installed:$missing" >&2
    exit 1
}

as_root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || give_up
    as_root=sudo
fi
echo "parkade: installing$missing"
$as_root apt-get update -qq || give_up
# shellcheck disable=SC2086 # the list is meant to be split
$as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $missing >/dev/null || give_up
