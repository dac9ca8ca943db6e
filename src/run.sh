#!/usr/bin/env bash
# Builds Workshop and serves it on http://localhost:5080 with SQLite in ./data. Arguments are passed on: bash src/run.sh demo --stage review
set -euo pipefail
caller=$PWD
cd "$(dirname "$0")/.."
root=$PWD
source src/install-tools.sh

need_sdks
install_server_tools || echo "Serving all the same: what needs the missing programs will say so, and /admin lists them." >&2

dotnet build src/Workshop.Web --configuration Release --nologo --verbosity quiet
export ASPNETCORE_ENVIRONMENT="${ASPNETCORE_ENVIRONMENT:-Development}"
export ASPNETCORE_URLS="${ASPNETCORE_URLS:-http://localhost:5080}"
case "${1:-}" in
  check-pdf | affinity | assign | check-assignment | programme) cd "$caller" ;; # these read and write files where you stand
esac
exec dotnet "$root/artifacts/bin/Workshop.Web/release/workshop.dll" "$@"
