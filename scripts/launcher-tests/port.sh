# shellcheck shell=bash
# Tests: choosing a port.
#
# Scripts written by tests hold dollar signs of their own; tests are called by their names, and share
# variables over files.
# shellcheck disable=SC2016,SC2317,SC2154,SC2034

test_a_free_port_is_kept() {
  take_port || return 1
  kill "$taker" && eventually gone "$taker" || return 1
  expect port "$taken_port" "$(load_launcher; PORT=$taken_port choose_port '')"
}

test_a_taken_port_gives_way_to_the_next_and_says_so() {
  take_port || return 1
  local said chosen
  said=$(load_launcher; PORT=$taken_port choose_port '' 2>&1 >"$world/chosen")
  chosen=$(cat "$world/chosen")
  kill "$taker"
  [ "$chosen" -gt "$taken_port" ] || { echo "chose $chosen while $taken_port was taken" && return 1; }
  expect_in sentence "Port $taken_port is taken, so Charla uses $chosen." "$said"
}

test_a_port_that_was_asked_for_and_is_taken_is_an_error() {
  lay_project
  lay_application
  take_port || return 1
  local said code
  said=$("$project/charla" run --port "$taken_port" 2>&1)
  code=$?
  kill "$taker"
  expect code 1 "$code" || return 1
  expect_in sentence "Port $taken_port is taken" "$said" || return 1
  [ ! -f "$world/java-calls" ] || { echo "it was started all the same" && return 1; }
}

test_what_cannot_be_a_port_is_refused() {
  lay_project
  local nonsense code
  for nonsense in 0 65536 80a -1 123456 ''; do
    "$project/charla" run --port "$nonsense" >/dev/null 2>&1
    code=$?
    expect "code for <$nonsense>" 2 "$code" || return 1
  done
}

test_the_port_is_read_from_the_env_file_as_the_application_reads_it() {
  cd "$world" || return 1
  local wanted statements
  while IFS='|' read -r wanted statements; do
    printf '%b' "$statements" >.env
    expect "of <$statements>" "$wanted" "$(load_launcher; in_env_file PORT)" || return 1
  done <<'CASES'
8123|export PORT="8123" # here\n
80#90|PORT=80#90
8123|'PORT'=8123 # in quotes\n
2|NOTES="a\nPORT=1\nb"\nPORT=2
7|\0357\0273\0277PORT=7
3|PORT=1\r\nPORT=3\r\n
8080|PORT = 8080 # spaces
44|#\n\n  PORT=\t44\t# tabs
|PORT
|XPORT=9\nPORT_A=8\n
|PORT=5\nNOTES="not closed\n
CASES
}

test_the_port_of_the_env_file_is_used_unless_the_environment_has_one() {
  cd "$world" || return 1
  printf '# PORT=1\nAZURE_VOICE_LIVE_API_KEY=x\nexport PORT="8123" # here\n' >.env
  expect "from the file" 8123 "$(load_launcher; port_taken() { false; }; choose_port '')" || return 1
  expect "from the environment" 8124 "$(load_launcher; port_taken() { false; }; PORT=8124 choose_port '')"
}
