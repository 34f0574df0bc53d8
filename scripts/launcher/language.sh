# shellcheck shell=bash
# Starts Charla in another language than English: what is missing is fetched after a yes.

# Sets LANGUAGE_SETTINGS to the application's settings for language $1, a tag. $2...: the arguments that
# it is given anyway, which count more, as do variables and lines of .env. Needs the jar.
settle_language() {
  local tag=$1
  shift
  LANGUAGE_SETTINGS=()
  case $tag in
    en | en-*) return 0 ;;
    es | es-*) ;;
    *) usage_error "--language has en and es. docs/speech.md tells how Charla hears and speaks others." ;;
  esac
  [ -z "${AZURE_VOICE_LIVE_ENDPOINT:-$(in_env_file AZURE_VOICE_LIVE_ENDPOINT)}" ] ||
    say "--language is for the agent that works offline; here Azure hears and speaks."
  local hears speaks
  hears=$(setting_or moonshine charla.speech.recognizer CHARLA_SPEECH_RECOGNIZER "$@")
  speaks=$(setting_or espeak charla.speech.synthesizer CHARLA_SPEECH_SYNTHESIZER "$@")
  [ "$hears" != moonshine ] || settle_ears "$@"
  [ "$speaks" != espeak ] || settle_voice "$@"
  LANGUAGE_SETTINGS+=("--charla.speech.recognizer=$hears" "--charla.speech.synthesizer=$speaks")
  add_setting es charla.engine.skills-language CHARLA_ENGINE_SKILLS_LANGUAGE "$@"
  [ "$hears" != moonshine ] || add_setting moonshine-base-es charla.speech.moonshine-model CHARLA_SPEECH_MOONSHINE_MODEL "$@"
  [ "$speaks" != espeak ] || add_setting "$(espeak_voice "$tag")" charla.speech.espeak-voice CHARLA_SPEECH_ESPEAK_VOICE "$@"
  # What is an argument already stays the only one.
  local each kept=() given
  for each in ${LANGUAGE_SETTINGS[@]+"${LANGUAGE_SETTINGS[@]}"}; do
    given=$(argument_of "${each%%=*}" "$@")
    [ -n "$given" ] || kept+=("$each")
  done
  LANGUAGE_SETTINGS=(${kept[@]+"${kept[@]}"})
}

# Latin America's Spanish is a voice of its own.
espeak_voice() {
  case $1 in
    es | es-ES) echo es ;;
    *) echo es-419 ;;
  esac
}

# The last value of argument $1 among those that follow.
argument_of() {
  local name=$1 argument found=''
  shift
  for argument in "$@"; do
    case $argument in "$name"=*) found=${argument#*=} ;; esac
  done
  printf '%s\n' "$found"
}

# The value of setting $2, whose variable is $3, among the arguments that follow; else $1.
setting_or() {
  local usual=$1 name=$2 variable=$3 found
  shift 3
  found=$(argument_of "--$name" "$@")
  [ -n "$found" ] || found=${!variable:-}
  [ -n "$found" ] || found=$(in_env_file "$variable")
  printf '%s\n' "${found:-$usual}"
}

# Adds setting $2 with value $1 unless its variable $3 or the arguments that follow have it.
add_setting() {
  local value=$1 name=$2
  LANGUAGE_SETTINGS+=("--$name=$(setting_or "$value" "$name" "$3" "${@:4}")")
}

settle_ears() {
  local folder into=()
  folder=$(argument_of --charla.speech.models "$@")
  [ -z "$folder" ] || into=(--into "$folder")
  folder=$(setting_or models charla.speech.models CHARLA_SPEECH_MODELS "$@")
  [ -n "$(setting_or '' charla.speech.moonshine-model CHARLA_SPEECH_MOONSHINE_MODEL "$@")" ] && return 0
  # It appears there whole or not at all.
  [ ! -f "$folder/moonshine-base-es/AGREED.txt" ] || return 0
  if may_ask; then
    ask "Ears for Spanish are missing: moonshine-base-es, 69 MB, under a licence that you are shown. Fetch them now?" ||
      fail "Without them nobody who speaks Spanish is heard. Later: ./charla models fetch moonshine-base-es"
    models_answered fetch moonshine-base-es ${into[@]+"${into[@]}"} || exit 1
    return 0
  fi
  fail "Ears for Spanish are missing, and nobody can be asked here: ./charla models fetch moonshine-base-es --accept-licence fetches them (69 MB) and says that you agree to their licence, which docs/speech.md explains."
}

settle_voice() {
  local program
  program=$(setting_or espeak-ng charla.speech.espeak-program CHARLA_SPEECH_ESPEAK_PROGRAM "$@")
  ! command -v "$program" >/dev/null 2>&1 || return 0
  if [ "$program" = espeak-ng ] && offer_to_install espeak-ng "A voice for Spanish is missing: espeak-ng." &&
    command -v espeak-ng >/dev/null 2>&1; then
    return 0
  fi
  fail "A voice for Spanish is missing: the program $program. To get it: $(how_to_get espeak-ng)."
}
