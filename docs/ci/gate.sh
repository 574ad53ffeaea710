#!/usr/bin/env bash
# Builds two versions of a service, starts both, waits until they answer, and has `wirebench gate` compare them. Ends with
# its exit code, and not before both services have ended.
set -euo pipefail

if [ $# -lt 3 ]; then
  cat >&2 <<'USAGE'
usage: gate.sh BASE HEAD PLAN [option of 'wirebench gate']...

  BASE, HEAD     folders of the two versions; HEAD is judged against BASE

In the environment; what is not set fits Wirebench's own `./wirebench serve`:
  BUILD          command that builds a version, run in its folder
  START          command that starts it on 127.0.0.1:$PORT and stays in the foreground, run in its folder
  READY          command that succeeds once the service answers on $PORT
  READY_SECONDS  how long that may take (default: 60)
  BASE_PORT      PORT of BASE (default: 8080), as in the plan's `baseline`
  HEAD_PORT      PORT of HEAD (default: 8090), as in the plan's `target`
  WIREBENCH      the command (default: the one of the checkout that this script lies in)
  ATTEMPTS       how often to measure before giving up on a VALID run (default: 2)
  LOGS           folder for what the services print (default: results/gate)
USAGE
  exit 2
fi

say() { echo "gate.sh: $*" >&2; }
fail() {
  say "$*"
  exit 4
}

base=$1 head=$2
shift 2
for folder in "$base" "$head"; do
  if [ ! -d "$folder" ]; then
    say "$folder: no such folder"
    exit 2
  fi
done

stand_in='exec ./wirebench serve --http-port "$PORT" --raw-port $((PORT + 1)) --listener-port $((PORT + 2))'
stand_in_ready='curl -fsS -m 1 -o /dev/null "http://127.0.0.1:$PORT/bytes/1"'
BUILD=${BUILD:-./wirebench --version}
START=${START:-$stand_in}
READY=${READY:-$stand_in_ready}
READY_SECONDS=${READY_SECONDS:-60}
BASE_PORT=${BASE_PORT:-8080}
HEAD_PORT=${HEAD_PORT:-8090}
WIREBENCH=${WIREBENCH:-$(cd "$(dirname "$0")/../.." && pwd)/wirebench}
ATTEMPTS=${ATTEMPTS:-2}
mkdir -p "${LOGS:=results/gate}"
logs=$(cd "$LOGS" && pwd)

build() {
  say "building $1 in $2"
  (cd "$2" && bash -c "$BUILD") >"$logs/$1-build.log" 2>&1 && return
  tail -n 20 "$logs/$1-build.log" >&2
  fail "$1 could not be built; see $logs/$1-build.log"
}

# Sets $started.
start() {
  # Otherwise it would be a stranger that is measured.
  if (exec 3<>"/dev/tcp/127.0.0.1/$3") 2>/dev/null; then
    fail "$1 cannot be started: something listens on port $3 already"
  fi
  set -m # A process group of its own: what the service starts is ended with it.
  (cd "$2" && PORT=$3 exec bash -c "$START") >"$logs/$1.log" 2>&1 </dev/null &
  set +m
  started=$!
  services+=("-$started")
}

await() {
  local deadline=$((SECONDS + READY_SECONDS))
  until PORT=$3 bash -c "$READY" >/dev/null 2>&1 && kill -0 "$2" 2>/dev/null; do
    if ! kill -0 "$2" 2>/dev/null || [ "$SECONDS" -ge "$deadline" ]; then
      tail -n 20 "$logs/$1.log" >&2
      fail "$1 does not answer on port $3; see $logs/$1.log"
    fi
    sleep 0.2
  done
  say "$1 answers on port $3"
}

# Takes the ids of processes, and of groups with a minus sign.
end() {
  kill -TERM -- "$@" 2>/dev/null || return 0
  for ((i = 0; i < 100; i++)); do
    kill -0 -- "$@" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "$@" 2>/dev/null || true
}

gate=
services=()

end_all() {
  trap '' INT TERM HUP
  # The measurement before what it measures.
  [ -z "$gate" ] || end "$gate"
  [ ${#services[@]} = 0 ] || end "${services[@]}"
  wait
}
trap end_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

"$WIREBENCH" --version >&2 || fail "$WIREBENCH does not run"
build base "$base"
build head "$head"

start base "$base" "$BASE_PORT"
base_process=$started
start head "$head" "$HEAD_PORT"
head_process=$started
await base "$base_process" "$BASE_PORT"
await head "$head_process" "$HEAD_PORT"

for ((attempt = 1; ; attempt++)); do
  status=0
  "$WIREBENCH" gate "$@" </dev/null &
  gate=$!
  wait "$gate" || status=$?
  gate=
  if [ "$status" != 3 ] || [ "$attempt" -ge "$ATTEMPTS" ]; then
    break
  fi
  say "the run is not VALID: measuring once more"
done

for side in "base $base_process" "head $head_process"; do
  if ! kill -0 "${side#* }" 2>/dev/null; then
    say "${side% *} has ended while it was measured; see $logs/${side% *}.log"
    [ "$status" != 0 ] || status=4
  fi
done

case $status in
  0) say "passed" ;;
  1) say "a gate failed" ;;
  2) say "the plan or the command line is wrong" ;;
  3) say "not judged: no VALID run in $attempt attempts. The machine was too busy or too small; run the job again" ;;
  4) say "Wirebench or a service failed" ;;
  5) say "inconclusive: the numbers cannot tell. See docs/ci/README.md on what to do" ;;
esac
exit "$status"
