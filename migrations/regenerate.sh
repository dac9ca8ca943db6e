#!/usr/bin/env bash
# Writes the first migration of both providers anew from the model. Only until the first release: after it, migrations are added, never rewritten.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore >/dev/null
for provider in Sqlite PostgreSql; do
  project=migrations/Workshop.Migrations.$provider
  rm -rf "$project/Migrations"
  dotnet build "$project" --nologo -v q
  dotnet ef migrations add Initial --project "$project" --startup-project "$project" --no-build
done
