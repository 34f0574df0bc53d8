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
  expect_in sentence "run, service, test, fix, bench, doctor, models, skills and help" "$said"
}

test_help_names_every_command_and_setting() {
  lay_project
  local said word
  said=$("$project/charla" help) || return 1
  for word in run test fix bench doctor models help AZURE_VOICE_LIVE_ENDPOINT AZURE_VOICE_LIVE_API_KEY \
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
  # One class has tests that run alone, which are reported apart.
  mkdir b/target/failsafe-reports-alone
  cp b/target/failsafe-reports/TEST-b.CBrowserIT.xml b/target/failsafe-reports-alone
  expect unit "5 3 1" "$(load_launcher; sum_java unit)" || return 1
  expect loopback "2 0 0" "$(load_launcher; sum_java loopback)" || return 1
  expect fault "2 0 0" "$(load_launcher; sum_java fault)" || return 1
  expect browser "4 0 0" "$(load_launcher; sum_java browser)"
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

# A project whose Maven, Node.js and own tests write what real ones do.
lay_tested_project() {
  lay_project
  lay_jdk "$world/home/.jdks/x" 25
  lay_page
  echo 'echo "ok - one"; echo "ok - two"' >"$project/scripts/test-launcher.sh"
  cat >"$world/bin/mvn" <<'MAVEN'
#!/bin/sh
mkdir -p app/target/surefire-reports
printf '<testsuite tests="3" errors="0" skipped="0" failures="0">' >app/target/surefire-reports/TEST-a.OneTest.xml
echo "browser: $CHARLA_CHROMIUM"
echo "other browser: $CHARLA_FIREFOX"
MAVEN
  lay_browser chromium
  lay_browser firefox-esr
}

# A page with its tools installed, and an npm that notes its calls.
lay_page() {
  echo '{ "engines": { "node": ">=18" } }' >"$project/web/package.json"
  touch -t 202001010000 "$project/web/package-lock.json"
  printf '#!/bin/sh\necho v22.1.0\n' >"$world/bin/node"
  cat >"$world/bin/npm" <<'NPM'
#!/bin/sh
echo "npm $*" >>"$HOME/npm-calls"
case $1 in
  ci) mkdir -p node_modules && touch node_modules/.package-lock.json ;;
  test)
    printf '# tests 4\n# pass 4\n# fail 0\n'
    [ ! -f "$HOME/npm-fails" ] ;;
esac
NPM
  chmod +x "$world/bin/node" "$world/bin/npm"
}

lay_browser() {
  printf '#!/bin/sh\necho "Browser 150.0"\n' >"$world/bin/$1"
  chmod +x "$world/bin/$1"
}

test_all_levels_run_and_are_counted() {
  lay_tested_project
  local said code
  said=$("$project/charla" test 2>&1)
  code=$?
  expect code 0 "$code" || { echo "$said" && return 1; }
  expect_in total "total: 9 passed, 0 failed" "$said" || return 1
  expect_in browser "browser: $world/bin/chromium" "$said"
}

test_what_ran_beside_maven_is_shown_and_its_failure_is_named() {
  lay_tested_project
  local said code
  expect_in shown "ok - two" "$("$project/charla" test 2>&1)" || return 1
  echo 'echo "not ok - one"; exit 1' >"$project/scripts/test-launcher.sh"
  touch "$HOME/npm-fails"
  said=$("$project/charla" test 2>&1)
  code=$?
  expect code 1 "$code" || return 1
  expect_in what "Failed: launcher web" "$said"
}

test_the_deployment_is_tested_beside_maven_once_the_application_is_packed() {
  lay_tested_project
  mkdir -p "$project/deploy/test"
  cat >"$project/deploy/test/run.sh" <<'DEPLOY'
[ -f app/target/charla.jar ] || exit 1
: >app/deployed
printf '# tests 1\n# fail 0\n# skipped 0\n'
DEPLOY
  cat >>"$world/bin/mvn" <<'MAVEN'
: >app/target/charla.jar
mkdir -p app/target/failsafe-reports
for second in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
  [ ! -f app/deployed ] || exit 0
  sleep 1
done
echo "nobody deployed it" >&2
exit 1
MAVEN
  local said
  said=$("$project/charla" test 2>&1) || { echo "$said" && return 1; }
  expect_in total "total: 10 passed, 0 failed" "$said"
}

