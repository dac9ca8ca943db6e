#!/usr/bin/env bash
# Adds one migration to both providers from what changed in the model: bash migrations/add.sh NAME. Migrations are only ever added: people have databases.
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?Say what the migration is called, for example SubmissionTypes.}
dotnet tool restore >/dev/null
for provider in Sqlite PostgreSql; do
  project=migrations/Workshop.Migrations.$provider
  dotnet build "$project" --nologo -v q
  dotnet ef migrations add "$name" --project "$project" --startup-project "$project" --no-build
done
