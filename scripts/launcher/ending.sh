# shellcheck shell=bash
# Ends what the launcher started when it is told to end itself, whatever it is doing just then.

# The Java process that serves, and the first signal that came to end it.
CHARLA_PID=''
CHARLA_STOP=''

# The process group of what is waited for, or "starting" before its number is known.
ATTENDED=''

# Seconds that it gets to end by itself. Maven and Java need less than one.
readonly ENDING_PATIENCE=5

listen_for_signals() {
  trap 'end_launcher INT' INT
  trap 'end_launcher TERM' TERM
  trap 'end_launcher HUP' HUP
}

# Signal $1 came. Once Charla serves, it is told and waited for; before, what runs is ended.
end_launcher() {
  if [ -n "$CHARLA_PID" ] || [ "$ATTENDED" = starting ]; then
    stop_charla "$1"
    return 0
  fi
  end_attended
  exit "$(code_of "$1")"
}

code_of() {
  case $1 in
    HUP) echo 129 ;;
    INT) echo 130 ;;
    *) echo 143 ;;
  esac
}

# Runs "$@" without input, in a process group of its own so that all of it can be ended, and gives
# its code. A signal to the launcher ends it at once: bash would otherwise wait for its end first.
attended() {
  local code
  ATTENDED=starting
  set -m
  "$@" </dev/null &
  ATTENDED=$!
  set +m
  # A signal that came before there was anything to end.
  [ -z "$CHARLA_STOP" ] || end_launcher "$CHARLA_STOP"
  # Without bash's own line about a killed job.
  wait "$ATTENDED" 2>/dev/null
  code=$?
  ATTENDED=''
  return "$code"
}

end_attended() {
  local group=$ATTENDED began=$SECONDS
  ATTENDED=''
  end_ticker
  [ -n "$group" ] || return 0
  kill -TERM -- "-$group" 2>/dev/null
  while kill -0 -- "-$group" 2>/dev/null && [ $((SECONDS - began)) -lt "$ENDING_PATIENCE" ]; do
    sleep 0.1
  done
  kill -KILL -- "-$group" 2>/dev/null
  wait "$group" 2>/dev/null
}

# The process group that says now and then that something goes on.
TICKER=''

# Says every $1 seconds what is told by "$@" behind it, until it is ended or the launcher is gone.
start_ticker() {
  set -m
  tick "$@" </dev/null &
  TICKER=$!
  set +m
}

tick() {
  local pause=$1
  shift
  # $$ is the launcher itself: one that was killed cannot end what it started.
  while sleep "$pause" >/dev/null 2>&1 && kill -0 "$$" 2>/dev/null; do
    "$@"
  done
}

end_ticker() {
  [ -n "$TICKER" ] || return 0
  kill -TERM -- "-$TICKER" 2>/dev/null
  wait "$TICKER" 2>/dev/null
  TICKER=''
}