test_a_failing_deployment_fails_the_run_also_when_nothing_was_packed() {
  lay_tested_project
  mkdir -p "$project/deploy/test"
  echo 'echo "no application"; exit 1' >"$project/deploy/test/run.sh"
  local said
  said=$("$project/charla" test 2>&1) && echo "it passed" && return 1
  expect_in what "Failed: deploy" "$said"
}

test_what_runs_beside_maven_ends_when_the_run_is_ended() {
  lay_tested_project
  cat >"$project/scripts/test-launcher.sh" <<'LONG'
echo $$ >"$HOME/beside-pid"
exec sleep 600
LONG
  printf '#!/bin/sh\necho $$ >"$HOME/maven-pid"\nexec sleep 600\n' >"$world/bin/mvn"
  "$project/charla" test >/dev/null 2>&1 &
  local run=$! beside maven
  started="$started $run"
  eventually test -s "$HOME/maven-pid" || return 1
  eventually test -s "$HOME/beside-pid" || return 1
  read -r maven <"$HOME/maven-pid"
  read -r beside <"$HOME/beside-pid"
  started="$started $maven $beside"
  kill -TERM "$run"
  eventually gone "$beside"
}

test_what_takes_long_runs_when_that_is_asked_for() {
  lay_project
  lay_jdk "$world/home/.jdks/x" 25
  "$project/charla" test -pl app >/dev/null 2>&1
  case $(cat "$HOME/maven-calls") in *-Plong*) echo "nobody asked for it" && return 1 ;; esac
  "$project/charla" test --long -pl app >/dev/null 2>&1
  expect_in call "verify -Plong -am -pl app" "$(tail -n 1 "$HOME/maven-calls")"
}

test_the_pages_tools_are_installed_once() {
  lay_tested_project
  "$project/charla" test >/dev/null 2>&1
  "$project/charla" test >/dev/null 2>&1
  expect calls "npm ci --no-audit --no-fund --loglevel=error,npm test,npm test," \
    "$(tr '\n' , <"$HOME/npm-calls")"
}

test_a_failing_page_fails_the_run_and_maven_runs_all_the_same() {
  lay_tested_project
  touch "$HOME/npm-fails"
  local said code
  said=$("$project/charla" test 2>&1)
  code=$?
  expect code 1 "$code" || return 1
  expect_in what "Failed: web" "$said" || return 1
  expect_in maven "browser: " "$said"
}

test_reports_of_an_earlier_run_do_not_count() {
  lay_tested_project
  mkdir -p "$project/bench/target/surefire-reports"
  printf '<testsuite tests="90" errors="9" skipped="0" failures="0">' \
    >"$project/bench/target/surefire-reports/TEST-b.OldTest.xml"
  expect_in total "total: 9 passed, 0 failed" "$("$project/charla" test 2>&1)"
}

test_what_browser_tests_lack_is_installed_where_that_is_allowed() {
  lay_tested_project
  rm "$world/bin/chromium" "$world/bin/firefox-esr"
  printf '#!/bin/sh\necho 0\n' >"$world/bin/id.new"
  chmod +x "$world/bin/id.new" && mv -f "$world/bin/id.new" "$world/bin/id"
  cat >"$world/bin/apt-get" <<'APT'
#!/bin/sh
echo "$*" >>"$HOME/apt-calls"
for last; do :; done
case $last in
  chromium | firefox-esr) printf '#!/bin/sh\necho "Browser 150.0"\n' >"$HOME/../bin/$last"; chmod +x "$HOME/../bin/$last" ;;
esac
APT
  chmod +x "$world/bin/apt-get"
  local said
  said=$("$project/charla" test 2>&1)
  local install="update -q,install -y -q --no-install-recommends"
  expect calls "$install chromium,$install firefox-esr,$install pulseaudio pulseaudio-utils,$install asterisk-core-sounds-en-wav," \
    "$(tr '\n' , <"$HOME/apt-calls")" || return 1
  expect_in browser "browser: $world/bin/chromium" "$said" || return 1
  expect_in "other browser" "other browser: $world/bin/firefox-esr" "$said"
}

test_beside_a_desktops_sound_server_none_is_installed_and_that_is_said() {
  lay_tested_project
  printf '#!/bin/sh\n' >"$world/bin/pipewire"
  chmod +x "$world/bin/pipewire"
  local said
  said=$("$project/charla" test 2>&1) || { echo "$said" && return 1; }
  expect_in sentence "Left out: conversations in a room" "$said"
}

