# shellcheck shell=bash
# Tests: the Voice Live service alone.
#
# Scripts written by tests hold dollar signs of their own; tests are called by their names, and share
# variables over files.
# shellcheck disable=SC2016,SC2317,SC2154,SC2034

# An application that notes how it was called and with which key, and ends with an error.
lay_noting_application() {
  lay_project
  lay_jdk "$world/system/usr/lib/jvm/jdk-25" 25.0.1
  cat >"$world/system/usr/lib/jvm/jdk-25/bin/java" <<APPLICATION
#!/bin/sh
echo "\$*" >>"$world/java-calls"
echo "\${CHARLA_ENGINE_KEY-none}" >>"$world/java-keys"
exit 7
APPLICATION
}

test_the_service_is_started_with_its_port_and_script_and_key() {
  lay_noting_application
  mkdir -p "$world/here"
  touch "$world/here/conversation.yaml"
  (cd "$world/here" && "$project/charla" service --port 1 --script conversation.yaml --key "a b" --tls --charla.some=thing \
    >/dev/null 2>&1)
  expect_in call "-jar app/target/charla.jar service --server.port=1 --charla.standalone.tls=true --charla.some=thing --charla.engine.script=$world/here/conversation.yaml" \
    "$(cat "$world/java-calls")" || return 1
  case $(cat "$world/java-calls") in *"a b"*) echo "the key is among the arguments" && return 1 ;; esac
  expect key "a b" "$(cat "$world/java-keys")"
}

test_without_options_the_service_takes_any_key_and_a_free_port() {
  lay_noting_application
  take_port || return 1
  local said
  said=$(PORT=$taken_port "$project/charla" service 2>&1)
  kill "$taker"
  expect_in sentence "Port $taken_port is taken, so Charla uses" "$said" || return 1
  expect key none "$(cat "$world/java-keys")"
}

test_what_the_service_cannot_be_told_is_refused() {
  lay_noting_application
  local said code
  said=$("$project/charla" service --script nowhere.yaml 2>&1)
  code=$?
  expect code 2 "$code" || return 1
  expect_in sentence "nowhere.yaml that could be read" "$said" || return 1
  said=$("$project/charla" service --open 2>&1)
  expect_in sentence '"--open" is not understood' "$said" || return 1
  said=$("$project/charla" service --key 2>&1)
  expect_in sentence "--key wants the key that clients must send after it" "$said" || return 1
  said=$("$project/charla" service --key= 2>&1)
  expect_in sentence "--key is empty" "$said" || return 1
  [ ! -f "$world/java-calls" ] || { echo "it was started all the same" && return 1; }
}

test_ctrl_c_ends_the_service_with_code_0_and_leaves_nothing_behind() {
  lay_project
  lay_application
  a_free_port || return 1
  start_charla service --port "$taken_port"
  eventually test -s "$world/java-pid" || { cat "$world/out" && return 1; }
  local java code
  java=$(cat "$world/java-pid")
  kill -INT "$charla"
  eventually gone "$charla" || return 1
  wait "$charla"
  code=$?
  expect code 0 "$code" || return 1
  gone "$java" || { echo "Java is still there" && return 1; }
}
