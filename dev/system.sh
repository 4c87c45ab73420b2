#!/bin/sh
# What the machine must have: looks, installs what is missing (root on Debian), or says the one line
# to type. Argument "test": what the tests need as well (Chromium, npm, LibreOffice).
set -eu

missing=""
needs() { # needs PACKAGE COMMAND...: the package is missing if the command fails
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}
has_tool_of_postgresql() { ls /usr/lib/postgresql/*/bin/initdb || command -v initdb; }
has_python_headers() {
    python3 -c 'import os, sysconfig, sys; sys.exit(not os.path.exists(sysconfig.get_path("include") + "/Python.h"))'
}
has_magic() { ldconfig -p | grep -q libmagic.so || ls /usr/lib/*/libmagic.so.1; }

PATH="$PATH:/usr/sbin:/sbin"
needs python3 command -v python3
needs python3-venv python3 -c 'import ensurepip, venv'
needs python3-dev has_python_headers
needs build-essential command -v gcc
needs libpq-dev command -v pg_config
needs libmagic1 has_magic
needs postgresql has_tool_of_postgresql
needs redis-server command -v redis-server
needs openjdk-17-jdk-headless command -v javac
needs maven command -v mvn
if [ "${1:-}" = test ]; then
    needs chromium command -v chromium
    needs npm command -v npm
    needs libreoffice-calc-nogui command -v soffice
fi

if [ -n "$missing" ]; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "Missing on this machine:$missing" >&2
        echo "Install them, then run make again:" >&2
        echo "    sudo apt-get update && sudo apt-get install --no-install-recommends$missing" >&2
        exit 1
    fi
    echo "      installing$missing"
    # The servers of the host are not ours to start: Debian asks this file before starting a service.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        trap 'rm -f "$policy"' EXIT
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod +x "$policy"
    fi
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    # shellcheck disable=SC2086  # a list of words
    if ! { apt-get update && apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
        tail -15 "$log" >&2
        echo "apt-get could not install$missing: see above (network? sources of apt?)." >&2
        exit 1
    fi
    rm -f "$log"
fi

if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
    echo "Python 3.10 or newer is needed; this is $(python3 --version)." >&2
    exit 1
fi