test_without_recordings_of_a_person_it_is_said_what_is_left_out() {
  lay_tested_project
  expect_in sentence "Left out: a person's recordings" "$("$project/charla" test 2>&1)" || return 1
  mkdir -p "$world/system/usr/share/asterisk/sounds/en"
  touch "$world/system/usr/share/asterisk/sounds/en/queue-thankyou.wav"
  local said
  said=$("$project/charla" test 2>&1)
  case $said in *"a person's recordings"*) echo "$said" && return 1 ;; esac
}

test_without_any_browser_playwright_is_left_to_fetch_one() {
  lay_tested_project
  rm "$world/bin/chromium"
  local said
  said=$("$project/charla" test 2>&1) || { echo "$said" && return 1; }
  expect_in sentence "Playwright downloads one" "$said"
}

test_without_a_firefox_it_is_said_what_is_left_out_and_how_to_get_one() {
  lay_tested_project
  rm "$world/bin/firefox-esr"
  local said
  said=$("$project/charla" test 2>&1) || { echo "$said" && return 1; }
  expect_in sentence "Left out: the page in Firefox" "$said" || return 1
  expect_in way "To get it: " "$said"
}

test_a_script_that_is_no_browser_is_not_taken_for_one() {
  lay_tested_project
  printf '#!/bin/sh\necho "install the snap" >&2\nexit 1\n' >"$world/bin/chromium"
  lay_browser google-chrome
  expect_in browser "browser: $world/bin/google-chrome" "$("$project/charla" test 2>&1)"
}

test_fix_formats_java_and_the_page() {
  lay_project
  lay_jdk "$world/home/.jdks/x" 25
  lay_page
  "$project/charla" fix >/dev/null || return 1
  expect_in maven "JAVA_HOME=$world/home/.jdks/x mvn -q -B spotless:apply" "$(cat "$HOME/maven-calls")" ||
    return 1
  expect_in npm "npm run --silent fix" "$(cat "$HOME/npm-calls")"
}

test_doctor_passes_its_arguments_and_its_code_on() {
  lay_project
  lay_application
  touch "$world/java-fails"
  local code
  "$project/charla" doctor --charla.service.model=some >"$world/out" 2>&1
  code=$?
  expect_in call "-jar app/target/charla.jar doctor --charla.service.model=some" \
    "$(cat "$world/java-calls")" || return 1
  expect code 7 "$code"
}

test_bench_builds_and_passes_its_arguments_on() {
  lay_project
  lay_jdk "$world/home/.jdks/x" 25
  printf '#!/bin/sh\nmkdir -p bench/target && touch bench/target/charla-bench.jar\n' >"$world/bin/mvn"
  printf '#!/bin/sh\necho "java $*"\n' >"$world/home/.jdks/x/bin/java"
  expect_in call "java -jar bench/target/charla-bench.jar --callers 8 two words" \
    "$("$project/charla" bench --callers 8 "two words" 2>&1)"
}

test_the_bench_of_the_relay_builds_the_application_it_measures() {
  lay_project
  lay_jdk "$world/home/.jdks/x" 25
  printf '#!/bin/sh\nmkdir -p bench/target app/target\ntouch bench/target/charla-bench.jar app/target/charla.jar\necho "$*" >>%s/mvn-calls\n' \
    "$world" >"$world/bin/mvn"
  printf '#!/bin/sh\necho "java $*"\n' >"$world/home/.jdks/x/bin/java"
  "$project/charla" bench relay --jar other.jar >"$world/out" 2>&1
  case $(cat "$world/mvn-calls") in *"-pl app"*) echo "it built what it was not to measure" && return 1 ;; esac
  expect_in call "java -jar bench/target/charla-bench.jar relay --conversations 3" \
    "$("$project/charla" bench relay --conversations 3 2>&1)" || return 1
  expect_in builds "-pl app -am" "$(cat "$world/mvn-calls")"
}

test_a_missing_second_voice_is_said_with_what_to_do() {
  lay_project
  lay_application
  rm "$PATH/espeak-ng"
  local said
  said=$("$project/charla" test -pl speech 2>&1)
  expect code 1 "$?" || return 1
  expect_in sentence "need espeak-ng, which is not here" "$said"
}
