#!/usr/bin/env bash
# Runs every suite: unit, integration on SQLite and on PostgreSQL, browser. Ends with "N passed, N failed, N skipped".
# bash tests/run.sh [unit] [sqlite] [postgresql] [browser]   chooses suites; none means all. With CI=true a skipped test fails the run.
set -uo pipefail
cd "$(dirname "$0")/.."
source src/install-tools.sh

need_sdks
suites=${*:-unit sqlite postgresql browser}
install_server_tools || exit 1
[[ $suites != *postgresql* ]] || install_tools "ls /usr/lib/postgresql/*/bin/initdb=postgresql" || exit 1

dotnet build Workshop.sln --configuration Release --nologo --verbosity quiet -consoleLoggerParameters:NoSummary || exit 1

work=$(mktemp -d "${TMPDIR:-/tmp}/workshop-tests.XXXXXX")
cluster=
cleanup() {
  [ -z "$cluster" ] || stop_cluster
  rm -rf "$work"
}
trap cleanup EXIT

# PostgreSQL refuses to run as root: its private cluster then belongs to the user that Debian's package made.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start_cluster() {
  local bin
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  # Each test makes and drops a database of a thousand small files: ten times as fast in memory, where there is enough of it.
  local room=${TMPDIR:-/tmp}
  [ "$(df --output=avail --block-size=1M /dev/shm 2>/dev/null | tail -n 1)" -gt 4096 ] 2>/dev/null && room=/dev/shm
  cluster=$(mktemp -d "$room/workshop-postgresql.XXXXXX")
  [ "$(id -u)" != 0 ] || chown postgres "$cluster"
  as_postgres "$bin/initdb" -D "$cluster/data" -U workshop -A trust -E UTF8 --locale=C.UTF-8 >"$work/initdb.log" 2>&1 || { cat "$work/initdb.log"; return 1; }
  # A socket in a folder of its own and no port: nothing can be in the way, and nobody else gets in.
  as_postgres "$bin/pg_ctl" -D "$cluster/data" -w -t 60 -l "$cluster/log" \
    -o "-k $cluster -c listen_addresses='' -c fsync=off -c full_page_writes=off -c autovacuum=off -c max_wal_size=256MB -c max_connections=300" start >"$work/pg_ctl.log" 2>&1 || { cat "$work/pg_ctl.log" "$cluster/log"; return 1; }
  chmod 755 "$cluster"
  export WORKSHOP_TEST_POSTGRESQL="Host=$cluster;Username=workshop"
}

stop_cluster() {
  local bin
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  as_postgres "$bin/pg_ctl" -D "$cluster/data" -m immediate stop >/dev/null 2>&1
  rm -rf "$cluster"
}

# A test waits for child processes half of its time.
threads=$((2 * $(nproc)))
passed=0 failed=0 skipped=0 broken=0
failures=
run_suite() {
  local name=$1 project=$2 started=$SECONDS
  shift 2
  echo "== $name"
  dotnet "artifacts/bin/$project/release/$project.dll" -noColor -maxThreads $threads -xml "$work/$name.xml" ${WORKSHOP_TEST_ARGS:-} "$@" >"$work/$name.log" 2>&1
  local code=$?
  local counts
  counts=$(grep -o '<assembly [^>]*>' "$work/$name.xml" 2>/dev/null | head -n 1) # the whole file is one line
  count() { sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p" <<<"$counts"; }
  if [ -z "$counts" ]; then
    tail -n 40 "$work/$name.log"
    echo "$name did not finish (exit code $code)."
    broken=$((broken + 1))
    return
  fi
  if [ "$code" != 0 ]; then
    grep -vE '^(info|warn): |^ {6}[A-Z]' "$work/$name.log" | tail -n 200
    # Logs of the application stand between the failures; what failed is said once more at the very end.
    failures+=$(grep -A 14 -E '\[FAIL\]' "$work/$name.log" | grep -vE '^(info|warn|fail): |^ {6}[A-Z]' | cut -c 1-400 | sed "s/^/$name: /")$'\n'
  fi
  passed=$((passed + $(count passed))) failed=$((failed + $(count failed) + $(count errors))) skipped=$((skipped + $(count skipped)))
  echo "   $(count passed) passed, $(count failed) failed, $(count skipped) skipped in $((SECONDS - started)) s"
}

for suite in $suites; do
  case $suite in
    unit) run_suite unit Workshop.UnitTests ;;
    sqlite) WORKSHOP_TEST_DATABASE=Sqlite run_suite sqlite Workshop.IntegrationTests ;;
    postgresql)
      # What touches no database has run on SQLite's turn.
      if start_cluster; then WORKSHOP_TEST_DATABASE=PostgreSql run_suite postgresql Workshop.IntegrationTests -trait- Database=none; else broken=$((broken + 1)); fi ;;
    browser) run_suite browser Workshop.BrowserTests ;;
    *) echo "There is no suite '$suite'." >&2; exit 2 ;;
  esac
done

result=0
[ "$failed" = 0 ] && [ "$broken" = 0 ] || result=1
if [ "${CI:-}" = true ] && [ "$skipped" != 0 ]; then
  echo "A skipped test fails the run in CI."
  result=1
fi
[ "$passed" -gt 0 ] || result=1
[ -z "$failures" ] || printf '== what failed\n%s' "$failures"
echo "$passed passed, $((failed + broken)) failed, $skipped skipped"
exit $result
