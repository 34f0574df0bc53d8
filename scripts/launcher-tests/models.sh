# shellcheck shell=bash
# Tests: fetching models.
#
# Scripts written by tests hold dollar signs of their own; tests are called by their names, and share
# variables over files.
# shellcheck disable=SC2016,SC2317,SC2154,SC2034

# An application whose models need a library until Maven has brought it.
lay_models() {
  lay_project
  lay_jdk "$world/system/usr/lib/jvm/jdk-25" 25.0.1
  cat >"$world/system/usr/lib/jvm/jdk-25/bin/java" <<APPLICATION
#!/bin/sh
echo "\$*" >>"$world/java-calls"
case "\$*" in
  *"models lacking"*)
    [ -f "$world/library" ] || printf 'org.example:library:1\t/some where/lib\n'
    ;;
esac
[ ! -f "$world/java-fails" ] || exit 1
APPLICATION
}

test_fetching_a_model_brings_its_library_by_maven() {
  lay_models
  cat >"$PATH/mvn" <<MAVEN
#!/bin/sh
echo "mvn \$*" >>"$world/maven-calls"
mkdir -p app/target
: >app/target/charla.jar
case "\$*" in *dependency:copy*) : >"$world/library" ;; esac
MAVEN
  mkdir -p "$world/here"
  (cd "$world/here" && "$project/charla" models fetch some-model --into mine --sha256 ab) >"$world/out" 2>&1 ||
    { cat "$world/out" && return 1; }
  expect_in call "-jar app/target/charla.jar models fetch some-model --sha256 ab --into $world/here/mine" \
    "$(cat "$world/java-calls")" || return 1
  expect_in call "models lacking --into $world/here/mine" "$(cat "$world/java-calls")" || return 1
  expect_in maven "dependency:copy -Dartifact=org.example:library:1 -DoutputDirectory=/some where/lib" \
    "$(cat "$world/maven-calls")"
}

test_a_library_that_is_not_what_it_should_be_is_told() {
  lay_models
  local said code
  said=$("$project/charla" models fetch some-model 2>&1)
  code=$?
  expect code 1 "$code" || return 1
  expect_in sentence "not the library it should be: org.example:library:1. Delete it from /some where/lib." "$said"
}

test_models_that_cannot_be_fetched_end_it_with_their_code() {
  lay_models
  touch "$world/java-fails"
  local code
  "$project/charla" models fetch some-model >"$world/out" 2>&1
  code=$?
  expect code 1 "$code" || return 1
  case $(cat "$world/java-calls") in *lacking*) echo "it went on" && return 1 ;; esac
}

test_listing_models_fetches_nothing() {
  lay_models
  "$project/charla" models list >"$world/out" 2>&1 || return 1
  expect_in call "models list" "$(cat "$world/java-calls")" || return 1
  case $(cat "$world/java-calls") in *lacking*) echo "it looked for libraries" && return 1 ;; esac
}

test_the_bench_of_speech_is_part_of_the_application() {
  lay_models
  "$project/charla" bench speech --only words >"$world/out" 2>&1 || { cat "$world/out" && return 1; }
  expect_in call "-jar app/target/charla.jar bench-speech --only words" "$(cat "$world/java-calls")"
}
