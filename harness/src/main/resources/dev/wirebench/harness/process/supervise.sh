# Runs a command in a session of its own, and ends everything that came of it as soon as the command itself has ended or
# whoever holds the other end of standard input is gone, however that happened.
#
# usage: sh supervise.sh MARK FOLDER COMMAND [ARGUMENT...]
#
# MARK    put into the command's environment, by which what leaves the session is found
# FOLDER  removed when standard input has ended; - for none
#
# Standard output gets two lines: "started PID" and, when the command has ended, "ended STATUS". What the command prints
# goes to standard error. SIGTERM comes first, SIGKILL about 1.5 s later.

mark=WIREBENCH_SYSTEM=$1
folder=$2
shift 2
exec 3<&0 </dev/null

# Prints the processes of the command: of its session or process group, with the mark in their environment, or descended
# from one of these. A zombie is none.
members() {
  marked=$(grep -ls "$mark" /proc/[0-9]*/environ | tr '\n' ' ')
  cat /proc/[0-9]*/stat 2>/dev/null | awk -v leader="$leader" -v marked="$marked" '
    {
      id = $1
      # The name, in parentheses, may contain anything; then come state, parent, process group and session.
      sub(/^.*\) /, "")
      if ($1 == "Z" || $1 == "X") next
      parent[id] = $2
      if ($3 == leader || $4 == leader || index(marked, "/proc/" id "/environ")) mine[id] = 1
    }
    END {
      do {
        found = 0
        for (id in parent) if (!(id in mine) && parent[id] in mine) { mine[id] = 1; found = 1 }
      } while (found)
      for (id in mine) printf "%s ", id
    }'
}

# Signals whatever is there, in several words.
signal() {
  # shellcheck disable=SC2086
  kill "-$1" $2 2>/dev/null
}

finish() {
  left=$(members)
  [ -z "$left" ] || signal TERM "$left"
  tries=8
  while left=$(members) && [ -n "$left" ] && [ "$tries" -gt 0 ]; do
    tries=$((tries - 1))
    sleep 0.15
  done
  tries=50
  while [ -n "$left" ] && [ "$tries" -gt 0 ]; do
    tries=$((tries - 1))
    signal KILL "$left"
    sleep 0.05
    left=$(members)
  done
}

env "$mark" setsid "$@" 3<&- >&2 &
leader=$!
echo "started $leader"

# The watch does the ending itself: it needs nobody to be told.
(
  while read -r _; do :; done
  finish
  [ "$folder" = - ] || rm -rf "$folder"
) <&3 >/dev/null &
watch=$!
exec 3<&-

trap 'finish; exit 143' TERM INT HUP
wait "$leader"
echo "ended $?"
finish
# Whoever started it may yet want to read its logs.
wait "$watch"
