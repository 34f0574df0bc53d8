# shellcheck shell=bash
# Tests: starting and stopping the application.
#
# Scripts written by tests hold dollar signs of their own; tests are called by their names, and share
# variables over files.
# shellcheck disable=SC2016,SC2317,SC2154,SC2034

# Starts ./charla with "$@" as a terminal would: in a process group of its own, open to Ctrl-C.
start_charla() {
  local plain=''
  # Under nohup the hang-up is ignored, and a shell cannot take that back for what it starts.
  ! /usr/bin/env --default-signal=HUP "$BASH" -c : 2>/dev/null || plain='/usr/bin/env --default-signal=HUP'
  set -m
  $plain "$project/charla" "$@" >"$world/out" 2>&1 &
  charla=$!
  started="$started $charla"
  set +m
}

a_free_port() {
  take_port || return 1
  kill "$taker" && eventually gone "$taker"
}

test_ctrl_c_ends_charla_with_code_0_and_leaves_nothing_behind() {
  lay_project
  lay_application
  a_free_port || return 1
  start_charla run --port "$taken_port" --charla.some=thing "two words"
  eventually test -s "$world/java-pid" || { cat "$world/out" && return 1; }
  local java code
  java=$(cat "$world/java-pid")
  kill -INT "$charla"
  eventually gone "$charla" || return 1
  wait "$charla"
  code=$?
  expect code 0 "$code" || return 1
  gone "$java" || { echo "Java is still there" && return 1; }
  expect_in call "-Xmx1g" "$(cat "$world/java-calls")" || return 1
  expect_in call "-jar app/target/charla.jar --server.port=$taken_port --charla.some=thing two words" \
    "$(cat "$world/java-calls")"
}

test_sigterm_is_passed_on() {
  lay_project
  lay_application
  a_free_port || return 1
  start_charla run --port "$taken_port"
  eventually test -s "$world/java-pid" || { cat "$world/out" && return 1; }
  local java code
  java=$(cat "$world/java-pid")
  kill -TERM "$charla"
  eventually gone "$charla" || return 1
  wait "$charla"
  code=$?
  expect code 143 "$code" || return 1
  gone "$java" || { echo "Java is still there" && return 1; }
}

test_the_page_is_opened_once_charla_is_ready() {
  lay_project
  lay_application
  a_free_port || return 1
  local opener
  for opener in open xdg-open; do
    printf '#!/bin/sh\necho "$1" >>"%s/opened"\n' "$world" >"$world/bin/$opener"
    chmod +x "$world/bin/$opener"
  done
  start_charla run --open --port "$taken_port"
  eventually test -s "$world/opened" || { cat "$world/out" && return 1; }
  kill -INT "$charla"
  eventually gone "$charla" || return 1
  wait "$charla"
  expect opened "http://localhost:$taken_port" "$(cat "$world/opened")"
}

test_an_application_that_fails_gives_its_code() {
  lay_project
  lay_application
  touch "$world/java-fails"
  local said code
  said=$("$project/charla" run 2>&1)
  code=$?
  expect code 7 "$code" || return 1
  expect_in sentence "ended by itself with code 7" "$said"
}

test_the_options_of_the_jvm_can_be_replaced() {
  lay_project
  lay_application
  touch "$world/java-fails"
  export CHARLA_JAVA_OPTS="-Xmx1g -Da=b"
  "$project/charla" run --port=1 >/dev/null 2>&1
  case $(cat "$world/java-calls") in
    "-XX:+ExitOnOutOfMemoryError -Xmx1g -Da=b -jar app/target/charla.jar --server.port=1") ;;
    *) cat "$world/java-calls" && return 1 ;;
  esac
}

test_a_process_that_is_out_of_memory_ends() {
  lay_project
  lay_application
  touch "$world/java-fails"
  local command
  for command in run service; do
    : >"$world/java-calls"
    "$project/charla" "$command" --port=1 >/dev/null 2>&1
    expect_in "$command" "-XX:+ExitOnOutOfMemoryError" "$(cat "$world/java-calls")" || return 1
  done
}

test_charla_can_be_started_from_anywhere_and_through_a_link() {
  lay_project
  lay_application
  touch "$world/java-fails"
  ln -s ../project/charla "$world/bin/conversation"
  (cd / && conversation run >/dev/null 2>&1)
  expect calls 1 "$(grep -c '' "$world/java-calls")"
}
