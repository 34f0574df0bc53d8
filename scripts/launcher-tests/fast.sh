# shellcheck shell=bash
# Tests: preparing a fast start, and starting without it where it cannot be had.
#
# Scripts written by tests hold dollar signs of their own; tests are called by their names, and share
# variables over files.
# shellcheck disable=SC2016,SC2317,SC2154,SC2034

# A java that lays the application out and trains it, or fails at either, and ends at once when it
# is started with it.
lay_trainable_application() {
  lay_project
  lay_jdk "$world/system/usr/lib/jvm/jdk-25" 25.0.1
  mkdir -p "$project/scripts"
  cp "$repository/scripts/TrainCache.java" "$project/scripts/"
  cat >"$world/system/usr/lib/jvm/jdk-25/bin/java" <<'APPLICATION'
#!/bin/sh
world=${0%/system/*}
echo "$*" >>"$world/java-calls"
case $* in
  *jarmode*)
    [ ! -f "$world/no-layout" ] || exit 1
    while [ $# -gt 1 ]; do shift; done
    mkdir -p "$1" && : >"$1/charla.jar"
    ;;
  *TrainCache.java*)
    env >"$world/training-environment"
    [ ! -f "$world/no-training" ] || { echo "it broke" && exit 1; }
    : >"$2"
    ;;
  *) exit 7 ;;
esac
APPLICATION
  export CHARLA_FAST_START=on
}

run_trainable() { "$project/charla" run --port=1 2>&1; }

test_a_fast_start_is_prepared_once_for_a_build() {
  lay_trainable_application
  local first second
  first=$(run_trainable)
  second=$(run_trainable)
  expect_in first "Preparing a fast start" "$first" || return 1
  case $second in *Preparing*) echo "prepared again: $second" && return 1 ;; esac
  expect trainings 1 "$(grep -c 'TrainCache.java' "$world/java-calls")" || return 1
  expect_in start "-XX:AOTCache=$project/app/target/fast/charla.aot -Xlog:aot*=off -jar $project/app/target/fast/charla.jar --server.port=1" \
    "$(tail -n 1 "$world/java-calls")"
}

test_a_fast_start_ends_when_it_is_out_of_memory_and_is_trained_so() {
  lay_trainable_application
  run_trainable >/dev/null
  expect_in training "-XX:+ExitOnOutOfMemoryError" "$(grep TrainCache.java "$world/java-calls")" ||
    return 1
  expect_in start "-XX:+ExitOnOutOfMemoryError" "$(tail -n 1 "$world/java-calls")"
}

test_other_options_of_the_jvm_prepare_another_fast_start() {
  lay_trainable_application
  run_trainable >/dev/null
  CHARLA_JAVA_OPTS=-Xmx2g run_trainable >/dev/null
  expect trainings 2 "$(grep -c 'TrainCache.java' "$world/java-calls")"
}

test_the_training_knows_nothing_of_the_users_settings() {
  lay_trainable_application
  export AZURE_VOICE_LIVE_API_KEY=secret
  run_trainable >/dev/null
  [ -s "$world/training-environment" ] || { echo "there was no training" && return 1; }
  ! grep -q AZURE "$world/training-environment"
}

test_charla_starts_without_a_fast_start_that_cannot_be_had() {
  local what said
  for what in no-layout no-training; do
    lay_trainable_application
    touch "$world/$what"
    said=$(run_trainable)
    expect_in "$what" "starts slower. target/charla-fast.log tells why" "$said" || return 1
    expect_in "$what" "-jar app/target/charla.jar --server.port=1" \
      "$(tail -n 1 "$world/java-calls")" || return 1
    rm "$world/$what"
  done
}
