# shellcheck shell=bash
# Tests: a launcher that is told to end ends what it started, whatever it is doing.
#
# Scripts written by tests hold dollar signs of their own; tests are called by their names, and share
# variables over files.
# shellcheck disable=SC2016,SC2317,SC2154,SC2034

# Starts ./charla with "$@" and a Maven that never comes to an end, and waits until that runs.
start_endless() {
  lay_project
  lay_jdk "$world/system/usr/lib/jvm/jdk-25" 25.0.1
  touch "$HOME/maven-waits"
  rm -f "$HOME/maven-pid" "$project/app/target/charla.jar"
  start_charla "$@"
  eventually test -s "$HOME/maven-pid" || { cat "$world/out" && return 1; }
  maven=$(cat "$HOME/maven-pid")
  started="$started $maven"
}

# The processes below $1, those that are zombies aside.
below() {
  local each
  for each in /proc/[0-9]*; do
    [ "$(sed -n 's/^PPid:[[:space:]]*//p' "$each/status" 2>/dev/null)" != "$1" ] ||
      grep -q '^State:[[:space:]]*Z' "$each/status" || printf '%s\n' "${each#/proc/}"
  done
}

# Sends signal $1 to a launcher that builds for "$3..." and expects it to end with code $2 and
# nothing to be left.
expect_all_ended() {
  local signal=$1 code=$2 children child ended
  shift 2
  start_endless "$@" || return 1
  children=$(below "$charla")
  kill "-$signal" "$charla"
  eventually gone "$charla" || return 1
  wait "$charla"
  ended=$?
  expect "code after $signal to $*" "$code" "$ended" || return 1
  for child in $maven $children; do
    eventually gone "$child" || { echo "left after $signal to $*" && return 1; }
  done
}

test_sigterm_during_a_build_ends_maven_and_the_ticker() {
  expect_all_ended TERM 143 run --port=1
}

test_a_terminal_that_goes_away_during_a_build_ends_maven_and_the_ticker() {
  expect_all_ended HUP 129 run --port=1
}

test_ctrl_c_during_a_build_ends_maven_and_the_ticker() {
  expect_all_ended INT 130 run --port=1
}

test_every_command_that_builds_ends_with_its_maven() {
  local command
  for command in "service --port=1" "doctor" "models list" "bench relay" "bench speech" "fix"; do
    # shellcheck disable=SC2086  # a command and its arguments
    expect_all_ended TERM 143 $command || return 1
  done
}

test_the_tests_end_with_their_maven() {
  # Chosen ones, so that only Maven runs.
  expect_all_ended TERM 143 test -pl loop
}

test_a_maven_that_heeds_no_signal_is_ended_all_the_same() {
  lay_project
  lay_jdk "$world/system/usr/lib/jvm/jdk-25" 25.0.1
  printf '#!/bin/sh\ntrap "" TERM\necho $$ >"$HOME/maven-pid"\nwhile :; do sleep 1; done\n' >"$PATH/mvn"
  start_charla run --port=1
  eventually test -s "$HOME/maven-pid" || { cat "$world/out" && return 1; }
  maven=$(cat "$HOME/maven-pid")
  started="$started $maven"
  kill -TERM "$charla"
  eventually gone "$charla" && eventually gone "$maven"
}

test_the_ticker_ends_with_a_launcher_that_was_killed() {
  lay_project
  printf '%s\n' '. scripts/launcher/words.sh' '. scripts/launcher/ending.sh' \
    'told() { echo tick; }' 'start_ticker 0.1 told' 'echo "$TICKER" >"$HOME/ticker"' 'sleep 100 & wait' \
    >"$project/ticking.sh"
  (cd "$project" && exec bash ticking.sh) >"$world/out" &
  local launcher=$!
  started="$started $launcher"
  eventually grep -q tick "$world/out" || return 1
  kill -KILL "$launcher"
  eventually gone "$(cat "$HOME/ticker")"
}

# What is said by a launcher that finds a start late, at port $1 where nothing is well yet. Charla
# is a process that ends when told so.
said_when_late() (
  cd "$project" || exit 1
  load_launcher
  LATE_SECONDS=0
  never() { [ "$asked" -lt 3 ] || kill "$CHARLA_PID"; asked=$((asked + 1)) && return 1; }
  asked=0
  sleep 100 &
  CHARLA_PID=$!
  port=$1
  shift
  watch_start never "$port" no "$@" 2>&1
)

test_a_start_that_takes_long_is_told_of() {
  lay_project
  a_free_port || return 1
  expect_in sentence "does not answer at port $taken_port yet" "$(said_when_late "$taken_port")"
}

test_a_server_that_listens_is_not_said_to_be_silent() {
  lay_project
  take_port || return 1
  expect said "" "$(said_when_late "$taken_port")"
}

test_the_address_that_charla_listens_on_is_asked() {
  (
    load_launcher
    unset SERVER_ADDRESS
    printf 'export SERVER_ADDRESS="10.0.0.7"\n' >"$world/.env"
    cd "$world" || exit 1
    expect file 10.0.0.7 "$(told_address --a.b=c)" || exit 1
    expect environment 10.0.0.8 "$(SERVER_ADDRESS=10.0.0.8 told_address)" || exit 1
    expect argument 10.0.0.9 "$(SERVER_ADDRESS=10.0.0.8 told_address --server.address=10.0.0.9)"
  )
}
