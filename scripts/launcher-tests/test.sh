# shellcheck shell=bash
# Tests: commands, help, and counting what ran.
#
# Scripts written by tests hold dollar signs of their own; tests are called by their names, and share
# variables over files.
# shellcheck disable=SC2016,SC2317,SC2154,SC2034

test_an_unknown_command_says_what_there_is() {
  lay_project
  local said code
  said=$("$project/charla" dance 2>&1)
  code=$?
  expect code 2 "$code" || return 1
  expect_in sentence "run, test, fix, bench and help" "$said"
}

test_help_names_every_command_and_setting() {
  lay_project
  local said word
  said=$("$project/charla" help) || return 1
  for word in run test fix bench help AZURE_VOICE_LIVE_ENDPOINT AZURE_VOICE_LIVE_API_KEY \
    VOICE_LIVE_MODEL VOICE_LIVE_VOICE VOICE_LIVE_INSTRUCTIONS VOICE_LIVE_VERBOSE PORT \
    CHARLA_MODEL_BASE_URL CHARLA_MODEL_NAME CHARLA_MODEL_API_KEY; do
    expect_in help "$word" "$said" || return 1
  done
}

test_reports_are_added_up_by_level() {
  cd "$world" || return 1
  mkdir -p a/target/surefire-reports b/target/failsafe-reports
  printf '<?xml version="1.0"?>\n<testsuite xmlns:x="u" name="t" time="1" tests="5" errors="1" skipped="1" failures="2">\n<testcase name="tests=&quot;9&quot;"/></testsuite>\n' \
    >a/target/surefire-reports/TEST-a.OneTest.xml
  local name
  for name in AIT BFaultIT CBrowserIT; do
    printf '<testsuite name="t" tests="2" errors="0" skipped="0" failures="0"></testsuite>\n' \
      >"b/target/failsafe-reports/TEST-b.$name.xml"
  done
  expect unit "5 3 1" "$(load_launcher; sum_java unit)" || return 1
  expect loopback "2 0 0" "$(load_launcher; sum_java loopback)" || return 1
  expect fault "2 0 0" "$(load_launcher; sum_java fault)" || return 1
  expect browser "2 0 0" "$(load_launcher; sum_java browser)"
}

test_both_reporters_of_node_are_added_up() {
  printf '# tests 4\n# suites 1\n# pass 3\n# fail 1\n# skipped 0\nℹ tests 6\nℹ pass 5\nℹ fail 0\nℹ skipped 1\n' \
    >"$world/web.log"
  expect web "10 1 1" "$(load_launcher; sum_node "$world/web.log")"
}

test_a_failed_test_fails_the_summary_and_so_does_none_at_all() {
  cd "$world" || return 1
  local said
  said=$(load_launcher; summarize yes 2>&1) && echo "nothing ran, yet it passed" && return 1
  expect_in sentence "No Java test ran." "$said" || return 1
  mkdir -p a/target/surefire-reports
  printf '<testsuite tests="3" errors="0" skipped="0" failures="1">' \
    >a/target/surefire-reports/TEST-a.OneTest.xml
  said=$(load_launcher; summarize yes 2>&1) && echo "a test failed, yet it passed" && return 1
  expect_in total "total: 2 passed, 1 failed" "$said"
}

test_chosen_modules_are_tested_with_what_they_need_and_nothing_else() {
  lay_project
  lay_jdk "$world/home/.jdks/x" 25
  local said
  said=$("$project/charla" test -pl app -Dtest=SomeTest 2>&1)
  expect_in call "verify -am -Dsurefire.failIfNoSpecifiedTests=false" \
    "$(tr -s ' ' <"$HOME/maven-calls" | sed 's/-Dsurefire\(.*\) -am/-am -Dsurefire\1/')" || return 1
  expect_in call "-pl app -Dtest=SomeTest" "$(cat "$HOME/maven-calls")" || return 1
  expect_in sentence "are left out" "$said"
}

test_a_missing_node_is_an_error_that_says_what_to_do() {
  lay_project
  lay_jdk "$world/home/.jdks/x" 25
  echo '{ "engines": { "node": ">=20.19" } }' >"$project/web/package.json"
  cat >"$project/scripts/test-launcher.sh" <<<'echo "ok - nothing"'
  local said code
  said=$("$project/charla" test 2>&1)
  code=$?
  expect code 1 "$code" || return 1
  expect_in sentence "Node.js 20 or newer" "$said"
}
