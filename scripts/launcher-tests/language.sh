# shellcheck shell=bash
# Tests: starting in another language.
#
# Scripts written by tests hold dollar signs of their own; tests are called by their names, and share
# variables over files.
# shellcheck disable=SC2016,SC2317,SC2154,SC2034

lay_ears() {
  mkdir -p "$1/moonshine-base-es"
  touch "$1/moonshine-base-es/AGREED.txt"
}

# The settings that language $1 makes in this project. $2...: arguments of the user's.
settings_of() {
  (
    load_launcher
    cd "$project" || exit 1
    settle_language "$@"
    printf '%s\n' ${LANGUAGE_SETTINGS[@]+"${LANGUAGE_SETTINGS[@]}"}
  ) 2>&1
}

test_spanish_sets_skills_ears_and_voice() {
  lay_project
  lay_application
  lay_ears "$project/models"
  "$project/charla" run --language es --port 0 >"$world/out" 2>&1
  expect 'code for port 0' 2 $? || return 1
  take_port || return 1
  kill "$taker" && eventually gone "$taker" || return 1
  "$project/charla" run --language es --port "$taken_port" >"$world/out" 2>&1 &
  started="$started $!"
  eventually test -s "$world/java-calls" || { cat "$world/out" && return 1; }
  local wanted
  for wanted in --charla.engine.skills-language=es --charla.speech.recognizer=moonshine \
    --charla.speech.moonshine-model=moonshine-base-es --charla.speech.synthesizer=espeak \
    --charla.speech.espeak-voice=es; do
    expect_in call "$wanted" "$(cat "$world/java-calls")" || return 1
  done
}

test_spanish_of_america_is_another_voice() {
  lay_project
  lay_ears "$project/models"
  expect_in settings --charla.speech.espeak-voice=es-419 "$(settings_of es-MX)"
}

test_english_changes_nothing_and_other_languages_are_refused() {
  lay_project
  expect settings '' "$(settings_of en-GB)" || return 1
  local said code
  said=$("$project/charla" run --language 2>&1)
  expect code 2 $? || return 1
  lay_jdk "$world/system/usr/lib/jvm/jdk-25" 25.0.1
  said=$("$project/charla" run --language pt 2>&1)
  code=$?
  expect code 2 "$code" || return 1
  expect_in sentence "--language has en and es" "$said"
}

test_missing_ears_are_told_with_the_command_where_nobody_can_be_asked() {
  lay_project
  lay_application
  local said code
  said=$("$project/charla" run --language es 2>&1)
  code=$?
  expect code 1 "$code" || return 1
  expect_in sentence "./charla models fetch moonshine-base-es --accept-licence" "$said" || return 1
  [ ! -f "$world/java-calls" ] || { echo "it was started all the same" && return 1; }
}

test_a_missing_voice_is_told() {
  lay_project
  lay_ears "$project/models"
  rm "$PATH/espeak-ng"
  expect_in sentence "A voice for Spanish is missing: the program espeak-ng. To get it:" "$(settings_of es)"
}

test_what_the_user_sets_counts_more() {
  lay_project
  lay_ears "$world/elsewhere"
  rm "$PATH/espeak-ng"
  local settings
  settings=$(CHARLA_SPEECH_MODELS=$world/elsewhere CHARLA_SPEECH_SYNTHESIZER=piper settings_of es \
    --charla.engine.skills-language=en)
  expect_in settings --charla.speech.synthesizer=piper "$settings" || return 1
  expect_in settings --charla.speech.recognizer=moonshine "$settings" || return 1
  case $settings in
    *espeak-voice* | *skills-language*) echo "it set what was set or is not used: $settings" && return 1 ;;
  esac
  printf 'CHARLA_SPEECH_RECOGNIZER=whisper\nCHARLA_SPEECH_SYNTHESIZER=piper\n' >"$project/.env"
  settings=$(settings_of es)
  expect_in settings --charla.speech.recognizer=whisper "$settings" || return 1
  case $settings in
    *moonshine*) echo "ears that are not used: $settings" && return 1 ;;
  esac
}
