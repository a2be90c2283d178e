#!/usr/bin/env bash
#
# Deploys the environment `dev` with the CDK CLI onto an emulator on loopback, tests what is deployed, changes it and
# takes it down. Needs python3 (3.10 or newer), the packages of `npm ci` and, the first time, PyPI.
set -euo pipefail

if [ "${1:-}" = --help ]; then
  printf '%s\n' 'Usage: npm run e2e -- [arguments of jest]' '' \
    'Deploy onto an emulator on loopback and test what is deployed; names of test files, or -t and a name, choose tests.'
  exit 0
fi

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
cache=$root/.e2e
mkdir -p "$cache"
run=$(mktemp -d "$cache/run.XXXXXX")
emulator_log=$run/emulator.log
phase_log=$run/phase.log
touch "$emulator_log" "$phase_log"
emulator=''
catalog=''
changed=''
child=''

# Ends a process group that this script started.
stop() {
  [ -n "$1" ] || return 0
  kill -TERM -- "-$1" 2>/dev/null || return 0
  for _ in $(seq 50); do
    kill -0 -- "-$1" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$1" 2>/dev/null || true
}

show() {
  [ -s "$2" ] || return 0
  printf '\n--- %s\n' "$1"
  tail -n 60 "$2"
}

finish() {
  local status=$?
  trap - EXIT INT TERM HUP
  local summary='e2e: 0 passed, 1 failed'
  [ -s "$run/summary" ] && summary=$(cat "$run/summary")
  if [ "$status" -ne 0 ]; then
    show 'last lines of the failed step' "$phase_log"
    show 'last lines of the emulator' "$emulator_log"
  fi
  stop "$child"
  stop "$changed"
  stop "$catalog"
  stop "$emulator"
  rm -rf "$run"
  echo "$summary"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

# Starts a command in a process group of its own, so that it can be ended with all its children.
start() {
  set -m
  "$@" </dev/null &
  started=$!
  set +m
}

# Runs one phase; a signal to this script ends it at once.
phase() {
  local name=$1 since=$SECONDS status=0
  shift
  start "$@"
  child=$started
  wait "$child" || status=$?
  child=''
  printf 'e2e: %-9s %3d s\n' "$name" $((SECONDS - since))
  return "$status"
}

# Takes the place of the shell that runs it. A variable of the caller's, such as a profile, a proxy or another endpoint, must not lead anything past the
# emulator.
isolated() {
  exec env -i PATH="$PATH" HOME="$run" TERM="${TERM:-dumb}" LANG="${LANG:-C}" NODE_NO_WARNINGS=1 "$@"
}

on_emulator() {
  isolated \
    AWS_ENDPOINT_URL="http://127.0.0.1:$port" \
    AWS_ENDPOINT_URL_S3="http://s3.localhost:$port" \
    AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION="$region" \
    CDK_DISABLE_CLI_TELEMETRY=true \
    NODE_OPTIONS="--require=\"$run/resolve-localhost.cjs\"" \
    "$@"
}

install() {
  cmp -s "$here/requirements.txt" "$venv/installed.txt" && return
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$venv/installed.txt"
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

emulate() {
  isolated \
    GATEWAY_PORT="$port" BIND_HOST=127.0.0.1 SFTP_ENABLED=0 IOT_MTLS_ENABLED=0 \
    TMPDIR="$run/functions" STATE_DIR="$run/state" \
    "$venv/bin/ministack" >"$emulator_log" 2>&1
}

healthy() {
  isolated node -e '
    const [url] = process.argv.slice(1);
    const ask = (left) => fetch(url).then(
      ({ ok }) => ok || process.exit(1),
      () => (left > 0 ? setTimeout(ask, 200, left - 1) : process.exit(1)),
    );
    ask(150);' "http://127.0.0.1:$port/_ministack/health"
}

started_up() {
  (healthy)
  for _ in $(seq 300); do
    [ -s "$run/catalog" ] && return
    sleep 0.1
  done
  return 1
}

# What the emulator lacks of the catalog.
serve_catalog() {
  isolated E2E_ENDPOINT="http://127.0.0.1:$port" E2E_CATALOG_FILE="$run/catalog" \
    "$root/node_modules/.bin/tsx" "$here/support/governed-catalog.ts" >"$run/catalog.log" 2>&1
}

# Outside the repository's root, or the CLI would synthesize the application for nothing.
bootstrap() {
  cd "$run"
  on_emulator "$cdk" bootstrap "aws://$account/$region" --ci --no-notices >"$phase_log" 2>&1
}

# Synthesizes an application of a directory, and fits it to the emulator.
synthesize() {
  local directory=$1 output=$2
  shift 2
  cd "$directory"
  (on_emulator "$cdk" synth "$@" --output "$output" --quiet --ci --no-notices)
  (on_emulator E2E_CATALOG="$(cat "$run/catalog")" "$root/node_modules/.bin/tsx" "$here/support/fit.ts" "$output")
}

deploy() {
  synthesize "$root" "$run/cdk.out" -c env=dev >"$phase_log" 2>&1
  cd "$run"
  on_emulator "$cdk" deploy --all --app "$run/cdk.out" --concurrency 4 \
    --outputs-file "$run/outputs.json" --require-approval never --ci --no-notices >>"$phase_log" 2>&1
}

# The same lake with a contract changed and every optional part asked for, in a directory of its own.
synthesize_changed() {
  mkdir "$run/changed"
  cd "$root"
  for each in access-proof bi bin console core datasets doctor lambdas lib local scripts sources sql-bridge ./*.json; do
    cp -R "$each" "$run/changed/"
  done
  ln -s "$root/node_modules" "$run/changed/node_modules"
  (isolated "$root/node_modules/.bin/tsx" "$here/support/change-contract.ts" \
    "$run/changed/datasets/immunizations/contract.ts")
  synthesize "$run/changed" "$run/changed.out" --app "npx tsx scripts/synth-everything.ts" -c base=dev
}

# One test file at a time: all share the deployment, and some of them break it for a while.
run_tests() {
  local results=$1
  shift
  : >"$phase_log"
  cd "$root"
  on_emulator E2E_ENDPOINT="http://127.0.0.1:$port" E2E_OUTPUTS="$run/outputs.json" E2E_CDK="$cdk" E2E_RUN="$run" \
    E2E_CATALOG="$(cat "$run/catalog")" E2E_CHANGED="$run/changed.out" \
    E2E_TEMPLATE="$run/cdk.out/ingestion.template.json" \
    "$root/node_modules/.bin/jest" --roots=test/e2e --runInBand --verbose --json \
    --outputFile="$run/$results.json" "$@" >/dev/null
}

summarize() {
  node -p '
    const all = process.argv.slice(1).map((file) => require(file));
    const sum = (count) => all.reduce((total, each) => total + count(each), 0);
    const failed = sum(({ numFailedTests, numRuntimeErrorTestSuites }) => numFailedTests + numRuntimeErrorTestSuites);
    `e2e: ${sum(({ numPassedTests }) => numPassedTests)} passed, ${failed} failed`' \
    "$run"/*.results.json
}

# Arguments go to jest: names of test files, or -t and a test's name.
filters=("$@")
cdk=$root/node_modules/.bin/cdk
# The emulator's account, and its region unless told otherwise.
account=000000000000
region=us-east-1
venv=$cache/venv

# Names below localhost, such as a bucket's or an API's, lead to loopback on systems that resolve localhost
# alone. See RFC 6761, section 6.3.
cat >"$run/resolve-localhost.cjs" <<'EOF'
const dns = require('node:dns');

const lookup = dns.lookup;
dns.lookup = (host, ...rest) => lookup(/\.localhost$/.test(host) ? '127.0.0.1' : host, ...rest);
EOF

phase install install
port=$(free_port)
mkdir "$run/functions"
start emulate
emulator=$started
start serve_catalog
catalog=$started
phase start started_up
phase bootstrap bootstrap
phase deploy deploy
start synthesize_changed >"$run/changed.log" 2>&1
changed=$started
tested=0
phase test run_tests work.results --testPathIgnorePatterns=/node_modules/ lifecycle \
  ${filters[@]+-- "${filters[@]}"} || tested=$?
if [ ${#filters[@]} -eq 0 ]; then
  wait "$changed" || { cp "$run/changed.log" "$phase_log"; exit 1; }
  phase lifecycle run_tests end.results --testPathIgnorePatterns=/node_modules/ -- lifecycle || tested=$?
fi
summarize >"$run/summary"
exit "$tested"
