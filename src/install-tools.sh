#!/usr/bin/env bash
# Installs the programs that Workshop calls, and only those that are absent. Sourced by src/run.sh and tests/run.sh.
# Usage: install_tools COMMAND=PACKAGE [COMMAND=PACKAGE ...]; a COMMAND with a slash or a space is a test to run instead.

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_tools() {
  local missing=() pair
  for pair in "$@"; do
    local command=${pair%%=*} package=${pair#*=}
    if [[ $command == *[\ /]* ]]; then
      eval "$command" >/dev/null 2>&1 || missing+=("$package")
    else
      command -v "$command" >/dev/null 2>&1 || missing+=("$package")
    fi
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  if ! command -v apt-get >/dev/null 2>&1; then
    echo "These programs are missing and cannot be installed here by themselves: ${missing[*]} (names of Debian's packages). Install them, then run this again." >&2
    return 1
  fi
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null 2>&1; then
    echo "Run this once as root, or install sudo: the packages ${missing[*]} are missing." >&2
    return 1
  fi
  echo "Installing ${missing[*]} …"
  if ! { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"${TMPDIR:-/tmp}/workshop-install.log" 2>&1; then
    tail -n 5 "${TMPDIR:-/tmp}/workshop-install.log" >&2
    echo "The packages ${missing[*]} could not be installed. Install them by hand, then run this again." >&2
    return 1
  fi
}

# Everything the server itself calls. Fonts: without them accents, Greek, Chinese or emoji in names print as boxes.
install_server_tools() {
  install_tools \
    pdfinfo=poppler-utils qpdf=qpdf bwrap=bubblewrap prlimit=util-linux \
    "command -v chromium-headless-shell || command -v chrome-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome =chromium-headless-shell" \
    "test -d /usr/share/fonts/truetype/noto=fonts-noto-core" \
    "test -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc=fonts-noto-cjk" \
    "test -e /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf=fonts-noto-color-emoji"
}

need() {
  command -v "$1" >/dev/null 2>&1 || { echo "$2" >&2; exit 1; }
}

need_sdks() {
  need dotnet "The .NET 10 SDK is missing: install it from https://dotnet.microsoft.com/download, then run this again."
  need npm "Node.js with npm is missing: install it (Debian: apt install nodejs npm), then run this again."
}
